/// An argument of a field or directive.
///
/// Spec: 2.7 Arguments.
public struct ArgumentNode: NodeView {
    let node: NodeReference

    /// Makes the view of the argument at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: ArgumentRecord { node.document.arena.arguments[Int(node.index)] }

    /// Its name.
    public var name: Name { Name(node.document, record.name) }
    /// Its value.
    public var value: ValueNode { ValueNode(NodeReference(node.document, record.value)) }
    /// The byte offset of its name.
    public var offset: Int { Int(record.name.offset) }
}

/// A directive where it is applied.
///
/// Spec: 2.13 Directives.
public struct Directive: NodeView {
    let node: NodeReference

    /// Makes the view of the directive at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: DirectiveRecord { node.document.arena.directives[Int(node.index)] }

    /// Its name, without the at sign.
    public var name: Name { Name(node.document, record.name) }
    /// Its arguments.
    public var arguments: NodeList<ArgumentNode> { NodeList(node.document, record.arguments) }
    /// The byte offset of the at sign.
    public var offset: Int { Int(record.offset) }
}
