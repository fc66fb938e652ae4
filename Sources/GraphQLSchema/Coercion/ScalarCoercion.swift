import GraphQLLanguage

/// Why a value is none of its scalar or enum.
package struct LeafFault: Error {
    package let message: String
}

extension ScalarForm {
    /// The value of a scalar given as JSON, in variables (spec 3.5, "Input Coercion").
    func coerce(_ json: JSONValue, typeName: String) throws(LeafFault) -> InputValue {
        switch (self, json) {
        case (.int, .int(let number)):
            guard Int32(exactly: number) != nil else {
                throw LeafFault(message: "Int cannot represent non 32-bit signed integer value: \(number)")
            }
            return .int(number)
        case (.float, .int(let number)): return .float(Double(number))
        case (.float, .real(let number)) where number.isFinite: return .float(number)
        case (.string, .string(let text)), (.id, .string(let text)): return .string(try withoutNUL(text))
        case (.boolean, .bool(let value)): return .bool(value)
        case (.id, .int(let number)): return .string(String(number))
        case (.bigInt, .int(let number)) where Self.exactDoubles.contains(number): return .int(number)
        case (.dateTime, .string(let text)) where CalendarForm.isDateTime(text): return .string(text)
        case (.date, .string(let text)) where CalendarForm.isDate(text): return .string(text)
        case (.any, _): return try InputValue(untyped: json, depth: 0)
        default: throw LeafFault(message: refusal(of: json.inspected(), named: typeName, isLiteral: false))
        }
    }

    /// The value of a scalar given as a literal of the document.
    package func coerce(_ literal: ValueNode, typeName: String) throws(LeafFault) -> InputValue {
        switch (self, literal.kind) {
        case (.int, .int(let text)):
            guard let number = Int32(text) else {
                throw LeafFault(message: "Int cannot represent non 32-bit signed integer value: \(text)")
            }
            return .int(Int64(number))
        case (.float, .int(let text)), (.float, .float(let text)):
            if let number = Double(text), number.isFinite { return .float(number) }
        case (.string, .string(let text)), (.id, .string(let text)): return .string(try withoutNUL(text.value))
        case (.boolean, .boolean(let value)): return .bool(value)
        case (.id, .int(let text)): return .string(text)
        case (.bigInt, .int(let text)):
            if let number = Int64(text), Self.exactDoubles.contains(number) { return .int(number) }
        case (.dateTime, .string(let text)):
            if CalendarForm.isDateTime(text.value) { return .string(text.value) }
        case (.date, .string(let text)):
            if CalendarForm.isDate(text.value) { return .string(text.value) }
        default: break
        }
        throw LeafFault(message: refusal(of: print(literal), named: typeName, isLiteral: true))
    }

    private static let exactDoubles: ClosedRange<Int64> = -9_007_199_254_740_991...9_007_199_254_740_991

    private func refusal(of value: String, named typeName: String, isLiteral: Bool) -> String {
        switch self {
        case .int: "Int cannot represent non-integer value: \(value)"
        case .float: "Float cannot represent non numeric value: \(value)"
        case .string: "String cannot represent a non string value: \(value)"
        case .boolean: "Boolean cannot represent a non boolean value: \(value)"
        case .id where isLiteral: "ID cannot represent a non-string and non-integer value: \(value)"
        case .id: "ID cannot represent value: \(value)"
        case .dateTime: "DateTime cannot represent a value that is no RFC 3339 date and time with an offset: \(value)"
        case .date: "Date cannot represent a value that is no RFC 3339 full-date: \(value)"
        case .bigInt: "BigInt cannot represent a value that is no whole number within ±9007199254740991: \(value)"
        case .any: "\(typeName) cannot represent value: \(value)"
        }
    }
}

/// PostgreSQL's text can't hold U+0000, and a failed statement would fail the whole query: it is refused here.
func withoutNUL(_ text: String) throws(LeafFault) -> String {
    guard !text.utf8.contains(0) else {
        throw LeafFault(message: "String cannot represent a text that contains the character U+0000")
    }
    return text
}

extension InputValue {
    /// A JSON value taken as it is, for a scalar without a form.
    init(untyped json: JSONValue, depth: Int) throws(LeafFault) {
        guard depth < 200 else { throw LeafFault(message: "The value is nested too deeply") }
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .int(let number): self = .int(number)
        case .real(let number): self = .float(number)
        case .string(let text): self = .string(try withoutNUL(text))
        case .array(let items):
            var values: [InputValue] = []
            for item in items {
                values.append(try InputValue(untyped: item, depth: depth + 1))
            }
            self = .list(values)
        case .object(let members):
            var object = InputObject()
            for (name, value) in members {
                object[try withoutNUL(name)] = try InputValue(untyped: value, depth: depth + 1)
            }
            self = .object(object)
        }
    }
}
