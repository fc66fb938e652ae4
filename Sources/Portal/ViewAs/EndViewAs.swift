import Execution
import GraphQLSchema

/// `endViewAs`: ends viewing as somebody else; the own session is as it was.
///
/// From a session of one's own there is nothing to end, and that is no mistake.
struct EndViewAs: Sendable {
    let store: SessionStore
    let sessions: SessionCache

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "endViewAs", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        var payload = Payload(fields: [
            "clientMutationId": arguments.input.clientMutationID, "userErrors": .list([]),
        ])
        if let viewer = context.viewer, viewer.impersonator != nil {
            try await store.endViewAs(viewer.tokenHash, context.request)
            sessions.forget(viewer.tokenHash)
            payload.effects = [.end]
        }
        return payload
    }
}
