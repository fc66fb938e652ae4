import GraphQLLanguage

/// A field of an object or interface type.
///
/// Spec: 3.6 Objects.
public final class FieldDefinition: Sendable {
    /// Its name.
    public let name: String
    /// What the source says of it.
    public let description: String?
    /// The arguments it takes, in the order of the source.
    public let arguments: [InputValueDefinition]
    /// The type of its value.
    public let type: TypeReference
    /// The directives on it, those of extensions last.
    public let appliedDirectives: [AppliedDirective]
    /// Where it stands in the schema's source.
    public let location: SourceLocation
    /// Where the type is written, behind the colon.
    public let typeLocation: SourceLocation

    /// Makes one of its parts.
    public init(
        name: String, description: String? = nil, arguments: [InputValueDefinition] = [], type: TypeReference,
        appliedDirectives: [AppliedDirective] = [], location: SourceLocation, typeLocation: SourceLocation
    ) {
        self.name = name
        self.description = description
        self.arguments = arguments
        self.type = type
        self.appliedDirectives = appliedDirectives
        self.location = location
        self.typeLocation = typeLocation
    }

    /// Why the field should no longer be used; nil if it may be.
    public var deprecationReason: String? { appliedDirectives.deprecationReason }

    /// The argument of that name.
    public func argument(named name: String) -> InputValueDefinition? {
        arguments.first { $0.name == name }
    }
}

/// An argument of a field or directive, or a field of an input object.
///
/// Spec: 3.6.1 Field Arguments, 3.10 Input Objects.
public final class InputValueDefinition: Sendable {
    /// Its name.
    public let name: String
    /// What the source says of it.
    public let description: String?
    /// The type of its value.
    public let type: TypeReference
    /// Coerced to `type`; nil if there is none (a default of null is `.null`).
    public let defaultValue: InputValue?
    /// The default as it is written, until the schema is built; afterwards only where it is no value of the type.
    let defaultLiteral: ValueNode?
    /// The directives on it, those of extensions last.
    public let appliedDirectives: [AppliedDirective]
    /// Where it stands in the schema's source.
    public let location: SourceLocation
    /// Where the type is written, behind the colon.
    public let typeLocation: SourceLocation

    /// Makes one of its parts.
    public convenience init(
        name: String, description: String? = nil, type: TypeReference, defaultValue: InputValue? = nil,
        appliedDirectives: [AppliedDirective] = [], location: SourceLocation, typeLocation: SourceLocation
    ) {
        self.init(
            name: name, description: description, type: type, defaultValue: defaultValue, defaultLiteral: nil,
            appliedDirectives: appliedDirectives, location: location, typeLocation: typeLocation)
    }

    init(
        name: String, description: String?, type: TypeReference, defaultValue: InputValue?, defaultLiteral: ValueNode?,
        appliedDirectives: [AppliedDirective], location: SourceLocation, typeLocation: SourceLocation
    ) {
        self.name = name
        self.description = description
        self.type = type
        self.defaultValue = defaultValue
        self.defaultLiteral = defaultLiteral
        self.appliedDirectives = appliedDirectives
        self.location = location
        self.typeLocation = typeLocation
    }

    /// Why it should no longer be used; nil if it may be.
    public var deprecationReason: String? { appliedDirectives.deprecationReason }

    /// Whether it must be given: no null and no default (spec 5.4.3 Required Arguments).
    public var isRequired: Bool { type.isNonNull && defaultValue == nil && defaultLiteral == nil }
}

extension [AppliedDirective] {
    /// The first directive of that name.
    public func first(named name: String) -> AppliedDirective? {
        first { $0.name == name }
    }

    var deprecationReason: String? {
        guard case .string(let reason)? = first(named: "deprecated")?.arguments["reason"] else { return nil }
        return reason
    }
}
