import GraphQLLanguage

/// A type whose values have no parts.
///
/// Spec: 3.5 Scalars.
public final class ScalarType: TypeDefinition {
    /// Its name.
    public let name: String
    /// What the source says of it.
    public let description: String?
    /// The directives on it, those of extensions last.
    public let appliedDirectives: [AppliedDirective]
    /// Where the definition and its extensions stand, the definition first.
    public let locations: [SourceLocation]
    /// What values it takes.
    public let form: ScalarForm

    /// Makes one of its parts.
    public init(
        name: String, description: String? = nil, appliedDirectives: [AppliedDirective] = [],
        locations: [SourceLocation]
    ) {
        self.name = name
        self.description = description
        self.appliedDirectives = appliedDirectives
        self.locations = locations
        self.form = ScalarForm(rawValue: name) ?? .any
    }

    /// Where the behaviour of this scalar is written down, from `@specifiedBy`.
    public var specifiedByURL: String? {
        guard case .string(let url)? = appliedDirectives.first(named: "specifiedBy")?.arguments["url"] else {
            return nil
        }
        return url
    }
}

/// The scalars whose values are checked; every other one takes any value.
public enum ScalarForm: String, Sendable, CaseIterable {
    case int = "Int"
    case float = "Float"
    case string = "String"
    case boolean = "Boolean"
    case id = "ID"
    /// RFC 3339 with an offset: `2026-11-21T09:30:00.000Z`.
    case dateTime = "DateTime"
    /// A day of the proleptic Gregorian calendar: `2026-11-21`.
    case date = "Date"
    /// A whole number that a double holds exactly, from -(2^53-1) to 2^53-1.
    case bigInt = "BigInt"
    case any = ""
}

/// A type whose values are the names it lists.
///
/// Spec: 3.9 Enums.
public final class EnumType: TypeDefinition {
    /// Its name.
    public let name: String
    /// What the source says of it.
    public let description: String?
    /// Its values, in the order of the source.
    public let values: [EnumValueDefinition]
    /// The directives on it, those of extensions last.
    public let appliedDirectives: [AppliedDirective]
    /// Where the definition and its extensions stand, the definition first.
    public let locations: [SourceLocation]
    private let positions: [String: Int]

    /// Makes one of its parts.
    public init(
        name: String, description: String? = nil, values: [EnumValueDefinition],
        appliedDirectives: [AppliedDirective] = [], locations: [SourceLocation]
    ) {
        self.name = name
        self.description = description
        self.values = values
        self.appliedDirectives = appliedDirectives
        self.locations = locations
        self.positions = values.map(\.name).positions
    }

    /// The value of that name.
    public func value(named name: String) -> EnumValueDefinition? {
        positions[name].map { values[$0] }
    }
}

/// One value of an enum.
public final class EnumValueDefinition: Sendable {
    /// Its name.
    public let name: String
    /// What the source says of it.
    public let description: String?
    /// The directives on it, those of extensions last.
    public let appliedDirectives: [AppliedDirective]
    /// Where it stands in the schema's source.
    public let location: SourceLocation

    /// Makes one of its parts.
    public init(
        name: String, description: String? = nil, appliedDirectives: [AppliedDirective] = [], location: SourceLocation
    ) {
        self.name = name
        self.description = description
        self.appliedDirectives = appliedDirectives
        self.location = location
    }

    /// Why the value should no longer be used; nil if it may be.
    public var deprecationReason: String? { appliedDirectives.deprecationReason }
}
