public import GraphQLSchema
import Synchronization

/// The schema of each audience, made when it is first asked for and kept.
public final class VisibleSchemas: Sendable {
    /// Who may see what.
    public let policy: AccessPolicy
    private let views: Mutex<[Audience: VisibleSchema]>

    /// Makes the schemas that every installation has, so that one that doesn't hold together stops the start.
    ///
    /// - Throws: ``VisibleSchemaFault`` with the first of them that doesn't.
    public init(policy: AccessPolicy) throws(VisibleSchemaFault) {
        self.policy = policy
        var views: [Audience: VisibleSchema] = [:]
        let audiences = [Audience.anonymous] + Role.allCases.map { Audience(role: $0) }
        for audience in audiences {
            do {
                views[audience] = VisibleSchema(number: views.count, schema: try policy.visibleSchema(for: audience))
            } catch {
                throw VisibleSchemaFault(role: audience.role, errors: error)
            }
        }
        self.views = Mutex(views)
    }

    /// The schema that an audience sees.
    ///
    /// - Throws: what is wrong with a schema of which so much is hidden that the rest doesn't hold together.
    public func schema(for audience: Audience) throws(SchemaErrors) -> VisibleSchema {
        try views.withLock { views throws(SchemaErrors) in
            if let view = views[audience] { return view }
            let view = VisibleSchema(number: views.count, schema: try policy.visibleSchema(for: audience))
            views[audience] = view
            return view
        }
    }
}

/// A schema as one audience sees it.
public struct VisibleSchema: Sendable {
    /// Names it in cache keys.
    public let number: Int
    /// What is left of the whole schema.
    public let schema: Schema
}

/// So much is hidden from a role that the rest of its schema doesn't hold together.
public struct VisibleSchemaFault: Error, Sendable, CustomStringConvertible {
    /// Whose schema it is; nil is that of nobody signed in.
    public let role: Role?
    /// What is wrong with it.
    public let errors: SchemaErrors

    /// Whose schema, and everything that is wrong with it.
    public var description: String { "the schema of \(role?.rawValue ?? "anonymous"): \(errors)" }
}
