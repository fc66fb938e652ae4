import Cryptography
import Execution
import GraphQLSchema
import Postgres

/// `requestEmailChange`: a link to the e-mail that is to be the own one, for whoever shows the password.
///
/// Nothing changes before somebody follows it. Whether the address is somebody's already isn't told here: it would tell
/// everybody who has an account.
///
/// Statements: D2-04, D2-22 and G-05 of the product's specification.
struct RequestEmailChange: Sendable {
    let store: CredentialStore
    let hasher: PasswordHasher

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "requestEmailChange", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let input = arguments.input
        var errors: [UserError] = []
        let email = EmailRule.read(input, &errors)
        if !errors.isEmpty { return .refused(errors, input) }
        switch try await Reauthentication(store: store, hasher: hasher).check(input, in: context) {
        case .refused(let error): return .refused([error], input)
        case .shown(let shown):
            let refusal = try await request(email, shown, context.request)
            return refusal.map { .refused([$0], input) }
                ?? Payload(fields: [
                    "sentTo": .string(email), "userErrors": .list([]), "clientMutationId": input.clientMutationID,
                ])
        }
    }

    private func request(
        _ email: String, _ shown: Reauthentication.Owner, _ request: RequestContext
    ) async throws -> UserError? {
        if email == shown.owner.email { return UserError(.badInput, "email", "This is your e-mail already.") }
        do {
            let isSent = try await store.requestEmail(email, shown, request)
            return isSent ? nil : .passwordChangedMeanwhile
        } catch let fault as PostgresError where fault.sqlState == "PO010" {
            let message = "Three links were sent within the hour. Look for the mail, or try again later."
            return UserError(.rateLimited, nil, message)
        }
    }
}
