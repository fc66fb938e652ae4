/// One media type with its parameters, as a header names it (RFC 9110, 8.3.1).
struct MediaType: Equatable {
    /// The type and subtype in lower case, such as `application/json`.
    let name: String
    /// The parameters' names in lower case, their values without quotes.
    let parameters: [(name: String, value: String)]

    /// Reads a media type; nil for what is none.
    init?(_ text: Substring) {
        let parts = Self.parts(of: text)
        guard let first = parts.first else { return nil }
        let name = first.lowercased()
        let halves = name.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, halves.allSatisfy(Self.isToken) else { return nil }
        self.name = name
        var parameters: [(name: String, value: String)] = []
        for part in parts.dropFirst() where !part.isEmpty {
            guard let sign = part.firstIndex(of: "=") else { return nil }
            let value = part[part.index(after: sign)...]
            parameters.append((part[..<sign].lowercased(), Self.unquoted(value)))
        }
        self.parameters = parameters
    }

    /// The value of a parameter.
    subscript(parameter: String) -> String? { parameters.first { $0.name == parameter }?.value }

    static func == (left: MediaType, right: MediaType) -> Bool {
        left.name == right.name && left.parameters.elementsEqual(right.parameters, by: ==)
    }

    private static func parts(of text: Substring) -> [Substring] {
        split(text, at: ";").map(trimmed)
    }

    private static func isToken(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x21...0x7e).contains(byte) && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
            }
    }

    private static func unquoted(_ value: Substring) -> String {
        guard value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") else { return String(value) }
        return String(value.dropFirst().dropLast().replacing("\\", with: ""))
    }
}

/// Splits a header's value at a separator, but not within quotes.
func split(_ text: Substring, at separator: Character) -> [Substring] {
    guard text.contains("\"") else { return text.split(separator: separator, omittingEmptySubsequences: false) }
    var parts: [Substring] = []
    var start = text.startIndex
    var isQuoted = false
    var isEscaped = false
    for place in text.indices {
        let character = text[place]
        if character == "\"", !isEscaped { isQuoted.toggle() }
        isEscaped = isQuoted && character == "\\" && !isEscaped
        if character == separator, !isQuoted {
            parts.append(text[start..<place])
            start = text.index(after: place)
        }
    }
    parts.append(text[start...])
    return parts
}

/// A text without blanks and tabs around it.
func trimmed(_ text: Substring) -> Substring {
    let front = text.drop { $0 == " " || $0 == "\t" }
    guard let last = front.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return front.prefix(0) }
    return front[...last]
}
