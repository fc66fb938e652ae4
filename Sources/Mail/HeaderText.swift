import Foundation

/// Texts in headers, which are ASCII and lines (RFC 5322), whatever a name or a subject is made of (RFC 2047).
enum HeaderText {
    /// How many bytes stand in one encoded word: with the longest name of a header before it a line has at most 76.
    private static let wordBytes = 39
    /// How long a text may be that stands as it is, on the line of its header.
    private static let lineLength = 66

    /// A text without line breaks and other characters that can't be seen, with single blanks in their place.
    static func oneLine(_ text: String) -> String {
        let shown = String(String.UnicodeScalarView(text.unicodeScalars.map { isShown($0) ? $0 : " " }))
        return shown.split(separator: " ").joined(separator: " ")
    }

    /// Whether a character can stand in a line.
    ///
    /// What turns the direction of writing around can't: it would make one name look like another.
    static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: false
        case .format: !scalar.properties.isBidiControl
        default: scalar == " " || !scalar.properties.isWhitespace
        }
    }

    /// A subject.
    static func unstructured(_ text: String) -> String {
        let text = oneLine(text)
        return isPlain(text) ? text : encoded(text)
    }

    /// A name before an address.
    static func phrase(_ text: String) -> String {
        guard isPlain(text) else { return encoded(text) }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= lineLength && text.utf8.allSatisfy { (0x20...0x7e).contains($0) } && !text.contains("=?")
    }

    /// Encoded words, one a line; none begins or ends within a character.
    private static func encoded(_ text: String) -> String {
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(UTF8.encode(scalar) ?? .init())
            if (words.last?.count ?? 0) + bytes.count > wordBytes { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?UTF-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }
}
