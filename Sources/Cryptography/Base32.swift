private let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

/// Writes bytes as base32 (RFC 4648, section 6) without padding, as people read and type them.
public func base32Encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var pending: UInt32 = 0
    var bits: UInt32 = 0
    for byte in bytes {
        pending = pending << 8 | UInt32(byte)
        bits += 8
        while bits >= 5 {
            bits -= 5
            text.append(digits[Int(pending >> bits & 31)])
        }
        pending &= (1 << bits) - 1
    }
    if bits > 0 { text.append(digits[Int(pending << (5 - bits) & 31)]) }
    return String(decoding: text, as: UTF8.self)
}

/// Whether a text is made of nothing but the digits of base32.
public func isBase32(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy(digits.contains)
}
