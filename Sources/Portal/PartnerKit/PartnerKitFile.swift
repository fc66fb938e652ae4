/// What somebody asks for of the partner kit.
public struct PartnerKitRequest: Sendable {
    /// The asset's id, as clients know it.
    public let id: String
    /// The name that the file must have.
    public let fileName: String
    /// Whether a copy with this SHA-256 is there already, in hexadecimal digits.
    public let isKnown: @Sendable (String) -> Bool
    /// Whether the bytes are taken away, so that it counts as a download.
    public let isDownload: Bool

    /// Describes what is asked for.
    public init(id: String, fileName: String, isDownload: Bool, isKnown: @escaping @Sendable (String) -> Bool) {
        self.id = id
        self.fileName = fileName
        self.isDownload = isDownload
        self.isKnown = isKnown
    }
}

/// A file of the partner kit.
public struct PartnerKitFile: Sendable {
    /// Its name, which needs no escapes anywhere.
    public let name: String
    /// One of those that the database lets in.
    public let mediaType: String
    /// The SHA-256, in hexadecimal digits.
    public let sha256: String
    /// The bytes; nil for somebody who has them.
    public let content: [UInt8]?

    /// Describes a file.
    public init(name: String, mediaType: String, sha256: String, content: [UInt8]?) {
        self.name = name
        self.mediaType = mediaType
        self.sha256 = sha256
        self.content = content
    }
}

/// What becomes of a request for a file.
public enum PartnerKitAnswer: Sendable {
    case file(PartnerKitFile)
    /// There is none, or none for whoever asks: nobody learns which.
    case missing
    /// It can't be said now.
    case unavailable(diagnosis: String)
}
