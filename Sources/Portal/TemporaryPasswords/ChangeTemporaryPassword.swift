import Cryptography
import Execution
import GraphQLSchema

/// `changeTemporaryPassword`: an own password in place of a temporary one, with which the sign-in goes on.
///
/// A challenge is good for fifteen minutes and one password; of two who use it at the same time, one succeeds. Whoever
/// has a second factor is asked for a code next.
///
/// Statements: D4-07, D4-38 and G-04 of the product's specification.
struct ChangeTemporaryPassword: Sendable {
    let store: TemporaryPasswordStore
    let signIn: SignIn
    let hasher: PasswordHasher

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "changeTemporaryPassword", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let input = arguments.input
        let challenge = sha256(Array((input.text("challenge") ?? "").utf8))
        let asked = { (email: String) in SignInRequest(of: email, address: context.request.clientAddress) }
        guard let found = try await store.challenged(challenge) else {
            return .refused([ConfirmSignIn.over], input)
        }
        let password = input.text("password") ?? ""
        if let fault = PasswordRule(found.owner).fault(of: password) {
            return .refused([UserError(.badInput, "password", fault)], input)
        }
        guard let isSame = try await hasher.verified(password, found.before),
            let hash = try await hasher.hashed(password)
        else { return .refused([.busy], input) }
        if isSame { return .refused([Self.same], input) }
        guard try await store.use(challenge, hash, context.request) else {
            return .refused([ConfirmSignIn.over], input)
        }
        let user = SignInUser(
            id: found.id, passwordHash: hash, maySignIn: true, isDemonstration: found.isDemonstration)
        guard var payload = try await signIn.open(user, asked(found.owner.email), context) else {
            return .refused([ConfirmSignIn.over], input)
        }
        payload.fields["clientMutationId"] = input.clientMutationID
        return payload
    }

    /// A temporary password is known to somebody else.
    private static let same = UserError(
        .badInput, "password", "This is the temporary password, which others know. Choose another one.")
}
