/// The primary key of a row: the sixteen bytes of a UUID.
public struct RowID: Hashable, Sendable, Comparable {
    /// The first eight bytes, the first of them the most significant.
    public let high: UInt64
    /// The last eight bytes.
    public let low: UInt64

    /// Makes an id of its two halves.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes an id of exactly sixteen bytes; nil for any other number.
    @inlinable
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var (high, low): (UInt64, UInt64) = (0, 0)
        for byte in bytes {
            high = high << 8 | low >> 56
            low = low << 8 | UInt64(byte)
        }
        self.init(high: high, low: low)
    }

    /// Makes a UUID of version 7 (RFC 9562, 5.7): ids made later sort later.
    ///
    /// - Parameters:
    ///   - milliseconds: the time since 1970-01-01T00:00:00Z; its lowest 48 bits are used.
    ///   - generator: where the 74 random bits come from.
    public init(milliseconds: UInt64, using generator: inout some RandomNumberGenerator) {
        high = milliseconds << 16 | 0x7000 | generator.next() & 0x0FFF
        low = 0x8000_0000_0000_0000 | generator.next() >> 2
    }

    /// The sixteen bytes, most significant first.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        for half in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: half >> shift)) }
        }
        return bytes
    }

    /// Whether this id sorts before the other, as PostgreSQL sorts UUIDs.
    public static func < (left: RowID, right: RowID) -> Bool {
        left.high == right.high ? left.low < right.low : left.high < right.high
    }
}

extension RowID: CustomStringConvertible {
    /// The canonical text form: 8-4-4-4-12 hexadecimal digits.
    public var description: String {
        var text = ""
        for (position, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(position) { text += "-" }
            text += byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16)
        }
        return text
    }

    /// Reads the canonical text form; nil for anything else.
    public init?(_ text: String) {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard groups.map(\.count) == [8, 4, 4, 4, 12] else { return nil }
        var nibbles: [UInt8] = []
        for character in groups.joined() {
            guard let digit = Character(UnicodeScalar(character)).hexDigitValue else { return nil }
            nibbles.append(UInt8(digit))
        }
        self.init(bytes: stride(from: 0, to: 32, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] })
    }
}
