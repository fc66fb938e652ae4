/// The selections between two braces; never empty.
///
/// Spec: 2.5 Selection Sets.
public struct SelectionSet: Hashable, Sendable {
    let document: Document
    let record: SelectionSetRecord

    init(_ document: Document, _ record: SelectionSetRecord) {
        self.document = document
        self.record = record
    }

    /// The selections, in the order of the text.
    public var selections: NodeList<Selection> { NodeList(document, record.selections) }
    /// The byte offset of the opening brace.
    public var offset: Int { Int(record.offset) }

    /// Whether both are the same braces of the same document.
    public static func == (left: SelectionSet, right: SelectionSet) -> Bool {
        left.record.offset == right.record.offset && left.document === right.document
    }

    /// Hashes the document's identity and the offset.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(document))
        hasher.combine(record.offset)
    }
}

/// One of the selections between two braces.
///
/// Spec: 2.5 Selection Sets.
public enum Selection: NodeView {
    /// A field.
    case field(FieldNode)
    /// The selections of a named fragment.
    case fragmentSpread(FragmentSpread)
    /// Selections under a condition of their own.
    case inlineFragment(InlineFragment)

    /// Makes the view of the selection at an index.
    public init(_ node: NodeReference) {
        self =
            switch node.document.arena.selections[Int(node.index)].kind {
            case .field: .field(FieldNode(node))
            case .fragmentSpread: .fragmentSpread(FragmentSpread(node))
            case .inlineFragment: .inlineFragment(InlineFragment(node))
            }
    }

    /// The byte offset of its first token.
    public var offset: Int {
        switch self {
        case .field(let field): field.offset
        case .fragmentSpread(let spread): spread.offset
        case .inlineFragment(let fragment): fragment.offset
        }
    }

    /// The directives on the selection.
    public var directives: NodeList<Directive> {
        switch self {
        case .field(let field): field.directives
        case .fragmentSpread(let spread): spread.directives
        case .inlineFragment(let fragment): fragment.directives
        }
    }
}

/// A field that is asked for.
///
/// Spec: 2.6 Fields.
public struct FieldNode: NodeView {
    let node: NodeReference

    /// Makes the view of the field at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: SelectionRecord { node.document.arena.selections[Int(node.index)] }

    /// The name that the answer gives it, if it is another.
    public var alias: Name? { Name(optional: record.alias, in: node.document) }
    /// The field's name in the schema.
    public var name: Name { Name(node.document, record.name) }
    /// The name in the answer: the alias, or else the name.
    public var responseName: Name { alias ?? name }
    /// Its arguments.
    public var arguments: NodeList<ArgumentNode> { NodeList(node.document, record.arguments) }
    /// The directives on the field.
    public var directives: NodeList<Directive> { NodeList(node.document, record.directives) }
    /// What it selects of the field's type, if there are braces.
    public var selectionSet: SelectionSet? {
        let set = record.selectionSet
        return set.offset == Arena.absent ? nil : SelectionSet(node.document, set)
    }
    /// The byte offset of its first token.
    public var offset: Int { Int(record.offset) }
}

/// The place where a named fragment's selections stand.
///
/// Spec: 2.9 Fragments.
public struct FragmentSpread: NodeView {
    let node: NodeReference

    /// Makes the view of the spread at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: SelectionRecord { node.document.arena.selections[Int(node.index)] }

    /// The fragment's name.
    public var name: Name { Name(node.document, record.name) }
    /// The directives on the spread.
    public var directives: NodeList<Directive> { NodeList(node.document, record.directives) }
    /// The byte offset of its three dots.
    public var offset: Int { Int(record.offset) }
}

/// Selections that apply only to a type, or under directives.
///
/// Spec: 2.9.2 Inline Fragments.
public struct InlineFragment: NodeView {
    let node: NodeReference

    /// Makes the view of the inline fragment at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: SelectionRecord { node.document.arena.selections[Int(node.index)] }

    /// The type it applies to; without one, that of its surroundings.
    public var typeCondition: Name? { Name(optional: record.name, in: node.document) }
    /// The directives on the inline fragment.
    public var directives: NodeList<Directive> { NodeList(node.document, record.directives) }
    /// What it selects.
    public var selectionSet: SelectionSet { SelectionSet(node.document, record.selectionSet) }
    /// The byte offset of its three dots.
    public var offset: Int { Int(record.offset) }
}
