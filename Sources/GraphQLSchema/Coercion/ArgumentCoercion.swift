import GraphQLLanguage

/// A fault of an argument's value that shows only with the variables of a request.
public struct CoercionError: Error, Sendable, Hashable {
    /// What is wrong, as clients read it.
    public let message: String
    /// The byte in the document where the value, or what lacks it, stands.
    public let offset: Int

    /// Says what is wrong and where.
    public init(message: String, offset: Int) {
        self.message = message
        self.offset = offset
    }

    /// The error with its place in the source of the document.
    public func located(in source: Source) -> GraphQLError {
        GraphQLError(message: message, locations: [source.location(of: offset)])
    }
}

/// The values of a field's arguments.
///
/// An argument that is not given, or given as a variable that is absent, has its default or is absent; one given
/// as null is `.null`. Spec: 6.4.1 Coercing Field Arguments.
/// - Throws: the first argument whose value its type refuses.
public func coerceArguments(
    of field: FieldDefinition, node: FieldNode, variables: [String: InputValue], schema: Schema
) throws(CoercionError) -> InputObject {
    try coerceArguments(field.arguments, given: node.arguments, at: node.offset, variables: variables, schema: schema)
}

/// The values of a directive's arguments, such as the `if` of `@skip`.
///
/// Spec: 6.4.1 Coercing Field Arguments.
/// - Throws: the first argument whose value its type refuses.
public func coerceArguments(
    of directive: DirectiveDefinition, node: Directive, variables: [String: InputValue], schema: Schema
) throws(CoercionError) -> InputObject {
    try coerceArguments(
        directive.arguments, given: node.arguments, at: node.offset, variables: variables, schema: schema)
}

private func coerceArguments(
    _ definitions: [InputValueDefinition], given: NodeList<ArgumentNode>, at offset: Int,
    variables: [String: InputValue], schema: Schema
) throws(CoercionError) -> InputObject {
    let coercion = LiteralCoercion(types: schema.system, variables: variables)
    var values = InputObject()
    for definition in definitions {
        let node = given.first { $0.name.text == definition.name }
        values[definition.name] = try coercion.argument(definition, given: node, at: offset)
    }
    return values
}

extension LiteralCoercion {
    /// The value of one argument, nil where it is absent.
    func argument(
        _ definition: InputValueDefinition, given node: ArgumentNode?, at offset: Int
    ) throws(CoercionError) -> InputValue? {
        let name = definition.name
        let type = definition.type
        guard let node else {
            return try absent(definition, offset, "Argument \"\(name)\" of required type \"\(type)\" was not provided.")
        }
        if case .variable(let variable) = node.value.kind, variables[variable.text] == nil {
            let reason =
                "Argument \"\(name)\" of required type \"\(type)\" was provided the variable \"$\(variable.text)\""
                + " which was not provided a runtime value."
            return try absent(definition, node.value.offset, reason)
        }
        guard let value = value(of: node.value, as: type) else {
            throw CoercionError(message: refusal(of: node, definition), offset: node.value.offset)
        }
        return value
    }

    private func absent(
        _ definition: InputValueDefinition, _ offset: Int, _ reason: String
    ) throws(CoercionError) -> InputValue? {
        if let value = definition.defaultValue { return value }
        if definition.type.isNonNull { throw CoercionError(message: reason, offset: offset) }
        return nil
    }

    private func refusal(of node: ArgumentNode, _ definition: InputValueDefinition) -> String {
        let isNull =
            switch node.value.kind {
            case .null: true
            case .variable(let name): variables[name.text]?.isNull == true
            default: false
            }
        if isNull {
            return "Argument \"\(definition.name)\" of non-null type \"\(definition.type)\" must not be null."
        }
        return "Argument \"\(definition.name)\" has invalid value \(print(node.value).shortened(to: 80))."
    }
}
