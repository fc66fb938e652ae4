/// A definition of a document.
///
/// Spec: 2.3 Document.
public enum Definition: NodeView {
    /// A query, mutation or subscription.
    case operation(OperationDefinition)
    /// A fragment.
    case fragment(FragmentDefinition)
    /// A part of a schema, or of an extension of one.
    case typeSystem(TypeSystemDefinition)

    /// Makes the view of the definition at an index.
    public init(_ node: NodeReference) {
        let record = node.document.arena.definitions[Int(node.index)]
        let target = NodeReference(node.document, record.index)
        self =
            switch record.kind {
            case .operation: .operation(OperationDefinition(target))
            case .fragment: .fragment(FragmentDefinition(target))
            case .schema: .typeSystem(TypeSystemDefinition(SchemaNode(target)))
            case .directive: .typeSystem(.directive(DirectiveDefinitionNode(target)))
            case .type: .typeSystem(.type(TypeDefinitionNode(target)))
            }
    }

    /// The byte offset of the definition's first token, which may be its description.
    public var offset: Int {
        switch self {
        case .operation(let operation): operation.offset
        case .fragment(let fragment): fragment.offset
        case .typeSystem(let definition): definition.offset
        }
    }
}
