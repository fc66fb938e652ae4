extension Lexer {
    /// Reads a string, quoted or block.
    ///
    /// Spec: 2.10.4 String Value.
    mutating func string(from start: Int) throws(SyntaxError) -> Token {
        isTripleQuote(at: start) ? try blockString(from: start) : try quotedString(from: start)
    }

    private mutating func quotedString(from start: Int) throws(SyntaxError) -> Token {
        var isPlain = true
        var end = start + 1
        while end < bytes.count {
            switch bytes[end] {
            case UInt8(ascii: "\""):
                return stringToken(.string, from: start, to: end + 1, isPlain: isPlain)
            case UInt8(ascii: "\\"):
                isPlain = false
                end += try EscapeSequence(in: bytes, at: end).size
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                throw SyntaxError("Unterminated string.", at: end)
            default:
                end += 1
            }
        }
        throw SyntaxError("Unterminated string.", at: end)
    }

    private mutating func blockString(from start: Int) throws(SyntaxError) -> Token {
        var end = start + 3
        while end < bytes.count {
            if bytes[end] == UInt8(ascii: "\\"), isTripleQuote(at: end + 1) {
                end += 4
            } else if isTripleQuote(at: end) {
                return stringToken(.blockString, from: start, to: end + 3, isPlain: false)
            } else {
                end += 1
            }
        }
        throw SyntaxError("Unterminated string.", at: end)
    }

    private mutating func stringToken(_ kind: TokenKind, from start: Int, to end: Int, isPlain: Bool) -> Token {
        position = end
        return Token(
            kind: kind, isPlain: isPlain, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
    }

    @inline(__always)
    private func isTripleQuote(at offset: Int) -> Bool {
        byte(offset) == UInt8(ascii: "\"") && byte(offset + 1) == UInt8(ascii: "\"")
            && byte(offset + 2) == UInt8(ascii: "\"")
    }
}
