import Access
import Execution
import GraphQLSchema

/// `requestPasswordReset`: a mail with a link, to whoever has the e-mail.
///
/// Whether somebody has it is told to nobody: the answer is the same, and comes after the same time.
///
/// Statements: D2-26, D4-03 and G-04 of the product's specification.
struct RequestPasswordReset: Sendable {
    let store: CredentialStore

    /// How long an answer takes: longer than the work ever does on a server that isn't overloaded.
    private static let pause = Duration.milliseconds(300)

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "requestPasswordReset", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let input = arguments.input
        var errors: [UserError] = []
        let email = EmailRule.read(input, &errors)
        if !errors.isEmpty { return .refused(errors, input) }
        let address = SignInRequest.address(context.request.clientAddress)
        let portal = input.text("portal")
        let (subject, realm) = ("reset \(email) \(portal ?? "")", portal == nil ? Realm.partner : .portal)
        if let seconds = try await store.throttle.count(subject, in: realm, from: address) {
            return .refused([.tooMany(seconds)], input)
        }
        let end = ContinuousClock.now + Self.pause
        try await store.requestReset(email, portal: portal, context.request)
        try await Task.sleep(until: end, clock: .continuous)
        return Payload(fields: ["userErrors": .list([]), "clientMutationId": input.clientMutationID])
    }
}
