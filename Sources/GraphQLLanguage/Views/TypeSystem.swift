/// A part of a schema, or of an extension of one.
///
/// Spec: 3.2 Type System Documents.
public enum TypeSystemDefinition: Hashable, Sendable {
    /// The schema's root types and directives.
    case schema(SchemaNode)
    /// More root types and directives of a schema.
    case schemaExtension(SchemaNode)
    /// A directive.
    case directive(DirectiveDefinitionNode)
    /// A type, defined or extended.
    case type(TypeDefinitionNode)

    init(_ schema: SchemaNode) {
        self = schema.isExtension ? .schemaExtension(schema) : .schema(schema)
    }

    /// The byte offset of the definition's first token, which may be its description.
    public var offset: Int {
        switch self {
        case .schema(let schema), .schemaExtension(let schema): schema.offset
        case .directive(let directive): directive.offset
        case .type(let type): type.offset
        }
    }
}

/// The root types of a schema, defined or extended.
///
/// Spec: 3.3 Schema.
public struct SchemaNode: NodeView {
    let node: NodeReference

    /// Makes the view of the schema at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: SchemaRecord { node.document.arena.schemas[Int(node.index)] }

    /// Whether it extends a schema that is defined elsewhere.
    public var isExtension: Bool { record.isExtension }
    /// Its description, if it has one.
    public var description: StringValue? { StringValue(optional: record.description, in: node.document) }
    /// The directives on the schema.
    public var directives: NodeList<Directive> { NodeList(node.document, record.directives) }
    /// The root types, in the order of the text.
    public var operationTypes: NodeList<OperationTypeNode> { NodeList(node.document, record.rootTypes) }
    /// The byte offset of its first token, which may be its description.
    public var offset: Int { Int(record.offset) }
}

/// The root type of one kind of operation.
///
/// Spec: 3.3.1 Root Operation Types.
public struct OperationTypeNode: NodeView {
    let node: NodeReference

    /// Makes the view of the root type at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: RootTypeRecord { node.document.arena.rootTypes[Int(node.index)] }

    /// The kind of operation.
    public var kind: OperationKind { record.kind }
    /// The type's name.
    public var type: Name { Name(node.document, record.type) }
    /// The byte offset of its first token.
    public var offset: Int { Int(record.offset) }
}

/// The definition of a directive.
///
/// Spec: 3.13 Directives.
public struct DirectiveDefinitionNode: NodeView {
    let node: NodeReference

    /// Makes the view of the definition at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: DirectiveDefinitionRecord { node.document.arena.directiveDefinitions[Int(node.index)] }

    /// Its name, without the at sign.
    public var name: Name { Name(node.document, record.name) }
    /// Its description, if it has one.
    public var description: StringValue? { StringValue(optional: record.description, in: node.document) }
    /// The arguments it takes.
    public var arguments: NodeList<InputValueDefinitionNode> { NodeList(node.document, record.arguments) }
    /// Whether one place may bear it more than once.
    public var isRepeatable: Bool { record.isRepeatable }
    /// Where it may stand; each is one of the specification's directive locations.
    public var locations: NodeList<Name> { NodeList(node.document, record.locations) }
    /// The byte offset of its first token, which may be its description.
    public var offset: Int { Int(record.offset) }
}
