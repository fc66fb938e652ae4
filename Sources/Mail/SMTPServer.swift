import Foundation

/// Where mails are handed over, and how.
public struct SMTPServer: Sendable, Equatable {
    /// Its name or address; one of version 6 in brackets.
    public let host: String
    /// Its port.
    public let port: Int
    /// How what is said is kept secret.
    public let security: Security
    /// Who we are there; nil where nobody asks.
    public var user: String?
    /// What proves it.
    public var password: String?
    /// Certificates of those who may vouch for the server, in place of the system's.
    public var authorities: String?

    /// How what is said is kept secret.
    public enum Security: Sendable, Equatable {
        /// From the first byte on.
        case tls
        /// As soon as the server has said hello; without it nothing is sent.
        case startTLS
        /// Not at all: nobody listens between two programs of one machine.
        case plain
    }

    /// Reads `smtps://host`, `smtp://host:587`; nil for anything else.
    ///
    /// - Parameter authorities: the certificates to trust; with them a server on this machine has to be secure too.
    public init?(address: String, authorities: String? = nil) {
        let isSecure = address.lowercased().hasPrefix("smtps://")
        guard isSecure || address.lowercased().hasPrefix("smtp://") else { return nil }
        let rest = address.dropFirst(isSecure ? 8 : 7)
        let authority = rest.hasSuffix("/") ? rest.dropLast() : rest
        let allowed = authority.utf8.allSatisfy { (0x21...0x7e).contains($0) && !"/?#@\\%".utf8.contains($0) }
        guard allowed, let (host, port) = Self.parts(authority, default: isSecure ? 465 : 587) else { return nil }
        self.host = host
        self.port = port
        self.authorities = authorities
        security = isSecure ? .tls : Self.isLoopback(host) && authorities == nil ? .plain : .startTLS
    }

    private static func parts(_ text: Substring, default port: Int) -> (String, Int)? {
        // The colons of an address of version 6 stand in brackets.
        let end = text.lastIndex(of: "]").map { text.index(after: $0) } ?? text.startIndex
        guard let colon = text[end...].firstIndex(of: ":") else {
            return text.isEmpty ? nil : (String(text), port)
        }
        let digits = text[text.index(after: colon)...]
        guard let port = Int(digits), (1...65_535).contains(port), colon > text.startIndex,
            digits.allSatisfy(\.isNumber)
        else { return nil }
        return (String(text[..<colon]), port)
    }

    private static func isLoopback(_ host: String) -> Bool {
        var four = in_addr()
        if inet_pton(AF_INET, host, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
        return host.lowercased() == "localhost" || host == "[::1]"
    }

    /// The address as libcurl wants it.
    var address: String { "\(security == .tls ? "smtps" : "smtp")://\(host):\(port)" }
}
