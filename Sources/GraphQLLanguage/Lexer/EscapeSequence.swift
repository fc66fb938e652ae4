/// An escape sequence of a quoted string: what it stands for, and how many bytes it takes.
///
/// Spec: 2.10.4 String Value, EscapedUnicode and EscapedCharacter.
struct EscapeSequence {
    let scalar: Unicode.Scalar
    let size: Int

    /// Reads the sequence that begins with the backslash at an offset.
    init(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) throws(SyntaxError) {
        let reader = EscapeReader(bytes: bytes, start: offset)
        if reader.byte(1) != UInt8(ascii: "u") {
            scalar = try reader.character()
            size = 2
        } else if reader.byte(2) == UInt8(ascii: "{") {
            (scalar, size) = try reader.variableWidth()
        } else {
            (scalar, size) = try reader.fixedWidth()
        }
    }
}

/// Reads the bytes behind a backslash.
private struct EscapeReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let start: Int

    /// The byte at a distance from the backslash, 0 behind the end.
    func byte(_ distance: Int) -> UInt8 {
        start + distance < bytes.count ? bytes[start + distance] : 0
    }

    /// `\n` and its like.
    func character() throws(SyntaxError) -> Unicode.Scalar {
        switch byte(1) {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        default: throw invalid("character", units: 2)
        }
    }

    /// `\u{1F4A9}`: one to eight digits.
    func variableWidth() throws(SyntaxError) -> (Unicode.Scalar, Int) {
        var point: UInt32 = 0
        var size = 3
        while size < 12 {
            let digit = byte(size)
            size += 1
            if digit == UInt8(ascii: "}") {
                guard size >= 5, let scalar = Unicode.Scalar(point) else { break }
                return (scalar, size)
            }
            guard let value = CharacterClass.hexadecimalValue(digit), point < 1 << 27 else { break }
            point = point << 4 | value
        }
        throw invalid("Unicode", units: size)
    }

    /// `\u1234`, or two of them that together are a surrogate pair.
    func fixedWidth() throws(SyntaxError) -> (Unicode.Scalar, Int) {
        guard let unit = unit(at: 2) else { throw invalid("Unicode", units: 6) }
        if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
        guard unit < 0xDC00, byte(6) == UInt8(ascii: "\\"), byte(7) == UInt8(ascii: "u"),
            let trail = self.unit(at: 8), 0xDC00..<0xE000 ~= trail,
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (trail - 0xDC00))
        else { throw invalid("Unicode", units: 6) }
        return (scalar, 12)
    }

    /// The value of the four digits at a distance.
    private func unit(at distance: Int) -> UInt32? {
        var value: UInt32 = 0
        for index in distance..<distance + 4 {
            guard let digit = CharacterClass.hexadecimalValue(byte(index)) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    /// The error that quotes so many UTF-16 units of the text, as the reference does, but no half characters.
    private func invalid(_ what: String, units: Int) -> SyntaxError {
        var end = start
        var count = 0
        while end < bytes.count, count < units || bytes[end] & 0xC0 == 0x80 {
            count += utf16Units(leading: bytes[end])
            end += 1
        }
        let quoted = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
        return SyntaxError("Invalid \(what) escape sequence: \"\(quoted)\".", at: start)
    }
}
