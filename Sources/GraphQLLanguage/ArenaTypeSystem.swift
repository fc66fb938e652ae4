// The records of the type system: chapter 3 of the specification.

struct SchemaRecord: Sendable {
    var isExtension: Bool
    var description: Int32
    var directives: Run
    var rootTypes: Run
    var offset: Int32
}

struct RootTypeRecord: Sendable {
    var kind: OperationKind
    var type: NameRecord
    var offset: Int32
}

struct DirectiveDefinitionRecord: Sendable {
    var description: Int32
    var name: NameRecord
    var arguments: Run
    var isRepeatable: Bool
    var locations: Run
    var offset: Int32
}

/// Any named type, defined or extended; what a kind has not stays empty.
struct TypeDefinitionRecord: Sendable {
    var kind: TypeDefinitionNode.Kind
    var isExtension: Bool
    var description = Arena.absent
    var name = NameRecord.absent
    var interfaces = Run()
    var directives = Run()
    var fields = Run()
    var unionMembers = Run()
    var enumValues = Run()
    var inputFields = Run()
    var offset: Int32
}

struct FieldDefinitionRecord: Sendable {
    var description: Int32
    var name: NameRecord
    var arguments: Run
    var type: Int32
    var directives: Run
    var offset: Int32
}

/// A variable, an argument or an input field: what a value must be like.
struct InputValueRecord: Sendable {
    var description: Int32
    var name: NameRecord
    var type: Int32
    var defaultValue: Int32
    var directives: Run
    /// The first token, which may be the description.
    var offset: Int32
    /// The name, or a variable's dollar sign.
    var variableOffset: Int32
}

struct EnumValueRecord: Sendable {
    var description: Int32
    var name: NameRecord
    var directives: Run
    var offset: Int32
}
