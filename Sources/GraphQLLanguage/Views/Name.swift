/// A name where it stands in the text.
///
/// Spec: 2.1.8 Names. Names are equal if their texts are.
public struct Name: NodeView {
    let document: Document
    /// The name's number: two names of one document have the same number if and only if they are the same name.
    public let symbol: Int32
    let position: Int32

    /// Makes the view of a name that stands in a list of names.
    public init(_ node: NodeReference) {
        self.init(node.document, node.document.arena.names[Int(node.index)])
    }

    init(_ document: Document, _ record: NameRecord) {
        self.document = document
        symbol = record.symbol
        position = record.offset
    }

    /// Makes the view of a name that may be absent.
    init?(optional record: NameRecord, in document: Document) {
        guard record.symbol != Arena.absent else { return nil }
        self.init(document, record)
    }

    /// The name itself.
    public var text: String { document.text(of: symbol) }

    /// The byte offset of its first letter.
    public var offset: Int { Int(position) }

    /// Whether both are the same name, be it in different documents.
    public static func == (left: Name, right: Name) -> Bool {
        left.document === right.document ? left.symbol == right.symbol : left.text == right.text
    }

    /// Hashes the text.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }
}

extension Name: CustomStringConvertible {
    /// The name itself.
    public var description: String { text }
}
