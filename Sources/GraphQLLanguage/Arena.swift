/// The syntax tree of a document as flat arrays.
///
/// A node is a record in the array of its kind and names other nodes by their index there. Children of one parent
/// stand side by side, so a list of them is a `Run`. An absent node has the index `absent`.
struct Arena: Sendable {
    static let absent: Int32 = -1

    var definitions: [DefinitionRecord] = []
    var operations: [OperationRecord] = []
    var variables: [InputValueRecord] = []
    var fragments: [FragmentRecord] = []
    var selections: [SelectionRecord] = []
    var arguments: [ArgumentRecord] = []
    var directives: [DirectiveRecord] = []
    var values: [ValueRecord] = []
    var objectFields: [ArgumentRecord] = []
    var strings: [StringRecord] = []
    var types: [TypeRecord] = []

    var schemas: [SchemaRecord] = []
    var rootTypes: [RootTypeRecord] = []
    var directiveDefinitions: [DirectiveDefinitionRecord] = []
    var typeDefinitions: [TypeDefinitionRecord] = []
    var fieldDefinitions: [FieldDefinitionRecord] = []
    var inputValues: [InputValueRecord] = []
    var enumValues: [EnumValueRecord] = []
    /// The names of lists: interfaces, union members, directive locations.
    var names: [NameRecord] = []

    /// Makes room for what a request of so many bytes holds most of; growing step by step costs more.
    mutating func reserve(forBytes count: Int) {
        let expected = min(count / 24 + 2, 512)
        selections.reserveCapacity(expected)
        arguments.reserveCapacity(expected / 2)
        values.reserveCapacity(expected / 2)
    }
}

/// Neighbours in one of the arena's arrays.
struct Run: Sendable {
    var start: Int32 = 0
    var count: Int32 = 0

    var isEmpty: Bool { count == 0 }
}

/// A name where it stands; the symbol is `Arena.absent` where there is none.
struct NameRecord: Sendable {
    var symbol: Int32
    var offset: Int32

    static let absent = NameRecord(symbol: Arena.absent, offset: 0)
}

struct DefinitionRecord: Sendable {
    enum Kind: Sendable { case operation, fragment, schema, directive, type }

    var kind: Kind
    var index: Int32
}

struct OperationRecord: Sendable {
    var kind: OperationKind
    var isShorthand: Bool
    var name: NameRecord
    var description: Int32
    var variables: Run
    var directives: Run
    var selectionSet: SelectionSetRecord
    var offset: Int32
}

struct FragmentRecord: Sendable {
    var name: NameRecord
    var typeCondition: NameRecord
    var description: Int32
    var directives: Run
    var selectionSet: SelectionSetRecord
    var offset: Int32
}

/// The selections between two braces; the offset is `Arena.absent` where there are no braces.
struct SelectionSetRecord: Sendable {
    var selections = Run()
    var offset = Arena.absent
}

/// A field, a spread or an inline fragment: their lists mix, so they share a record.
struct SelectionRecord: Sendable {
    enum Kind: Sendable { case field, fragmentSpread, inlineFragment }

    var kind: Kind
    var alias = NameRecord.absent
    /// The field's name, the fragment's name, or the type condition.
    var name: NameRecord
    var arguments = Run()
    var directives: Run
    var selectionSet = SelectionSetRecord()
    var offset: Int32
}

/// An argument or a field of an input object: a name and a value.
struct ArgumentRecord: Sendable {
    var name: NameRecord
    var value: Int32
}

struct DirectiveRecord: Sendable {
    var name: NameRecord
    var arguments: Run
    var offset: Int32
}

struct ValueRecord: Sendable {
    /// What the value is, and what its payload means.
    enum Kind: Sendable {
        /// A symbol, and the offset of the name.
        case variable
        /// The offset behind the last byte.
        case int, float
        /// A string's index.
        case string
        case yes, no, null
        /// A symbol.
        case enumeration
        /// The first of a run of values, or of object fields, and their count.
        case list, object
    }

    var kind: Kind
    var payload: Int32 = 0
    var extra: Int32 = 0
    var offset: Int32
}

/// A string where it stands; its value is decoded when somebody asks.
struct StringRecord: Sendable {
    var isBlock: Bool
    /// Whether the content is the value, byte for byte.
    var isPlain: Bool
    /// The offset of the first quote.
    var offset: Int32
    /// The offset behind the last quote.
    var end: Int32
}

struct TypeRecord: Sendable {
    enum Kind: Sendable { case named, list, nonNull }

    var kind: Kind
    /// A symbol, or the index of the type inside.
    var payload: Int32
    var offset: Int32
}
