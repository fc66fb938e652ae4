import Foundation
public import Outbound

/// Which servers of other people may be asked, as the installation is told.
public struct OutboundSettings: Sendable {
    /// Networks besides the public ones: an issuer in one's own.
    public let allowed: [AddressRange]
    /// Certificates to trust in place of the system's.
    public let authorities: String?

    init(_ reader: inout SettingsReader) {
        allowed = reader.list("PORTICO_OUTBOUND_ALLOW", "networks such as 10.0.0.0/8", AddressRange.init)
        authorities = reader.value(
            "PORTICO_OUTBOUND_CA_FILE", "a file of certificates (PEM) that can be read", CertificateFile.path)
    }

    /// Which addresses may be asked: public ones, and those that are named.
    ///
    /// Nothing is said in the clear but to this very machine.
    public var rules: OutboundClient.Rules {
        let allowed = allowed
        return OutboundClient.Rules(authorities: authorities) { text in
            guard let address = IPAddress(text) else { return false }
            return address.isPublic || allowed.contains { $0.contains(address) }
        } allowsPlain: { text in
            IPAddress(text)?.isLoopback == true
        }
    }
}

extension IPAddress {
    /// Whether the address is one of the internet at large, and of nobody's own network (IANA's special-purpose
    /// registries).
    public var isPublic: Bool {
        let ranges = isVersion4 ? Self.special4 : Self.special6
        return (isVersion4 || Self.global6.contains { $0.contains(self) }) && !ranges.contains { $0.contains(self) }
    }

    private static let global6 = ["2000::/3"].compactMap(AddressRange.init)
    private static let special4 = [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
    ].compactMap(AddressRange.init)
    /// Addresses that contain one of version 4 lead wherever that one does.
    private static let special6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"].compactMap(AddressRange.init)
}
