/// The definition or extension of a named type.
///
/// Spec: 3.4 Types. What a kind has not, like the fields of a scalar, is an empty list.
public struct TypeDefinitionNode: NodeView {
    /// What a named type is.
    public enum Kind: String, Sendable, CaseIterable {
        /// A leaf with a meaning of its own.
        case scalar
        /// A set of fields.
        case object
        /// Fields that several objects share.
        case interface
        /// One of several objects.
        case union
        /// One of several names.
        case enumeration
        /// A set of fields that a request gives.
        case inputObject
    }

    let node: NodeReference

    /// Makes the view of the type at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: TypeDefinitionRecord { node.document.arena.typeDefinitions[Int(node.index)] }

    /// What it is.
    public var kind: Kind { record.kind }
    /// Whether it extends a type that is defined elsewhere.
    public var isExtension: Bool { record.isExtension }
    /// Its name.
    public var name: Name { Name(node.document, record.name) }
    /// Its description, if it has one; an extension has none.
    public var description: StringValue? { StringValue(optional: record.description, in: node.document) }
    /// The interfaces that an object or interface implements.
    public var interfaces: NodeList<Name> { NodeList(node.document, record.interfaces) }
    /// The directives on the type.
    public var directives: NodeList<Directive> { NodeList(node.document, record.directives) }
    /// The fields of an object or interface.
    public var fields: NodeList<FieldDefinitionNode> { NodeList(node.document, record.fields) }
    /// The members of a union.
    public var unionMembers: NodeList<Name> { NodeList(node.document, record.unionMembers) }
    /// The values of an enum.
    public var enumValues: NodeList<EnumValueDefinitionNode> { NodeList(node.document, record.enumValues) }
    /// The fields of an input object.
    public var inputFields: NodeList<InputValueDefinitionNode> { NodeList(node.document, record.inputFields) }
    /// The byte offset of its first token, which may be its description.
    public var offset: Int { Int(record.offset) }
}

/// A field of an object or interface.
///
/// Spec: 3.6 Objects.
public struct FieldDefinitionNode: NodeView {
    let node: NodeReference

    /// Makes the view of the field at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: FieldDefinitionRecord { node.document.arena.fieldDefinitions[Int(node.index)] }

    /// Its name.
    public var name: Name { Name(node.document, record.name) }
    /// Its description, if it has one.
    public var description: StringValue? { StringValue(optional: record.description, in: node.document) }
    /// The arguments it takes.
    public var arguments: NodeList<InputValueDefinitionNode> { NodeList(node.document, record.arguments) }
    /// The type of its value.
    public var type: TypeNode { TypeNode(NodeReference(node.document, record.type)) }
    /// The directives on the field.
    public var directives: NodeList<Directive> { NodeList(node.document, record.directives) }
    /// The byte offset of its first token, which may be its description.
    public var offset: Int { Int(record.offset) }
}

/// An argument of a field or directive, or a field of an input object.
///
/// Spec: 3.6.1 Field Arguments, 3.10 Input Objects.
public struct InputValueDefinitionNode: NodeView {
    let node: NodeReference

    /// Makes the view of the definition at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: InputValueRecord { node.document.arena.inputValues[Int(node.index)] }

    /// Its name.
    public var name: Name { Name(node.document, record.name) }
    /// Its description, if it has one.
    public var description: StringValue? { StringValue(optional: record.description, in: node.document) }
    /// The type its value must have.
    public var type: TypeNode { TypeNode(NodeReference(node.document, record.type)) }
    /// The value it has where none is given.
    public var defaultValue: ValueNode? { ValueNode(optional: record.defaultValue, in: node.document) }
    /// The directives on it.
    public var directives: NodeList<Directive> { NodeList(node.document, record.directives) }
    /// The byte offset of its first token, which may be its description.
    public var offset: Int { Int(record.offset) }
}

/// One of the values of an enum.
///
/// Spec: 3.9 Enums.
public struct EnumValueDefinitionNode: NodeView {
    let node: NodeReference

    /// Makes the view of the value at an index.
    public init(_ node: NodeReference) { self.node = node }

    private var record: EnumValueRecord { node.document.arena.enumValues[Int(node.index)] }

    /// Its name, which is never `true`, `false` or `null`.
    public var name: Name { Name(node.document, record.name) }
    /// Its description, if it has one.
    public var description: StringValue? { StringValue(optional: record.description, in: node.document) }
    /// The directives on it.
    public var directives: NodeList<Directive> { NodeList(node.document, record.directives) }
    /// The byte offset of its first token, which may be its description.
    public var offset: Int { Int(record.offset) }
}
