import Access
import GraphQLSchema
import Synchronization

/// The schema of each audience, made when it is first asked for and kept.
final class VisibleSchemas: Sendable {
    private let policy: AccessPolicy
    private let views: Mutex<[Audience: VisibleSchema]>

    /// Makes the schemas that every installation has, so that one that doesn't hold together stops the start.
    init(policy: AccessPolicy) throws(EngineFault) {
        self.policy = policy
        var views: [Audience: VisibleSchema] = [:]
        let audiences = [Audience.anonymous] + Role.allCases.map { Audience(role: $0) }
        for audience in audiences {
            do {
                views[audience] = VisibleSchema(number: views.count, schema: try policy.visibleSchema(for: audience))
            } catch {
                throw EngineFault(description: "the schema of \(audience.role?.rawValue ?? "anonymous"): \(error)")
            }
        }
        self.views = Mutex(views)
    }

    /// The schema that an audience sees.
    func schema(for audience: Audience) throws -> VisibleSchema {
        try views.withLock { views in
            if let view = views[audience] { return view }
            let view = VisibleSchema(number: views.count, schema: try policy.visibleSchema(for: audience))
            views[audience] = view
            return view
        }
    }
}

/// A schema as one audience sees it.
struct VisibleSchema: Sendable {
    /// Names it in cache keys.
    let number: Int
    let schema: Schema
}
