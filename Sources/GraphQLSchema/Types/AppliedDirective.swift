import GraphQLLanguage

/// A directive as it stands behind an element of the schema, its arguments coerced and defaults filled in.
public struct AppliedDirective: Sendable, Hashable {
    public let name: String
    /// By argument name; an argument that is neither given nor has a default is absent.
    public let arguments: [String: InputValue]
    public let location: SourceLocation

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
    public let name: String
    public let description: String?
    public let arguments: [InputValueDefinition]
    public let isRepeatable: Bool
    /// As the grammar names them: `FIELD_DEFINITION`.
    public let places: [String]
    public let location: SourceLocation

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

    public func argument(named name: String) -> InputValueDefinition? {
        arguments.first { $0.name == name }
    }
}
