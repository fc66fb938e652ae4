import Execution
import GraphQLSchema

/// `signOut`: ends the session that sends it; of whoever views as somebody else only that.
///
/// Without one there is nothing to end, and that is no mistake.
struct SignOut: Sendable {
    let store: SessionStore
    let sessions: SessionCache

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "signOut", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        if let viewer = context.viewer {
            if viewer.impersonator == nil {
                try await store.end(viewer.tokenHash, context.request)
            } else {
                try await store.endViewAs(viewer.tokenHash, context.request)
            }
            sessions.forget(viewer.tokenHash)
        }
        let fields: [String: PayloadValue] = [
            "clientMutationId": arguments.input.clientMutationID, "userErrors": .list([]),
        ]
        return Payload(fields: fields, effects: [.end])
    }
}
