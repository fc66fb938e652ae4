import Foundation

/// An address of the internet protocol, version 4 or 6.
public struct IPAddress: Hashable, Sendable {
    /// Sixteen bytes; version 4 stands at the end, behind `::ffff:` (RFC 4291, 2.5.5.2).
    let bytes: [UInt8]

    /// Reads an address as PostgreSQL's `inet` writes it; nil for anything else.
    public init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = Array(repeating: 0, count: 10) + [0xff, 0xff] + withUnsafeBytes(of: &four, Array.init)
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            bytes = withUnsafeBytes(of: &six, Array.init)
        } else {
            return nil
        }
    }

    /// Whether the address is of version 4.
    var isVersion4: Bool { bytes.starts(with: Array(repeating: 0, count: 10) + [0xff, 0xff]) }

    /// Whether the address is this machine's own: 127.0.0.0/8 or ::1.
    public var isLoopback: Bool {
        isVersion4 ? bytes[12] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
    }
}

/// A range of addresses with a common beginning, such as `10.0.0.0/8`.
public struct AddressRange: Hashable, Sendable {
    private let start: IPAddress
    private let bits: Int

    /// Reads a range, or an address alone; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = IPAddress(String(parts[0])) else { return nil }
        let offset = address.isVersion4 ? 96 : 0
        guard parts.count == 2 else {
            self.init(start: address, bits: 128)
            return
        }
        guard let length = Int(parts[1]), (0...128 - offset).contains(length) else { return nil }
        self.init(start: address, bits: offset + length)
    }

    private init(start: IPAddress, bits: Int) {
        self.start = start
        self.bits = bits
    }

    /// Whether an address lies in the range.
    public func contains(_ address: IPAddress) -> Bool {
        let whole = bits / 8
        guard start.bytes.prefix(whole) == address.bytes.prefix(whole) else { return false }
        guard bits % 8 > 0 else { return true }
        let shift = UInt8(8 - bits % 8)
        return start.bytes[whole] >> shift == address.bytes[whole] >> shift
    }
}
