import GraphQLLanguage

/// Gives literals of a document their input types.
///
/// Spec: 3.4 to 3.12, "Input Coercion"; 6.4.1 for variables inside of literals. The recursion follows the literal,
/// whose depth the parser has counted.
struct LiteralCoercion {
    let types: TypeSystem
    /// Coerced already; a variable that was not given is absent.
    var variables: [String: InputValue] = [:]
    /// While a schema is being built defaults are literals still.
    var drafts: DraftDefaults?

    /// The coerced value; nil where the literal is no value of the type.
    func value(of literal: ValueNode, as type: TypeReference) -> InputValue? {
        if case .variable(let name) = literal.kind {
            guard let value = variables[name.text], !(value.isNull && type.isNonNull) else { return nil }
            return value
        }
        if case .null = literal.kind { return type.isNonNull ? nil : .null }
        switch type.nullable {
        case .list(let itemType): return list(literal, of: itemType)
        case .named(let name): return named(literal, typeName: name)
        case .nonNull: return nil
        }
    }

    private func list(_ literal: ValueNode, of itemType: TypeReference) -> InputValue? {
        guard case .list(let items) = literal.kind else {
            return value(of: literal, as: itemType).map { .list([$0]) }
        }
        var values: [InputValue] = []
        for item in items {
            if isMissingVariable(item), !itemType.isNonNull {
                values.append(.null)
                continue
            }
            guard let value = value(of: item, as: itemType) else { return nil }
            values.append(value)
        }
        return .list(values)
    }

    private func named(_ literal: ValueNode, typeName: String) -> InputValue? {
        switch types.types[typeName] {
        case .scalar(let type) where type.form == .any: untyped(literal)
        case .scalar(let type): try? type.form.coerce(literal, typeName: typeName)
        case .enumeration(let type): try? type.coerce(literal)
        case .inputObject(let type): object(literal, of: type)
        case .object, .interface, .union, nil: nil
        }
    }

    private func object(_ literal: ValueNode, of type: InputObjectType) -> InputValue? {
        guard case .object(let given) = literal.kind else { return nil }
        let byName = Dictionary(given.map { ($0.name.text, $0.value) }, uniquingKeysWith: { _, later in later })
        guard byName.keys.allSatisfy({ type.field(named: $0) != nil }) else { return nil }
        var object = InputObject()
        for field in type.fields {
            if let literal = byName[field.name], !isMissingVariable(literal) {
                guard let value = value(of: literal, as: field.type) else { return nil }
                object[field.name] = value
            } else if let value = defaultValue(of: field) {
                object[field.name] = value
            } else if field.type.isNonNull {
                return nil
            }
        }
        // A field whose variable has no value is written there all the same.
        if type.isOneOf, given.count != 1 || object.count != 1 || object.contains(where: { $0.value.isNull }) {
            return nil
        }
        return .object(object)
    }

    private func defaultValue(of field: InputValueDefinition) -> InputValue? {
        field.defaultValue ?? drafts?.value(of: field, self)
    }

    /// A literal for a scalar without a form, taken as it is.
    func untyped(_ literal: ValueNode) -> InputValue? {
        switch literal.kind {
        case .variable(let name): return variables[name.text] ?? .null
        case .int(let text): return Int64(text).map(InputValue.int) ?? Double(text).map(InputValue.float)
        case .float(let text): return Double(text).map(InputValue.float)
        case .string(let text): return (try? withoutNUL(text.value)).map(InputValue.string)
        case .boolean(let value): return .bool(value)
        case .null: return .null
        case .enumeration(let name): return .enumeration(name)
        case .list(let items):
            let values = items.compactMap(untyped)
            return values.count == items.count ? .list(values) : nil
        case .object(let fields):
            let members = fields.compactMap { field in untyped(field.value).map { (field.name.text, $0) } }
            return members.count == fields.count ? .object(InputObject(members)) : nil
        }
    }

    func isMissingVariable(_ literal: ValueNode) -> Bool {
        if case .variable(let name) = literal.kind { variables[name.text] == nil } else { false }
    }
}

/// The defaults of a schema that is being built, each coerced once.
///
/// A default may leave out fields that have defaults themselves; one that so comes back to itself has no value
/// (spec 3.10, InputObjectDefaultValueHasCycle).
final class DraftDefaults {
    private enum State {
        case started
        case cameBack
        case done(InputValue?)
    }

    private var states: [ObjectIdentifier: State] = [:]

    func value(of definition: InputValueDefinition, _ coercion: LiteralCoercion) -> InputValue? {
        guard let literal = definition.defaultLiteral else { return definition.defaultValue }
        let key = ObjectIdentifier(definition)
        switch states[key] {
        case .done(let value): return value
        case .started, .cameBack:
            states[key] = .cameBack
            return nil
        case nil: states[key] = .started
        }
        var value = coercion.value(of: literal, as: definition.type)
        if case .cameBack = states[key] { value = nil }
        states[key] = .done(value)
        return value
    }
}

extension EnumType {
    /// The value of an enum given as a literal (spec 3.9, "Input Coercion").
    func coerce(_ literal: ValueNode) throws(LeafFault) -> InputValue {
        guard case .enumeration(let name) = literal.kind else {
            throw LeafFault(message: "Enum \"\(self.name)\" cannot represent non-enum value: \(print(literal)).")
        }
        return try coerce(name: name)
    }

    /// The value of an enum given as JSON, in variables.
    func coerce(_ json: JSONValue) throws(LeafFault) -> InputValue {
        guard case .string(let name) = json else {
            throw LeafFault(message: "Enum \"\(self.name)\" cannot represent non-string value: \(json.inspected()).")
        }
        return try coerce(name: name)
    }

    private func coerce(name: String) throws(LeafFault) -> InputValue {
        guard value(named: name) != nil else {
            throw LeafFault(message: "Value \"\(name.shortened(to: 80))\" does not exist in \"\(self.name)\" enum.")
        }
        return .enumeration(name)
    }
}
