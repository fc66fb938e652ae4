import Cryptography
import Execution
import GraphQLSchema

/// `acceptInvitation` and `resetPassword`: sets the password that a link from a mail was sent for.
///
/// All sessions of the user end, and none is made: signing in is its own step, with its own rules. Of two who use a link
/// at the same time, one succeeds.
///
/// Statements: D0-47, D2-27, D2-28, D4-03, D4-06 and D4-38 of the product's specification.
struct AcceptInvitation: Sendable {
    let name: String
    let purpose: Invitation.Purpose
    let store: CredentialStore
    let hasher: PasswordHasher

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: name, body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let input = arguments.input
        let secret = InvitationSecret(input, purpose)
        // Whoever has no link learns so before a password is hashed, which is slow on purpose.
        guard let invitation = try await store.invitation(secret) else { return .refused([purpose.unknown], input) }
        if let refusal = invitation.refusal(purpose) { return .refused([refusal], input) }
        let password = input.text("password") ?? ""
        if let fault = PasswordRule(invitation.owner).fault(of: password) {
            return .refused([UserError(.badInput, "password", fault)], input)
        }
        guard let hash = try await hasher.hashed(password) else { return .refused([.busy], input) }
        guard let email = try await store.accept(secret, hash, context.request) else {
            let later = try await store.invitation(secret)
            return .refused([later?.refusal(purpose) ?? purpose.unknown], input)
        }
        return Payload(fields: [
            "email": .string(email), "userErrors": .list([]), "clientMutationId": input.clientMutationID,
        ])
    }
}
