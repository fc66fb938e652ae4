import Testing

@testable import Portal

@Suite("Which servers of other people may be asked")
struct OutboundSettingsTests {
    private static let addresses: [(address: String, isPublic: Bool)] = [
        ("8.8.8.8", true), ("93.184.216.34", true), ("2606:2800:220:1:248:1893:25c8:1946", true),
        ("0.0.0.0", false), ("10.1.2.3", false), ("100.64.0.1", false), ("127.0.0.1", false),
        ("127.255.255.254", false),
        ("169.254.169.254", false), ("172.16.0.1", false), ("172.31.255.255", false), ("172.32.0.1", true),
        ("192.0.0.1", false), ("192.0.2.1", false), ("192.168.0.1", false), ("198.18.0.1", false),
        ("198.51.100.1", false), ("203.0.113.1", false), ("224.0.0.1", false), ("255.255.255.255", false),
        ("::", false), ("::1", false), ("::ffff:127.0.0.1", false), ("::ffff:8.8.8.8", true), ("fe80::1", false),
        ("fc00::1", false), ("fd12::1", false), ("ff02::1", false), ("64:ff9b::a00:1", false), ("2001:db8::1", false),
        ("2002:7f00:1::", false), ("2001::1", false), ("::127.0.0.1", false),
    ]

    @Test("an address of nobody's own network is public", arguments: addresses)
    func isPublic(address: String, isPublic: Bool) throws {
        #expect(try #require(IPAddress(address)).isPublic == isPublic)
        let rules = try Settings(environment: [:]).outbound.rules
        #expect(rules.allows(address) == isPublic)
    }

    @Test("a network that is named may be asked too, and in the clear only this machine")
    func named() throws {
        let rules = try Settings(environment: ["PORTICO_OUTBOUND_ALLOW": "10.1.0.0/16, 127.0.0.1"]).outbound.rules
        #expect(rules.allows("10.1.2.3") && rules.allows("127.0.0.1") && rules.allows("8.8.8.8"))
        #expect(!rules.allows("10.2.0.1") && !rules.allows("127.0.0.2") && !rules.allows("no address"))
        #expect(rules.allowsPlain("127.0.0.1") && !rules.allowsPlain("10.1.2.3") && !rules.allowsPlain("8.8.8.8"))
    }

    @Test("what is no network, or no file of certificates, is told at start")
    func wrong() {
        for setting in ["PORTICO_OUTBOUND_ALLOW": "my network", "PORTICO_OUTBOUND_CA_FILE": "/no/such/file"] {
            #expect(throws: SettingsFaults.self) { try Settings(environment: [setting.key: setting.value]) }
        }
    }
}
