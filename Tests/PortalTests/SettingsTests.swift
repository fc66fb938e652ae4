import Testing

@testable import Portal

@Suite("Settings") struct SettingsTests {
    static let secret = String(repeating: "s", count: 32)

    @Test("Without any, everything has its default")
    func defaults() throws {
        let settings = try Settings(environment: [:])
        #expect(settings.host == "127.0.0.1")
        #expect(settings.port == 8080)
        #expect(settings.publicOrigin == nil)
        #expect(settings.databaseURL == nil)
        #expect(settings.profile == .audit2025)
        #expect(settings.introspection == .signedIn)
        #expect(settings.trustedProxies.isEmpty)
        #expect(settings.sessionSeconds == 12 * 3600)
        #expect(settings.logsRequests)
        #expect(!settings.isDemonstration)
    }

    @Test("Each is read")
    func all() throws {
        let settings = try Settings(environment: [
            "PORT": "9000", "PORTICO_HOST": "0.0.0.0", "PORTICO_PUBLIC_URL": "https://Partners.example.com/",
            "DATABASE_URL": "postgresql://me@db/portico", "PORTICO_SECRET": Self.secret,
            "PORTICO_HTTP_PROFILE": "spec2026", "PORTICO_INTROSPECTION": "off",
            "PORTICO_TRUSTED_PROXIES": "10.0.0.0/8, ::1", "PORTICO_METRICS_TOKEN": "0123456789abcdef",
            "PORTICO_SESSION_HOURS": "1", "PORTICO_REQUEST_LOG": "off", "PORTICO_HOME": "/data",
            "PORTICO_FILES": "/app", "DEMO": "1", "PATH": "/bin",
        ])
        #expect(settings.port == 9000)
        #expect(settings.publicOrigin == "https://partners.example.com")
        #expect(settings.databaseURL == "postgresql://me@db/portico")
        #expect(settings.profile == .spec2026)
        #expect(settings.introspection == .off)
        #expect(settings.trustedProxies.count == 2)
        #expect(settings.sessionSeconds == 3600)
        #expect(!settings.logsRequests)
        #expect(settings.home == "/data" && settings.files == "/app")
        #expect(settings.isDemonstration)
    }

    @Test("An empty variable counts as none")
    func empty() throws {
        #expect(try Settings(environment: ["PORT": "", "PORTICO_SECRET": "", "DATABASE_URL": ""]).port == 8080)
    }

    @Test(
        "A mistake names its setting and what is expected",
        arguments: [
            ("PORT", "eighty", "PORT must be a whole number from 0 to 65535."),
            ("PORT", "70000", "PORT must be a whole number from 0 to 65535."),
            ("PORTICO_PUBLIC_URL", "partners.example.com", "PORTICO_PUBLIC_URL must be an address"),
            ("PORTICO_PUBLIC_URL", "https://example.com/portal", "PORTICO_PUBLIC_URL must be an address"),
            ("PORTICO_PUBLIC_URL", "https://", "PORTICO_PUBLIC_URL must be an address"),
            ("PORTICO_SECRET", "short", "PORTICO_SECRET must be texts of at least 32 bytes"),
            ("PORTICO_HTTP_PROFILE", "2027", "PORTICO_HTTP_PROFILE must be one of audit2025, spec2026."),
            ("PORTICO_INTROSPECTION", "maybe", "PORTICO_INTROSPECTION must be one of signed-in, off, on."),
            ("PORTICO_TRUSTED_PROXIES", "10.0.0.0/8,proxy", "PORTICO_TRUSTED_PROXIES must be networks"),
            ("PORTICO_METRICS_TOKEN", "short", "PORTICO_METRICS_TOKEN must be a text of at least 16 bytes."),
            ("PORTICO_SESSION_HOURS", "0", "PORTICO_SESSION_HOURS must be a whole number from 1 to 720."),
            ("PORTICO_REQUEST_LOG", "perhaps", "PORTICO_REQUEST_LOG must be 1 or 0."),
            ("DEMO", "yes please", "DEMO must be 1 or 0."),
            ("DATABASE_URL", "mysql", "DATABASE_URL must be an address"),
            ("PORTICO_SECERT", "x", "PORTICO_SECERT is no setting. There are: "),
        ])
    func mistakes(name: String, value: String, sentence: String) {
        let faults = #expect(throws: SettingsFaults.self) { try Settings(environment: [name: value]) }
        #expect(faults?.faults.contains { $0.hasPrefix(sentence) } == true)
    }

    @Test("All mistakes are reported at once")
    func allAtOnce() {
        let faults = #expect(throws: SettingsFaults.self) {
            try Settings(environment: ["PORT": "x", "DEMO": "x", "PORTICO_X": "x", "DATABASE_URL": "postgres://db"])
        }
        #expect(faults?.faults.count == 4)
        #expect(faults?.description.split(separator: "\n").count == 4)
    }

    @Test("A database of one's own needs a secret of one's own")
    func secretRequired() {
        let faults = #expect(throws: SettingsFaults.self) {
            try Settings(environment: ["DATABASE_URL": "postgres://db"])
        }
        #expect(faults?.faults.first?.hasPrefix("PORTICO_SECRET is missing") == true)
    }
}

@Suite("Addresses") struct AddressTests {
    @Test("Addresses are read in both versions", arguments: ["127.0.0.1", "255.255.255.255", "::1", "2001:db8::7"])
    func addresses(text: String) {
        #expect(IPAddress(text) != nil)
    }

    @Test(
        "Nothing else is an address",
        arguments: ["", "localhost", "1.2.3", "1.2.3.4.5", "1.2.3.256", ":::1", "1.2.3.4 "])
    func noAddresses(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test(
        "This machine's own addresses are known",
        arguments: [
            ("127.0.0.1", true), ("127.9.9.9", true), ("::1", true), ("::ffff:127.0.0.1", true), ("128.0.0.1", false),
            ("::2", false), ("10.0.0.1", false), ("::ffff:10.0.0.1", false), ("::", false),
        ])
    func loopback(text: String, isLoopback: Bool) {
        #expect(IPAddress(text)?.isLoopback == isLoopback)
    }

    @Test(
        "A range holds the addresses with its beginning",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.0.0.1", "10.0.0.1", true),
            ("10.0.0.1", "10.0.0.2", false), ("192.168.4.0/22", "192.168.7.255", true),
            ("192.168.4.0/22", "192.168.8.0", false), ("0.0.0.0/0", "1.2.3.4", true), ("0.0.0.0/0", "::1", false),
            ("::/0", "1.2.3.4", true), ("2001:db8::/32", "2001:db8:1::1", true),
            ("2001:db8::/32", "2001:db9::1", false),
            ("10.0.0.0/8", "::ffff:10.1.1.1", true),
        ])
    func ranges(range: String, address: String, isInside: Bool) throws {
        #expect(try #require(AddressRange(range)).contains(#require(IPAddress(address))) == isInside)
    }

    @Test(
        "Nothing else is a range", arguments: ["", "/8", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/8/8", "a/8"])
    func noRanges(text: String) {
        #expect(AddressRange(text) == nil)
    }
}
