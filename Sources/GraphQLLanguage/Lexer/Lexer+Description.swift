extension Lexer {
    /// Names the character at an offset for a message: printable ASCII in quotes, others as `U+1F4A9`.
    func describeCharacter(at offset: Int) -> String {
        guard offset < bytes.count else { return TokenKind.endOfFile.description }
        let rest = UnsafeBufferPointer(rebasing: bytes[offset...].prefix(4))
        guard let scalar = String(decoding: rest, as: UTF8.self).unicodeScalars.first else { return "" }
        switch scalar {
        case "\"": return "'\"'"
        case " "..."~": return "\"\(scalar)\""
        default:
            let digits = String(scalar.value, radix: 16, uppercase: true)
            return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        }
    }

    /// Names a token for a message: its kind, and its value if it has one, cut after so many bytes.
    func describe(_ token: Token, limit: Int) -> String {
        switch token.kind {
        case .name, .int, .float:
            let text = UnsafeBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)])
            return "\(token.kind.description) \"\(String(decoding: text, as: UTF8.self).shortened(to: limit))\""
        case .string, .blockString:
            let value = StringDecoder.value(of: StringRecord(token), in: bytes)
            return "\(token.kind.description) \"\(value.shortened(to: limit))\""
        default:
            return token.kind.description
        }
    }
}
