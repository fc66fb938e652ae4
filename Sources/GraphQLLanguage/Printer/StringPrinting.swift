/// Writes a string in quotes, with the escapes it needs.
///
/// Spec: 2.10.4 String Value. Control characters, quotes and backslashes are escaped, nothing else.
public func printString(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\u{8}": result += "\\b"
        case "\t": result += "\\t"
        case "\n": result += "\\n"
        case "\u{C}": result += "\\f"
        case "\r": result += "\\r"
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}":
            let digits = String(scalar.value, radix: 16, uppercase: true)
            result += "\\u00" + (digits.utf8.count < 2 ? "0" : "") + digits
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result + "\""
}

/// Writes a string in triple quotes, as readable as it can be.
///
/// Spec: 2.10.4 String Value, "Block Strings". Every value that came out of a block string goes into one again;
/// others may not (`isPrintableAsBlockString`).
public func printBlockString(_ value: String) -> String {
    let shape = BlockStringShape(value)
    var result = "\"\"\"" + (shape.beginsWithLine ? "\n" : "")
    result += shape.escaped + (shape.endsWithLine ? "\n" : "")
    return result + "\"\"\""
}

/// Whether a string can be written in triple quotes and read again unchanged.
public func isPrintableAsBlockString(_ value: String) -> Bool {
    guard !value.isEmpty else { return true }
    let lines = value.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let isBlank = lines.map { $0.allSatisfy(CharacterClass.isWhiteSpace) }
    guard isBlank.first == false, isBlank.last == false, value.utf8.allSatisfy(isPrintable) else { return false }
    let isIndented = zip(lines, isBlank).filter { !$0.1 }.map { $0.0.first.map(CharacterClass.isWhiteSpace) == true }
    return lines.count == 1 || isIndented.contains(false)
}

/// Whether a byte can stand in a block string as itself.
private func isPrintable(_ byte: UInt8) -> Bool {
    byte >= 0x10 || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
}

/// How a block string is laid out: whether its quotes stand on lines of their own.
private struct BlockStringShape {
    let escaped: String
    let beginsWithLine: Bool
    let endsWithLine: Bool

    init(_ value: String) {
        escaped = escapeTripleQuotes(value)
        let lines = BlockString.lines(of: value.utf8)
        let isSingleLine = lines.count == 1
        let isIndented =
            !isSingleLine && lines.dropFirst().allSatisfy { $0.first.map(CharacterClass.isWhiteSpace) ?? true }
        let endsInTripleQuote = escaped.hasSuffix(#"\""""#)
        let needsLastLine = value.utf8.last == UInt8(ascii: "\\") || value.hasSuffix("\"") && !endsInTripleQuote
        let hasLines = !isSingleLine || value.utf16.count > 70 || needsLastLine || endsInTripleQuote
        let keepsIndent = isSingleLine && value.utf8.first.map(CharacterClass.isWhiteSpace) == true
        beginsWithLine = hasLines && !keepsIndent || isIndented
        endsWithLine = hasLines
    }
}

/// Puts a backslash before every three quotes.
private func escapeTripleQuotes(_ value: String) -> String {
    var bytes: [UInt8] = []
    var quotes = 0
    for byte in value.utf8 {
        quotes = byte == UInt8(ascii: "\"") ? quotes + 1 : 0
        bytes.append(byte)
        if quotes == 3 {
            bytes.insert(UInt8(ascii: "\\"), at: bytes.count - 3)
            quotes = 0
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
