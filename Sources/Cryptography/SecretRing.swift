/// The installation's secrets, newest first: the newest one makes, every one of them can still read.
///
/// Rotation is adding a secret in front and taking the oldest away once nothing made with it matters any more.
public struct SecretRing: Sendable {
    private let secrets: [[UInt8]]

    /// The fewest bytes that a secret may have.
    public static let minimumBytes = 32

    /// A ring of secrets, the newest first.
    ///
    /// - Throws: ``CryptographyError/weakSecret`` where one is shorter than 32 bytes, or none is given.
    public init(_ secrets: [[UInt8]]) throws(CryptographyError) {
        guard !secrets.isEmpty, secrets.allSatisfy({ $0.count >= Self.minimumBytes }) else { throw .weakSecret }
        self.secrets = secrets
    }

    /// Reads secrets from a setting: texts separated by commas, the newest first.
    ///
    /// - Throws: ``CryptographyError/weakSecret`` as the other initializer does.
    public init(setting: String) throws(CryptographyError) {
        let texts = setting.split(separator: ",").map { text in Array(text.utf8.drop { $0 == 0x20 }) }
        try self.init(texts)
    }

    /// Keys for one purpose, the newest first.
    public func keys(for purpose: String, count: Int) throws(CryptographyError) -> [[UInt8]] {
        var keys: [[UInt8]] = []
        for secret in secrets {
            keys.append(try deriveKey(from: secret, salt: Array("portico".utf8), purpose: purpose, count: count))
        }
        return keys
    }

    /// A cipher for one purpose, such as cursors.
    public func cipher(for purpose: String) throws(CryptographyError) -> DeterministicCipher {
        try DeterministicCipher(keys: keys(for: purpose, count: DeterministicCipher.keyBytes))
    }
}
