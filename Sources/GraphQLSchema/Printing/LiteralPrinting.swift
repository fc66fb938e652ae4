import GraphQLLanguage

extension InputValue {
    /// The value as a literal of its type, as `defaultValue` shows it (spec 4.2.5).
    func literal(as type: TypeReference, in system: TypeSystem) -> String {
        switch self {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .int(let number): return String(number)
        case .float(let number): return number.plainDescription
        case .enumeration(let name): return name
        case .string(let text):
            return type.namedType == ScalarForm.id.rawValue && text.isIntegerLiteral ? text : printString(text)
        case .list(let items):
            let itemType = type.itemType ?? type
            return "[" + items.map { $0.literal(as: itemType, in: system) }.joined(separator: ", ") + "]"
        case .object(let object): return Self.literal(of: object, as: type, in: system)
        }
    }

    /// The fields stand in the order of their type.
    private static func literal(of object: InputObject, as type: TypeReference, in system: TypeSystem) -> String {
        var parts = object.map { ($0.name, $0.value.literal(as: type, in: system)) }
        if case .inputObject(let definition)? = system.type(of: type) {
            parts = definition.fields.compactMap { field in
                object[field.name].map { (field.name, $0.literal(as: field.type, in: system)) }
            }
        }
        return "{" + parts.map { "\($0): \($1)" }.joined(separator: ", ") + "}"
    }
}

extension String {
    /// Whether it is written as whole numbers are, without leading zeros.
    fileprivate var isIntegerLiteral: Bool {
        let digits = utf8.first == UInt8(ascii: "-") ? utf8.dropFirst() : utf8[...]
        guard let first = digits.first, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else {
            return false
        }
        return first != UInt8(ascii: "0") || digits.count == 1
    }
}
