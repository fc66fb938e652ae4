import GraphQLLanguage

/// A type with fields of its own.
///
/// Spec: 3.6 Objects.
public final class ObjectType: FieldsType {
    /// Its name.
    public let name: String
    /// What the source says of it.
    public let description: String?
    /// As written, in the order written.
    public let interfaces: [NamedReference]
    /// Its fields, in the order of the source.
    public let fields: [FieldDefinition]
    /// The directives on it, those of extensions last.
    public let appliedDirectives: [AppliedDirective]
    /// Where the definition and its extensions stand, the definition first.
    public let locations: [SourceLocation]
    private let positions: [String: Int]

    /// Makes one of its parts.
    public init(
        name: String, description: String? = nil, interfaces: [NamedReference] = [], fields: [FieldDefinition],
        appliedDirectives: [AppliedDirective] = [], locations: [SourceLocation]
    ) {
        self.name = name
        self.description = description
        self.interfaces = interfaces
        self.fields = fields
        self.appliedDirectives = appliedDirectives
        self.locations = locations
        self.positions = fields.map(\.name).positions
    }

    /// The field of that name.
    public func field(named name: String) -> FieldDefinition? {
        positions[name].map { fields[$0] }
    }
}

/// A type whose values are of one of the object types that implement it.
///
/// Spec: 3.7 Interfaces.
public final class InterfaceType: FieldsType {
    /// Its name.
    public let name: String
    /// What the source says of it.
    public let description: String?
    /// As written, in the order written.
    public let interfaces: [NamedReference]
    /// Its fields, in the order of the source.
    public let fields: [FieldDefinition]
    /// The directives on it, those of extensions last.
    public let appliedDirectives: [AppliedDirective]
    /// Where the definition and its extensions stand, the definition first.
    public let locations: [SourceLocation]
    private let positions: [String: Int]

    /// Makes one of its parts.
    public init(
        name: String, description: String? = nil, interfaces: [NamedReference] = [], fields: [FieldDefinition],
        appliedDirectives: [AppliedDirective] = [], locations: [SourceLocation]
    ) {
        self.name = name
        self.description = description
        self.interfaces = interfaces
        self.fields = fields
        self.appliedDirectives = appliedDirectives
        self.locations = locations
        self.positions = fields.map(\.name).positions
    }

    /// The field of that name.
    public func field(named name: String) -> FieldDefinition? {
        positions[name].map { fields[$0] }
    }
}

/// A type whose values are of one of the object types it lists.
///
/// Spec: 3.8 Unions.
public final class UnionType: TypeDefinition {
    /// Its name.
    public let name: String
    /// What the source says of it.
    public let description: String?
    /// The object types it stands for, in the order of the source.
    public let members: [NamedReference]
    /// The directives on it, those of extensions last.
    public let appliedDirectives: [AppliedDirective]
    /// Where the definition and its extensions stand, the definition first.
    public let locations: [SourceLocation]

    /// Makes one of its parts.
    public init(
        name: String, description: String? = nil, members: [NamedReference],
        appliedDirectives: [AppliedDirective] = [], locations: [SourceLocation]
    ) {
        self.name = name
        self.description = description
        self.members = members
        self.appliedDirectives = appliedDirectives
        self.locations = locations
    }
}

/// What a client gives as a value with named parts.
///
/// Spec: 3.10 Input Objects.
public final class InputObjectType: TypeDefinition {
    /// Its name.
    public let name: String
    /// What the source says of it.
    public let description: String?
    /// Its fields, in the order of the source.
    public let fields: [InputValueDefinition]
    /// The directives on it, those of extensions last.
    public let appliedDirectives: [AppliedDirective]
    /// Where the definition and its extensions stand, the definition first.
    public let locations: [SourceLocation]
    private let positions: [String: Int]

    /// Makes one of its parts.
    public init(
        name: String, description: String? = nil, fields: [InputValueDefinition],
        appliedDirectives: [AppliedDirective] = [], locations: [SourceLocation]
    ) {
        self.name = name
        self.description = description
        self.fields = fields
        self.appliedDirectives = appliedDirectives
        self.locations = locations
        self.positions = fields.map(\.name).positions
    }

    /// Whether exactly one field must be given, and not null (spec 3.10, "OneOf Input Objects").
    public var isOneOf: Bool { appliedDirectives.first(named: "oneOf") != nil }

    /// The field of that name.
    public func field(named name: String) -> InputValueDefinition? {
        positions[name].map { fields[$0] }
    }
}

extension [String] {
    /// Where each name stands; of equal names the first.
    var positions: [String: Int] {
        Dictionary(zip(self, indices), uniquingKeysWith: { first, _ in first })
    }
}
