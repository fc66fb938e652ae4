import Access
import GraphQLLanguage
import GraphQLSchema

/// Reads the arguments of a document as terms, and decides about each argument, input field and enum value on the way.
///
/// The document is valid and the variables are coerced, so what doesn't fit can't come up.
struct TermReader {
    let schema: Schema
    let policy: AccessPolicy
    let audience: Audience
    let variables: [String: InputValue]

    /// The term for an argument; nil where it's left out and has no default.
    func argument(
        _ name: String, of field: FieldDefinition, on type: String, in node: FieldNode
    ) throws(PlanningError) -> Term? {
        guard let definition = field.argument(named: name) else { return nil }
        if let argument = node.arguments.first(where: { $0.name.text == name }) {
            try check(.argument(type, field.name, name), at: argument.offset)
            if let term = try read(argument.value, definition.type) { return term }
        }
        return try standard(definition)
    }

    private func standard(_ definition: InputValueDefinition) throws(PlanningError) -> Term? {
        guard let value = definition.defaultValue else { return nil }
        return try term(value, definition.type, nil)
    }

    /// The term for a value in the document; nil for a variable that has no value.
    func read(_ node: ValueNode, _ type: TypeReference) throws(PlanningError) -> Term? {
        switch node.kind {
        case .variable(let name):
            guard let value = variables[name.text] else { return nil }
            return try term(value, type, VariablePath(variable: name.text, steps: []))
        case .null: return .null
        case .list(let items):
            var terms: [Term] = []
            for item in items { terms.append(try read(item, type.itemType ?? type) ?? .null) }
            return .list(terms, nil)
        case .object(let fields):
            try check(.type(type.namedType), at: node.offset)
            return try wrapped(object(fields, type), type)
        case .int, .float, .string, .boolean, .enumeration:
            return try wrapped(leaf(node, type), type)
        }
    }

    /// A single value where a list is asked for is a list of it (3.12 List, input coercion).
    private func wrapped(_ term: Term, _ type: TypeReference) -> Term {
        var term = term
        var type = type
        while let item = type.itemType {
            term = .list([term], nil)
            type = item
        }
        return term
    }

    private func leaf(_ node: ValueNode, _ type: TypeReference) throws(PlanningError) -> Term {
        switch node.kind {
        case .boolean(let value): return .leaf(.bool(value), nil)
        case .string(let value): return .leaf(.string(value.value), nil)
        case .enumeration(let name):
            try check(.enumValue(type.namedType, name), at: node.offset)
            return .leaf(.enumeration(name), nil)
        case .int(let text): return .leaf(number(text, type), nil)
        case .float(let text): return .leaf(Double(text).map(InputValue.float) ?? .null, nil)
        case .variable, .null, .list, .object: return .null
        }
    }

    /// A whole number as its type wants it: ids are texts, and Float takes whole numbers too.
    private func number(_ text: String, _ type: TypeReference) -> InputValue {
        guard case .scalar(let scalar)? = schema.type(named: type.namedType) else { return .null }
        return switch scalar.form {
        case .id: .string(text)
        case .float: Double(text).map(InputValue.float) ?? .null
        default: Int64(text).map(InputValue.int) ?? .null
        }
    }

    private func object(_ fields: NodeList<ObjectFieldNode>, _ type: TypeReference) throws(PlanningError) -> Term {
        guard case .inputObject(let input)? = schema.type(named: type.namedType) else { return .null }
        var members: [Term.Member] = []
        for definition in input.fields {
            guard let term = try member(definition, of: input, in: fields) else { continue }
            members.append(Term.Member(name: definition.name, value: term))
        }
        return .object(members)
    }

    private func member(
        _ definition: InputValueDefinition, of input: InputObjectType, in fields: NodeList<ObjectFieldNode>
    ) throws(PlanningError) -> Term? {
        if let field = fields.first(where: { $0.name.text == definition.name }) {
            try check(.inputField(input.name, definition.name), at: field.offset)
            if let term = try read(field.value, definition.type) { return term }
        }
        return try standard(definition)
    }

    /// The term for a coerced value, at a place of a variable or from a default.
    private func term(_ value: InputValue, _ type: TypeReference, _ path: VariablePath?) throws(PlanningError) -> Term {
        switch value {
        case .null: return .null
        case .list(let items):
            var terms: [Term] = []
            for (index, item) in items.enumerated() {
                terms.append(try term(item, type.itemType ?? type, path?.appending(.item(index))))
            }
            return .list(terms, path)
        case .object(let object):
            try check(.type(type.namedType), at: nil)
            return try .object(members(object, type, path))
        case .enumeration(let name):
            try check(.enumValue(type.namedType, name), at: nil)
            return .leaf(value, path)
        case .bool, .int, .float, .string: return .leaf(value, path)
        }
    }

    private func members(
        _ object: InputObject, _ type: TypeReference, _ path: VariablePath?
    ) throws(PlanningError) -> [Term.Member] {
        guard case .inputObject(let input)? = schema.type(named: type.namedType) else { return [] }
        var members: [Term.Member] = []
        for definition in input.fields {
            guard let value = object[definition.name] else { continue }
            try check(.inputField(input.name, definition.name), at: nil)
            let term = try term(value, definition.type, path?.appending(.member(definition.name)))
            members.append(Term.Member(name: definition.name, value: term))
        }
        return members
    }

    private func check(_ element: SchemaElement, at offset: Int?) throws(PlanningError) {
        guard policy.decision(on: element, for: audience) != .allowed else { return }
        throw PlanningError(.forbidden, "You may not use \"\(element)\".", at: offset)
    }
}
