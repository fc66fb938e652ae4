import Access
import Cryptography
import Execution
import GraphQLSchema

/// `changePassword`: a new password for whoever is signed in and knows the old one.
///
/// All sessions end, the one that asks among them.
///
/// Statements: D2-04, D2-28, D4-29 and D4-38 of the product's specification.
struct ChangePassword: Sendable {
    let store: CredentialStore
    let sessions: SessionCache
    let hasher: PasswordHasher

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "changePassword", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let input = arguments.input
        switch try await Reauthentication(store: store, hasher: hasher).check(input, in: context) {
        case .refused(let error): return .refused([error], input)
        case .shown(let owner): return try await change(owner, input, context.request)
        }
    }

    private func change(
        _ shown: Reauthentication.Owner, _ input: InputObject, _ request: RequestContext
    ) async throws -> Payload {
        let password = input.text("newPassword") ?? ""
        if let fault = PasswordRule(shown.owner).fault(of: password) {
            return .refused([UserError(.badInput, "newPassword", fault)], input)
        }
        guard let after = try await hasher.hashed(password) else { return .refused([.busy], input) }
        guard try await store.change(shown.viewer.tokenHash, from: shown.hash, to: after, request) else {
            return .refused([.passwordChangedMeanwhile], input)
        }
        sessions.forget(shown.viewer.tokenHash)
        let fields: [String: PayloadValue] = ["userErrors": .list([]), "clientMutationId": input.clientMutationID]
        return Payload(fields: fields, effects: [.end])
    }
}
