import GraphQLLanguage

/// A directive as it stands behind an element of the schema, its arguments coerced and defaults filled in.
public struct AppliedDirective: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// By argument name; an argument that is neither given nor has a default is absent.
    public let arguments: [String: InputValue]
    /// Where it stands in the schema's source.
    public let location: SourceLocation

    /// Makes one of its parts.
    public init(name: String, arguments: [String: InputValue], location: SourceLocation) {
        self.name = name
        self.arguments = arguments
        self.location = location
    }
}

/// The definition of a directive: what arguments it takes and where it may stand.
///
/// Spec: 3.13 Directives.
public final class DirectiveDefinition: Sendable {
    /// Its name.
    public let name: String
    /// What the source says of it.
    public let description: String?
    /// The arguments it takes, in the order of the source.
    public let arguments: [InputValueDefinition]
    /// Whether one place may bear it more than once.
    public let isRepeatable: Bool
    /// As the grammar names them: `FIELD_DEFINITION`.
    public let places: [String]
    /// Where it stands in the schema's source.
    public let location: SourceLocation

    /// Makes one of its parts.
    public init(
        name: String, description: String? = nil, arguments: [InputValueDefinition] = [], isRepeatable: Bool = false,
        places: [String], location: SourceLocation
    ) {
        self.name = name
        self.description = description
        self.arguments = arguments
        self.isRepeatable = isRepeatable
        self.places = places
        self.location = location
    }

    /// The argument of that name.
    public func argument(named name: String) -> InputValueDefinition? {
        arguments.first { $0.name == name }
    }
}
