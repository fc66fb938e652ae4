import Cryptography
import Execution
import GraphQLSchema

/// `confirmSecondFactor`: turns a second factor on, by the first code of the app that has its secret.
///
/// All other sessions end: what was signed in to by the password alone is over. The recovery codes are told once.
struct ConfirmSecondFactor: Sendable {
    let check: CodeCheck

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "confirmSecondFactor", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let (input, store) = (arguments.input, check.store)
        guard let viewer = context.viewer, let own = try await store.own(viewer.tokenHash), !own.isOn,
            let factor = own.factor
        else { return .refused([Self.notStarted], input) }
        if let error = try await check.count(factor, viewer, context.request) { return .refused([error], input) }
        guard case .step(let step, _)? = try factor.proof(TypedCode(input.text("code") ?? ""), check.seal) else {
            return .refused([Self.wrong], input)
        }
        let codes = try RecoveryCodes()
        guard try await store.confirm(viewer.tokenHash, factor, step: step, codes, context.request) else {
            return .refused([Self.notStarted], input)
        }
        try await check.forget(factor, viewer, context.request)
        return Payload(fields: [
            "recoveryCodes": .list(codes.texts.map(PayloadValue.string)), "userErrors": .list([]),
            "clientMutationId": input.clientMutationID,
        ])
    }

    private static let notStarted = UserError(
        .conflict, nil, "There is no second factor that waits for its first code. Begin again.")
    private static let wrong = UserError(
        .badInput, "code", "This isn't the code of now. Look at the app again; the clock of the phone has to be right.")
}
