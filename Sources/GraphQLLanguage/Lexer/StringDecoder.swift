/// Turns a string as it is written into what it says.
///
/// Spec: 2.10.4 String Value, "Static Semantics". The string has been read by the lexer, so it is well-formed.
enum StringDecoder {
    /// What the string of a record says.
    static func value(of record: StringRecord, in bytes: [UInt8]) -> String {
        bytes.withUnsafeBufferPointer { value(of: record, in: $0) }
    }

    /// What the string of a record says.
    static func value(of record: StringRecord, in bytes: UnsafeBufferPointer<UInt8>) -> String {
        let quotes = record.isBlock ? 3 : 1
        let content = bytes[Int(record.offset) + quotes..<Int(record.end) - quotes]
        if record.isPlain { return String(decoding: UnsafeBufferPointer(rebasing: content), as: UTF8.self) }
        return record.isBlock ? blockValue(content) : quotedValue(UnsafeBufferPointer(rebasing: content))
    }

    private static func quotedValue(_ content: UnsafeBufferPointer<UInt8>) -> String {
        var value = ""
        value.reserveCapacity(content.count)
        var chunk = 0
        var position = 0
        while position < content.count {
            guard content[position] == UInt8(ascii: "\\"),
                let escape = try? EscapeSequence(in: content, at: position)
            else {
                position += 1
                continue
            }
            value += String(decoding: UnsafeBufferPointer(rebasing: content[chunk..<position]), as: UTF8.self)
            value.unicodeScalars.append(escape.scalar)
            position += escape.size
            chunk = position
        }
        return value + String(decoding: UnsafeBufferPointer(rebasing: content[chunk...]), as: UTF8.self)
    }

    private static func blockValue(_ content: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        let lines = BlockString.dedent(BlockString.lines(of: content))
        return lines.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    }
}

extension StringRecord {
    /// The record of a string token.
    init(_ token: Token) {
        self.init(isBlock: token.kind == .blockString, isPlain: token.isPlain, offset: token.start, end: token.end)
    }
}
