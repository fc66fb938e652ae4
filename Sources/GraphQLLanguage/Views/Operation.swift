/// What an operation does.
public enum OperationKind: String, Sendable, CaseIterable {
    /// Reads.
    case query
    /// Writes, then reads.
    case mutation
    /// Reads at every event.
    case subscription
}

/// A query, mutation or subscription.
///
/// Spec: 2.4 Operations.
public struct OperationDefinition: NodeView {
    let node: NodeReference

    /// Makes the view of the operation at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: OperationRecord { node.document.arena.operations[Int(node.index)] }

    /// What it does.
    public var kind: OperationKind { record.kind }
    /// Its name, if it has one.
    public var name: Name? { Name(optional: record.name, in: node.document) }
    /// Its description, if it has one (September 2025); it means nothing to validation and execution.
    public var description: StringValue? { StringValue(optional: record.description, in: node.document) }
    /// The variables between its parentheses.
    public var variableDefinitions: NodeList<VariableDefinition> { NodeList(node.document, record.variables) }
    /// The directives on the operation.
    public var directives: NodeList<Directive> { NodeList(node.document, record.directives) }
    /// What it selects of the root type.
    public var selectionSet: SelectionSet { SelectionSet(node.document, record.selectionSet) }
    /// Whether it is a query written as a bare selection set.
    public var isShorthand: Bool { record.isShorthand }
    /// The byte offset of its first token, which may be its description.
    public var offset: Int { Int(record.offset) }
}

/// A variable that an operation declares.
///
/// Spec: 2.11 Variables.
public struct VariableDefinition: NodeView {
    let node: NodeReference

    /// Makes the view of the variable at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: InputValueRecord { node.document.arena.variables[Int(node.index)] }

    /// Its name, without the dollar sign; the name's offset is that of its first letter.
    public var name: Name { Name(node.document, record.name) }
    /// The type its value must have.
    public var type: TypeNode { TypeNode(NodeReference(node.document, record.type)) }
    /// The value it has where the request gives none.
    public var defaultValue: ValueNode? { ValueNode(optional: record.defaultValue, in: node.document) }
    /// The directives on the variable.
    public var directives: NodeList<Directive> { NodeList(node.document, record.directives) }
    /// Its description, if it has one (September 2025).
    public var description: StringValue? { StringValue(optional: record.description, in: node.document) }
    /// The byte offset of the definition's first token: its description, or the dollar sign.
    public var offset: Int { Int(record.offset) }
    /// The byte offset of the dollar sign.
    public var variableOffset: Int { Int(record.variableOffset) }
}

/// A named set of selections.
///
/// Spec: 2.9 Fragments.
public struct FragmentDefinition: NodeView {
    let node: NodeReference

    /// Makes the view of the fragment at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: FragmentRecord { node.document.arena.fragments[Int(node.index)] }

    /// Its name, which is never `on`.
    public var name: Name { Name(node.document, record.name) }
    /// The type it applies to.
    public var typeCondition: Name { Name(node.document, record.typeCondition) }
    /// The directives on the fragment.
    public var directives: NodeList<Directive> { NodeList(node.document, record.directives) }
    /// What it selects.
    public var selectionSet: SelectionSet { SelectionSet(node.document, record.selectionSet) }
    /// Its description, if it has one (September 2025).
    public var description: StringValue? { StringValue(optional: record.description, in: node.document) }
    /// The byte offset of its first token, which may be its description.
    public var offset: Int { Int(record.offset) }
}
