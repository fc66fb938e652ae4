/// A reference to a type: a name, a list of, or never null.
///
/// Spec: 2.12 Type References.
public struct TypeNode: NodeView {
    /// What a reference is.
    public enum Kind: Sendable {
        /// A type by its name.
        case named(Name)
        /// A list of another type.
        case list(TypeNode)
        /// Another type, but never null.
        case nonNull(TypeNode)
    }

    let node: NodeReference

    /// Makes the view of the type at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: TypeRecord { node.document.arena.types[Int(node.index)] }

    /// What it is.
    public var kind: Kind {
        let record = record
        switch record.kind {
        case .named: return .named(Name(node.document, NameRecord(symbol: record.payload, offset: record.offset)))
        case .list: return .list(TypeNode(NodeReference(node.document, record.payload)))
        case .nonNull: return .nonNull(TypeNode(NodeReference(node.document, record.payload)))
        }
    }

    /// The byte offset of its first token.
    public var offset: Int { Int(record.offset) }

    /// The name inside all the lists and exclamation marks.
    public var innermostName: Name {
        switch kind {
        case .named(let name): name
        case .list(let item), .nonNull(let item): item.innermostName
        }
    }
}
