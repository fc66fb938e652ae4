import Execution
import GraphQLSchema
import Postgres

/// `confirmEmailChange`: makes the address that a link was sent to the one to sign in with.
///
/// All sessions of the user end, and none is made. Of two who use a link at the same time, one succeeds. That somebody
/// else has the address is told here and not before: whoever has the link reads the mails of that address.
///
/// Statements: D2-22 and G-05 of the product's specification.
struct ConfirmEmailChange: Sendable {
    let store: CredentialStore

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "confirmEmailChange", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let (input, purpose) = (arguments.input, Invitation.Purpose.emailChange)
        let secret = InvitationSecret(input, purpose)
        do {
            guard let email = try await store.confirmEmail(secret, context.request) else {
                let invitation = try await store.invitation(secret)
                return .refused([invitation?.refusal(purpose) ?? purpose.unknown], input)
            }
            return Payload(fields: [
                "email": .string(email), "userErrors": .list([]), "clientMutationId": input.clientMutationID,
            ])
        } catch let fault as PostgresError where fault.sqlState == "23505" {
            let message = "Somebody else signs in with this e-mail. Your old one stays yours."
            return .refused([UserError(.conflict, "token", message)], input)
        }
    }
}
