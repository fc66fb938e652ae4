import GraphQLLanguage
import GraphQLSchema

/// An operation of a valid document: what is planned and executed.
///
/// It can only be made by validation and then by choosing one of the document's operations, so whoever holds one
/// knows that every field exists, every fragment is defined and no fragment spreads itself.
public struct ValidOperation: Sendable {
    /// What the client sent.
    public let document: Document
    /// The operation that was chosen.
    public let operation: OperationDefinition
    /// What this client may see.
    public let schema: Schema
    private let fragments: [String: FragmentDefinition]

    /// The type that the operation starts from.
    public let rootType: ObjectType

    init?(_ operation: OperationDefinition, in valid: ValidDocument) {
        guard let rootType = valid.schema.rootType(of: operation.kind) else { return nil }
        self.document = valid.document
        self.operation = operation
        self.schema = valid.schema
        self.rootType = rootType
        var fragments: [String: FragmentDefinition] = [:]
        for case .fragment(let fragment) in valid.document.definitions {
            fragments[fragment.name.text] = fragment
        }
        self.fragments = fragments
    }

    /// The fragment of that name; every one that the document spreads is there.
    public func fragment(named name: String) -> FragmentDefinition? { fragments[name] }

    /// The names of all fields of the root, those of fragments and those that are skipped among them.
    public var rootFields: Set<String> {
        var names: Set<String> = []
        var seen: Set<String> = []
        var waiting = [operation.selectionSet]
        while let next = waiting.popLast() {
            for selection in next.selections {
                switch selection {
                case .field(let node): names.insert(node.name.text)
                case .inlineFragment(let node): waiting.append(node.selectionSet)
                case .fragmentSpread(let node):
                    guard seen.insert(node.name.text).inserted, let fragment = fragment(named: node.name.text)
                    else { continue }
                    waiting.append(fragment.selectionSet)
                }
            }
        }
        return names
    }

    /// The line and column of a byte offset of the document.
    public func location(of offset: Int) -> SourceLocation { document.source.location(of: offset) }
}

extension ValidDocument {
    /// The operation that a request asks for.
    ///
    /// Spec: 6.1 Executing Requests, GetOperation.
    /// - Parameter name: The request's operation name; nil where it gives none.
    /// - Returns: The operation, ready to be planned.
    /// - Throws: where no operation has that name, or none is named and there are several.
    public func operation(named name: String?) throws(GraphQLError) -> ValidOperation {
        let operations = document.definitions.compactMap { definition in
            if case .operation(let node) = definition { node } else { nil }
        }
        if let name {
            guard let chosen = operations.first(where: { $0.name?.text == name }) else {
                throw GraphQLError(message: "Unknown operation named \"\(name.shortened(to: 80))\".", locations: [])
            }
            return try valid(chosen)
        }
        guard let only = operations.first else {
            throw GraphQLError(message: "Must provide an operation.", locations: [])
        }
        guard operations.count == 1 else {
            throw GraphQLError(
                message: "Must provide operation name if query contains multiple operations.", locations: [])
        }
        return try valid(only)
    }

    private func valid(_ operation: OperationDefinition) throws(GraphQLError) -> ValidOperation {
        guard let valid = ValidOperation(operation, in: self) else {
            throw GraphQLError(
                message: "Schema is not configured to execute \(operation.kind.rawValue) operation.",
                locations: [document.source.location(of: operation.offset)])
        }
        return valid
    }
}

extension ValidOperation {
    /// The JSON value of a `__schema` or `__type` field, told from what this client may see.
    ///
    /// Spec: 4.2 Schema Introspection.
    /// - Parameters:
    ///   - fields: All fields that share the place in the answer.
    ///   - variables: Coerced.
    /// - Returns: JSON in UTF-8.
    /// - Throws: an argument that is no value of its type, an answer that is too deep or too long.
    public func introspect(
        fields: [FieldNode], variables: [String: InputValue]
    ) throws(CoercionError) -> [UInt8] {
        var writer = IntrospectionWriter(schema: schema, variables: variables, fragment: fragment(named:))
        return try writer.value(of: fields)
    }
}

/// The JSON value of a `__schema` or `__type` field, told from what the operation's client may see.
///
/// Spec: 4.2 Schema Introspection.
/// - Throws: an argument that is no value of its type, an answer that is too deep or too long.
public func introspect(
    field: FieldNode, in operation: ValidOperation, variables: [String: InputValue]
) throws(CoercionError) -> [UInt8] {
    try operation.introspect(fields: [field], variables: variables)
}
