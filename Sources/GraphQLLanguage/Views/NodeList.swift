/// Where a node lies: a document and an index in one of its arrays.
///
/// Only this module can make one.
public struct NodeReference: Sendable {
    @usableFromInline let document: Document
    @usableFromInline let index: Int32

    @usableFromInline init(_ document: Document, _ index: Int32) {
        self.document = document
        self.index = index
    }
}

extension NodeReference: Hashable {
    /// Whether both are the same node of the same document.
    public static func == (left: NodeReference, right: NodeReference) -> Bool {
        left.index == right.index && left.document === right.document
    }

    /// Hashes the document's identity and the index.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(document))
        hasher.combine(index)
    }
}

/// A typed view of a node.
///
/// Views are equal if they show the same node of the same document.
public protocol NodeView: Hashable, Sendable {
    /// Makes the view of a node that lies in the array of the view's kind.
    init(_ node: NodeReference)
}

/// Nodes that stand side by side: the children of one parent, in the order of the text.
public struct NodeList<Element: NodeView>: RandomAccessCollection, Sendable {
    @usableFromInline let document: Document
    @usableFromInline let start: Int32
    /// The position behind the last node.
    public let endIndex: Int

    init(_ document: Document, _ run: Run) {
        self.document = document
        start = run.start
        endIndex = Int(run.count)
    }

    /// The position of the first node: 0.
    @inlinable public var startIndex: Int { 0 }

    /// The node at a position.
    @inlinable public subscript(position: Int) -> Element {
        precondition(position >= 0 && position < endIndex, "A position outside the list")
        return Element(NodeReference(document, start + Int32(truncatingIfNeeded: position)))
    }
}
