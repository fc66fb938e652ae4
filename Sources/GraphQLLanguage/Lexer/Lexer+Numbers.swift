extension Lexer {
    /// Reads a number.
    ///
    /// Spec: 2.10.1 Int Value, 2.10.2 Float Value.
    mutating func number(from start: Int) throws(SyntaxError) -> Token {
        var end = start
        var isFloat = false
        if byte(end) == UInt8(ascii: "-") { end += 1 }
        if byte(end) == UInt8(ascii: "0") {
            end += 1
            guard !CharacterClass.isDigit(byte(end)) else {
                throw SyntaxError("Invalid number, unexpected digit after 0: \(describeCharacter(at: end)).", at: end)
            }
        } else {
            end = try digits(from: end)
        }
        if byte(end) == UInt8(ascii: ".") {
            isFloat = true
            end = try digits(from: end + 1)
        }
        if byte(end) | 0x20 == UInt8(ascii: "e") {
            isFloat = true
            end += 1
            if byte(end) == UInt8(ascii: "+") || byte(end) == UInt8(ascii: "-") { end += 1 }
            end = try digits(from: end)
        }
        if byte(end) == UInt8(ascii: ".") || CharacterClass.isNameStart(byte(end)) { throw expectedDigit(at: end) }
        position = end
        return Token(
            kind: isFloat ? .float : .int, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
    }

    /// Moves over one digit or more.
    private func digits(from start: Int) throws(SyntaxError) -> Int {
        guard CharacterClass.isDigit(byte(start)) else { throw expectedDigit(at: start) }
        var end = start + 1
        while CharacterClass.isDigit(byte(end)) { end += 1 }
        return end
    }

    private func expectedDigit(at offset: Int) -> SyntaxError {
        SyntaxError("Invalid number, expected digit but got: \(describeCharacter(at: offset)).", at: offset)
    }
}
