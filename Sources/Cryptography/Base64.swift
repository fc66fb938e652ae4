/// The two alphabets of base64 (RFC 4648), always without padding.
public enum Base64Alphabet: Sendable {
    /// Section 4: with `+` and `/`, as password hashes write it.
    case standard
    /// Section 5: with `-` and `_`, as ids, cursors and tokens are written.
    case url

    fileprivate var digits: [UInt8] {
        switch self {
        case .standard: standardDigits
        case .url: urlDigits
        }
    }

    fileprivate var values: [UInt8] {
        switch self {
        case .standard: standardValues
        case .url: urlValues
        }
    }
}

private let common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
private let standardDigits = Array((common + "+/").utf8)
private let urlDigits = Array((common + "-_").utf8)
private let standardValues = reversed(standardDigits)
private let urlValues = reversed(urlDigits)
private let noDigit: UInt8 = 0xff

private func reversed(_ digits: [UInt8]) -> [UInt8] {
    var values = [UInt8](repeating: noDigit, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
}

/// Writes bytes as base64 without padding.
public func base64Encode(_ bytes: [UInt8], alphabet: Base64Alphabet = .url) -> String {
    let digits = alphabet.digits
    return String(unsafeUninitializedCapacity: (bytes.count * 4 + 2) / 3) { text in
        var written = 0
        var pending: UInt32 = 0
        var bits = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text[written] = digits[Int(pending >> UInt32(bits) & 63)]
                written += 1
            }
        }
        if bits > 0 {
            text[written] = digits[Int(pending << UInt32(6 - bits) & 63)]
            written += 1
        }
        return written
    }
}

/// Reads base64 without padding; nil for anything that ``base64Encode(_:alphabet:)`` would not have written.
///
/// Exactly one text stands for each byte string, so an id or a cursor can be compared as text.
public func base64Decode(_ text: some StringProtocol, alphabet: Base64Alphabet = .url) -> [UInt8]? {
    // One look at the kind of text, not one for each of its characters.
    var text = String(text)
    return text.withUTF8 { base64Decode($0, alphabet.values) }
}

private func base64Decode(_ text: UnsafeBufferPointer<UInt8>, _ values: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count * 3 / 4)
    var pending: UInt32 = 0
    var bits = 0
    for digit in text {
        let value = values[Int(digit)]
        guard value != noDigit else { return nil }
        pending = pending << 6 | UInt32(value)
        bits += 6
        if bits >= 8 {
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
        }
    }
    let leftover = pending & (1 << UInt32(bits) - 1)
    return bits < 6 && leftover == 0 ? bytes : nil
}
