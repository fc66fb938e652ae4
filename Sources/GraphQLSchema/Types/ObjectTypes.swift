import GraphQLLanguage

/// A type with fields of its own.
///
/// Spec: 3.6 Objects.
public final class ObjectType: FieldsType {
    public let name: String
    public let description: String?
    /// As written, in the order written.
    public let interfaces: [NamedReference]
    public let fields: [FieldDefinition]
    public let appliedDirectives: [AppliedDirective]
    public let locations: [SourceLocation]
    private let positions: [String: Int]

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

    public func field(named name: String) -> FieldDefinition? {
        positions[name].map { fields[$0] }
    }
}

/// A type whose values are of one of the object types that implement it.
///
/// Spec: 3.7 Interfaces.
public final class InterfaceType: FieldsType {
    public let name: String
    public let description: String?
    /// As written, in the order written.
    public let interfaces: [NamedReference]
    public let fields: [FieldDefinition]
    public let appliedDirectives: [AppliedDirective]
    public let locations: [SourceLocation]
    private let positions: [String: Int]

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

    public func field(named name: String) -> FieldDefinition? {
        positions[name].map { fields[$0] }
    }
}

/// A type whose values are of one of the object types it lists.
///
/// Spec: 3.8 Unions.
public final class UnionType: TypeDefinition {
    public let name: String
    public let description: String?
    public let members: [NamedReference]
    public let appliedDirectives: [AppliedDirective]
    public let locations: [SourceLocation]

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
    public let name: String
    public let description: String?
    public let fields: [InputValueDefinition]
    public let appliedDirectives: [AppliedDirective]
    public let locations: [SourceLocation]
    private let positions: [String: Int]

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
