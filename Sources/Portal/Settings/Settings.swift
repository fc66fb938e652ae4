public import Cryptography
public import Planning

/// What the installation is told from outside: environment variables, read once at start.
public struct Settings: Sendable {
    /// The address to listen at.
    public let host: String
    /// The port to listen at.
    public let port: Int
    /// The origin of the public address, without a path; nil where none is set.
    public let publicOrigin: String?
    /// The database; nil for the private cluster.
    public let databaseURL: String?
    /// The secrets; nil where they are to be kept beside the private cluster.
    public let secrets: SecretRing?
    /// Which HTTP status tells what became of a request.
    public let profile: StatusProfile
    /// Who may ask for the schema itself.
    public let introspection: IntrospectionAccess
    /// The networks of our own proxies.
    public let trustedProxies: [AddressRange]
    /// What opens `/metrics` to other machines.
    public let metricsToken: String?
    /// How long a sign-in lasts, in seconds.
    public let sessionSeconds: Int
    /// Where a browser's session may be used from.
    public let sessionBinding: SessionBinding
    /// Whether a line is written for each request.
    public let logsRequests: Bool
    /// The folder of the private cluster and its secret; nil for the usual one.
    public let home: String?
    /// The folder with `schema.graphql`, `web` and `Migrations`; nil for where the program finds them.
    public let files: String?
    /// Whether demonstration data are wanted.
    public let isDemonstration: Bool
    /// How mails leave.
    public let mail: MailSettings
    /// Which servers of other people may be asked.
    public let outbound: OutboundSettings
    /// What the server puts up with.
    public let limits: Limits

    /// Reads the settings.
    ///
    /// - Throws: ``SettingsFaults`` with every mistake at once.
    public init(environment: [String: String]) throws(SettingsFaults) {
        var reader = SettingsReader(environment)
        host = reader.text("PORTICO_HOST") ?? "127.0.0.1"
        port = reader.number("PORT", in: 0...65_535) ?? 8080
        publicOrigin = reader.value(
            "PORTICO_PUBLIC_URL", "an address such as https://partners.example.com", Self.origin)
        databaseURL = reader.value("DATABASE_URL", "an address such as postgresql://user@host/database") { text in
            text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") || text.contains("=") ? text : nil
        }
        secrets = reader.value("PORTICO_SECRET", "texts of at least 32 bytes, the newest first, with commas between") {
            try? SecretRing(setting: $0)
        }
        profile = reader.choice("PORTICO_HTTP_PROFILE") ?? .audit2025
        introspection = reader.choice("PORTICO_INTROSPECTION") ?? .signedIn
        trustedProxies = reader.list("PORTICO_TRUSTED_PROXIES", "networks such as 10.0.0.0/8", AddressRange.init)
        metricsToken = reader.value("PORTICO_METRICS_TOKEN", "a text of at least 16 bytes") { text in
            text.utf8.count >= 16 ? text : nil
        }
        sessionSeconds = (reader.number("PORTICO_SESSION_HOURS", in: 1...720) ?? 12) * 3600
        sessionBinding = reader.choice("PORTICO_SESSION_IP") ?? .prefix
        logsRequests = reader.flag("PORTICO_REQUEST_LOG") ?? true
        home = reader.text("PORTICO_HOME")
        files = reader.text("PORTICO_FILES")
        isDemonstration = reader.flag("DEMO") ?? false
        mail = MailSettings(&reader)
        outbound = OutboundSettings(&reader)
        var limits = Limits()
        for limit in Limit.allCases {
            if let value = reader.number(limit.setting, in: limit.range) { limits[limit] = value }
        }
        self.limits = limits
        if databaseURL != nil, secrets == nil {
            reader.fault("PORTICO_SECRET is missing: with DATABASE_URL, set it to at least 32 random bytes of text.")
        }
        try reader.finish()
    }

    /// Whether only this machine can reach the server.
    public var isLocal: Bool { host == "localhost" || IPAddress(host)?.isLoopback == true }

    /// What the server's own links begin with, once it listens at a port.
    public func origin(port: Int) -> String {
        publicOrigin ?? "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }

    /// The scheme, host and port of an address, as browsers write an origin.
    private static func origin(_ text: String) -> String? {
        let text = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let scheme = ["https://", "http://"].first(where: { text.hasPrefix($0) }) else { return nil }
        let authority = text.dropFirst(scheme.count)
        let allowed = authority.utf8.allSatisfy { !"/?#@ \\".utf8.contains($0) && (0x21...0x7e).contains($0) }
        return allowed && !authority.isEmpty ? text.lowercased() : nil
    }
}

/// Everything that is wrong with the settings.
public struct SettingsFaults: Error, Equatable, CustomStringConvertible {
    /// One sentence for each mistake.
    public let faults: [String]

    /// The mistakes, one a line.
    public var description: String { faults.joined(separator: "\n") }
}
