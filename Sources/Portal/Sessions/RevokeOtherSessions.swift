import Execution
import GraphQLSchema

/// `revokeOtherSessions`: ends every session of the viewer's own but the one that asks.
struct RevokeOtherSessions: Sendable {
    /// The mutation for the engine's table.
    var field: MutationField {
        MutationField(
            name: "revokeOtherSessions",
            body: .transactional { context, transaction, arguments in
                let input = arguments.input
                guard let viewer = context.viewer else { return .refused([.notFound(nil)], input) }
                let change = ChangeContext(viewer: viewer, request: context.request, transaction: transaction)
                return Payload(fields: [
                    "revokedCount": .int(Int64(try await change.endSessions())), "userErrors": .list([]),
                    "clientMutationId": input.clientMutationID,
                ])
            })
    }
}
