import GraphQLLanguage

extension JSONValue {
    /// The value as messages show it, in the reference's form and cut after 80 bytes.
    func inspected(limit: Int = 80) -> String {
        inspected(depth: 0).shortened(to: limit)
    }

    private func inspected(depth: Int) -> String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let number): String(number)
        case .real(let number): number.description
        case .string(let text): text.shortened(to: 200).quoted
        case .array(let items): Self.inspected(items, depth: depth)
        case .object(let members): Self.inspected(members, depth: depth)
        }
    }

    private static func inspected(_ items: [JSONValue], depth: Int) -> String {
        if items.isEmpty { return "[]" }
        if depth >= 2 { return "[Array]" }
        var parts = items.prefix(10).map { $0.inspected(depth: depth + 1) }
        if items.count == 11 { parts.append("... 1 more item") }
        if items.count > 11 { parts.append("... \(items.count - 10) more items") }
        return "[\(parts.joined(separator: ", "))]"
    }

    private static func inspected(_ members: JSONObject, depth: Int) -> String {
        if members.isEmpty { return "{}" }
        if depth >= 2 { return "[Object]" }
        let parts = members.prefix(20).map { "\($0.name): \($0.value.inspected(depth: depth + 1))" }
        return "{ \(parts.joined(separator: ", ")) }"
    }
}

extension String {
    /// As a JSON string, and so as a GraphQL string.
    var quoted: String {
        var result = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\0"..."\u{1F}", "\u{7F}":
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension Double {
    /// As JavaScript writes numbers: `1` for 1.0.
    var plainDescription: String {
        if let whole = Int64(exactly: self), whole.magnitude < 1 << 53 { return String(whole) }
        return description
    }
}
