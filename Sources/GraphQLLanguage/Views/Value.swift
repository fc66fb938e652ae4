/// A value as it is written: a literal, or a variable.
///
/// Spec: 2.10 Input Values.
public struct ValueNode: NodeView {
    /// What a value is.
    public enum Kind: Sendable {
        /// A variable; the name is without the dollar sign.
        case variable(Name)
        /// A whole number, as it is written.
        case int(String)
        /// A number with a fraction or an exponent, as it is written.
        case float(String)
        /// A string, quoted or block.
        case string(StringValue)
        /// `true` or `false`.
        case boolean(Bool)
        /// `null`.
        case null
        /// The name of an enum value.
        case enumeration(String)
        /// The items of a list.
        case list(NodeList<ValueNode>)
        /// The fields of an input object.
        case object(NodeList<ObjectFieldNode>)
    }

    let node: NodeReference

    /// Makes the view of the value at an index.
    public init(_ node: NodeReference) { self.node = node }

    /// Makes the view of a value that may be absent.
    init?(optional index: Int32, in document: Document) {
        guard index != Arena.absent else { return nil }
        self.init(NodeReference(document, index))
    }

    private var record: ValueRecord { node.document.arena.values[Int(node.index)] }

    /// The byte offset of its first token.
    public var offset: Int { Int(record.offset) }

    /// What it is.
    public var kind: Kind {
        let record = record
        let document = node.document
        switch record.kind {
        case .variable: return .variable(Name(document, NameRecord(symbol: record.payload, offset: record.extra)))
        case .int: return .int(document.source.text(Int(record.offset)..<Int(record.payload)))
        case .float: return .float(document.source.text(Int(record.offset)..<Int(record.payload)))
        case .string: return .string(StringValue(NodeReference(document, record.payload)))
        case .yes: return .boolean(true)
        case .no: return .boolean(false)
        case .null: return .null
        case .enumeration: return .enumeration(document.text(of: record.payload))
        case .list: return .list(NodeList(document, Run(start: record.payload, count: record.extra)))
        case .object: return .object(NodeList(document, Run(start: record.payload, count: record.extra)))
        }
    }
}

/// A field of an input object.
///
/// Spec: 2.10.8 Input Object Values.
public struct ObjectFieldNode: NodeView {
    let node: NodeReference

    /// Makes the view of the field at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: ArgumentRecord { node.document.arena.objectFields[Int(node.index)] }

    /// Its name.
    public var name: Name { Name(node.document, record.name) }
    /// Its value.
    public var value: ValueNode { ValueNode(NodeReference(node.document, record.value)) }
    /// The byte offset of its name.
    public var offset: Int { Int(record.name.offset) }
}

/// A string, quoted or block.
///
/// Spec: 2.10.4 String Value.
public struct StringValue: NodeView {
    let node: NodeReference

    /// Makes the view of the string at an index.
    public init(_ node: NodeReference) { self.node = node }

    /// Makes the view of a string that may be absent.
    init?(optional index: Int32, in document: Document) {
        guard index != Arena.absent else { return nil }
        self.init(NodeReference(document, index))
    }

    private var record: StringRecord { node.document.arena.strings[Int(node.index)] }

    /// What it says: escapes resolved, a block's common indentation removed.
    ///
    /// Decoded anew at each call.
    public var value: String { StringDecoder.value(of: record, in: node.document.source.bytes) }
    /// Whether it is written between triple quotes.
    public var isBlock: Bool { record.isBlock }
    /// The byte offset of its first quote.
    public var offset: Int { Int(record.offset) }
}
