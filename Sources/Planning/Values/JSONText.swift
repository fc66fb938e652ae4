/// Texts as JSON writes them.
public enum JSONText {
    /// A text with its quotes.
    public static func quoted(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var text = text
        text.withUTF8 { append($0, to: &bytes) }
        return bytes
    }

    /// Appends a text of valid UTF-8 with its quotes (RFC 8259, section 7).
    @inlinable
    public static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        for position in 0..<text.count where text[position] < 0x20 || text[position] == 0x22 || text[position] == 0x5C {
            bytes.append(contentsOf: text[start..<position])
            escape(text[position], to: &bytes)
            start = position + 1
        }
        bytes.append(contentsOf: text[start..<text.count])
        bytes.append(UInt8(ascii: "\""))
    }

    @usableFromInline
    static func escape(_ character: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\\"))
        switch character {
        case 0x22, 0x5C: bytes.append(character)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            let digits = [UInt8]("0123456789abcdef".utf8)
            bytes.append(contentsOf: [UInt8]("u00".utf8))
            bytes.append(digits[Int(character >> 4)])
            bytes.append(digits[Int(character & 0x0F)])
        }
    }
}
