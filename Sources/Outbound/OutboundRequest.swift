/// A request to somebody else's server.
public struct OutboundRequest: Sendable, Equatable {
    /// Where it goes: `https://host/path`.
    public let url: String
    /// What is sent as a form (`application/x-www-form-urlencoded`); nil where something is only fetched.
    public let form: [FormField]?
    /// The user and password, or an access token; nil where nobody asks.
    public let credentials: Credentials?

    /// What proves who asks.
    public enum Credentials: Sendable, Equatable {
        case basic(user: String, password: String)
        case bearer(String)
    }

    /// One field of a form.
    public struct FormField: Sendable, Equatable {
        let name: String
        let value: String

        /// Names a field and what stands in it.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Fetches something.
    public init(_ url: String, credentials: Credentials? = nil) {
        self.init(url: url, form: nil, credentials: credentials)
    }

    /// Sends a form.
    public init(_ url: String, form: [FormField], credentials: Credentials? = nil) {
        self.init(url: url, form: .some(form), credentials: credentials)
    }

    private init(url: String, form: [FormField]?, credentials: Credentials?) {
        self.url = url
        self.form = form
        self.credentials = credentials
    }

    /// The form as it is sent.
    var body: String? { form.map(FormText.written) }
}

/// Fields of a form, or of an address behind its `?`, as text (URL standard, 5.2).
public enum FormText {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Joins the fields.
    public static func written(_ fields: [OutboundRequest.FormField]) -> String {
        fields.map { "\(escaped($0.name))=\(escaped($0.value))" }.joined(separator: "&")
    }

    /// A text with everything escaped that isn't a letter, a digit or one of `-._~`.
    public static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What somebody else's server answered.
public struct OutboundAnswer: Sendable, Equatable {
    /// The status of HTTP.
    public let status: Int
    /// What it said.
    public let body: [UInt8]
}

/// Why there is no answer.
public struct OutboundFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// What happened, for whoever runs the installation.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
