/// Cuts the bytes of a document into tokens.
///
/// Spec: 2.1 Source Text. The bytes must be UTF-8 (`Document.parse` checks it first); every read is checked against
/// their count, so no text can lead outside them.
struct Lexer {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where the next token is looked for.
    var position = 0
    var symbols: SymbolTable
    private let seed = SymbolHash.seed

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        symbols = SymbolTable(bytes)
    }

    /// The byte at an offset, 0 behind the end.
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 {
        offset < bytes.count ? bytes[offset] : 0
    }

    /// Reads the next token and moves behind it.
    mutating func next() throws(SyntaxError) -> Token {
        skipIgnored()
        let start = position
        guard start < bytes.count else { return token(.endOfFile, from: start, length: 0) }
        let first = bytes[start]
        if CharacterClass.isNameStart(first) { return name(from: start) }
        switch first {
        case UInt8(ascii: "!"): return token(.bang, from: start)
        case UInt8(ascii: "$"): return token(.dollar, from: start)
        case UInt8(ascii: "&"): return token(.ampersand, from: start)
        case UInt8(ascii: "("): return token(.leftParenthesis, from: start)
        case UInt8(ascii: ")"): return token(.rightParenthesis, from: start)
        case UInt8(ascii: ":"): return token(.colon, from: start)
        case UInt8(ascii: "="): return token(.equals, from: start)
        case UInt8(ascii: "@"): return token(.at, from: start)
        case UInt8(ascii: "["): return token(.leftBracket, from: start)
        case UInt8(ascii: "]"): return token(.rightBracket, from: start)
        case UInt8(ascii: "{"): return token(.leftBrace, from: start)
        case UInt8(ascii: "|"): return token(.pipe, from: start)
        case UInt8(ascii: "}"): return token(.rightBrace, from: start)
        case UInt8(ascii: "\""): return try string(from: start)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(from: start)
        case UInt8(ascii: ".") where byte(start + 1) == first && byte(start + 2) == first:
            return token(.spread, from: start, length: 3)
        default: throw unexpectedCharacter(at: start)
        }
    }

    private mutating func token(_ kind: TokenKind, from start: Int, length: Int = 1) -> Token {
        position = start + length
        return Token(kind: kind, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: position))
    }

    /// Reads a name.
    ///
    /// Spec: 2.1.8 Names.
    @inline(__always)
    private mutating func name(from start: Int) -> Token {
        var end = start
        var hash = seed
        while end < bytes.count, CharacterClass.isNameContinue(bytes[end]) {
            hash = SymbolHash.add(bytes[end], to: hash)
            end += 1
        }
        let symbol = symbols.intern(start..<end, hash: hash)
        var token = token(.name, from: start, length: end - start)
        token.symbol = symbol
        return token
    }

    /// Moves over what means nothing.
    ///
    /// Spec: 2.1.6 Ignored Tokens.
    @inline(__always)
    private mutating func skipIgnored() {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
                position += 1
            case UInt8(ascii: "#"):
                skipComment()
            case 0xEF where byte(position + 1) == 0xBB && byte(position + 2) == 0xBF:
                position += 3
            default:
                return
            }
        }
    }

    private mutating func skipComment() {
        while position < bytes.count, !CharacterClass.isLineTerminator(bytes[position]) { position += 1 }
    }

    private func unexpectedCharacter(at offset: Int) -> SyntaxError {
        if bytes[offset] == UInt8(ascii: "'") {
            return SyntaxError(
                "Unexpected single quote character ('), did you mean to use a double quote (\")?", at: offset)
        }
        return SyntaxError("Unexpected character: \(describeCharacter(at: offset)).", at: offset)
    }
}
