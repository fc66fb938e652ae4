import Execution
import GraphQLSchema

/// `removeSecondFactor`: turns the own second factor off, for whoever shows the password and a code.
struct RemoveSecondFactor: Sendable {
    let check: CodeCheck

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "removeSecondFactor", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let input = arguments.input
        switch try await check.check(input, in: context) {
        case .refused(let error): return .refused([error], input)
        case .shown(let shown, let factor, let proof):
            let outcome = try await check.store.remove(shown, proof, context.request)
            if let error = try await check.refusal(outcome, shown.viewer, context.request) {
                return .refused([error], input)
            }
            try await check.forget(factor, shown.viewer, context.request)
            return Payload(fields: ["userErrors": .list([]), "clientMutationId": input.clientMutationID])
        }
    }
}
