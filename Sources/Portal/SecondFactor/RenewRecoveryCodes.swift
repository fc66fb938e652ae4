import Execution
import GraphQLSchema

/// `renewRecoveryCodes`: ten new recovery codes, for whoever shows the password and a code; the old ones work no more.
struct RenewRecoveryCodes: Sendable {
    let check: CodeCheck

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "renewRecoveryCodes", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let input = arguments.input
        switch try await check.check(input, in: context) {
        case .refused(let error): return .refused([error], input)
        case .shown(let shown, let factor, let proof):
            let codes = try RecoveryCodes()
            let outcome = try await check.store.renew(shown, proof, codes, context.request)
            if let error = try await check.refusal(outcome, shown.viewer, context.request) {
                return .refused([error], input)
            }
            try await check.forget(factor, shown.viewer, context.request)
            return Payload(fields: [
                "recoveryCodes": .list(codes.texts.map(PayloadValue.string)), "userErrors": .list([]),
                "clientMutationId": input.clientMutationID,
            ])
        }
    }
}
