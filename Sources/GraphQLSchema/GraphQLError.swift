import GraphQLLanguage

/// A fault of a document or schema: what is wrong and where.
///
/// Spec: 7.1.2 Errors.
public struct GraphQLError: Error, Sendable, Hashable {
    /// What is wrong, as clients read it.
    public let message: String
    /// Most important first; empty where no single place is at fault.
    public let locations: [SourceLocation]

    /// Says what is wrong and where.
    public init(message: String, locations: [SourceLocation]) {
        self.message = message
        self.locations = locations
    }
}

/// Every fault found in a schema's source.
public struct SchemaErrors: Error, Sendable, Equatable {
    /// The name of the source that the locations belong to.
    public let source: String
    /// Never empty.
    public let errors: [GraphQLError]

    /// Wraps errors of a source; there has to be at least one.
    public init(source: String, errors: [GraphQLError]) {
        self.source = source
        self.errors = errors
    }
}

extension SchemaErrors: CustomStringConvertible {
    /// One line a fault: `schema.graphql:12:3: message`.
    public var description: String {
        errors.map { error in
            guard let place = error.locations.first else { return "\(source): \(error.message)" }
            return "\(source):\(place.line):\(place.column): \(error.message)"
        }.joined(separator: "\n")
    }
}
