import Execution
import GraphQLSchema

/// `openInvitation`: tells whom a link is for, before anything happens.
///
/// It changes nothing, and is a mutation all the same: the secret is then in no address, and no program that looks at
/// links ahead of people can ask for it.
struct OpenInvitation: Sendable {
    let store: CredentialStore

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "openInvitation", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let input = arguments.input
        let purpose = input.text("purpose").flatMap(Invitation.Purpose.init(rawValue:)) ?? .invitation
        guard let invitation = try await store.invitation(InvitationSecret(input, purpose)) else {
            return .refused([purpose.unknown], input)
        }
        if let refusal = invitation.refusal(purpose) { return .refused([refusal], input) }
        let owner = invitation.owner
        return Payload(fields: [
            "invitation": .object([
                "name": .string(owner.name), "email": .string(owner.email),
                "organizationName": owner.organization.map(PayloadValue.string) ?? .null,
                "expiresAt": .string(invitation.expiry),
                "portal": invitation.portal.map(PayloadValue.string) ?? .null,
            ]),
            "userErrors": .list([]), "clientMutationId": input.clientMutationID,
        ])
    }
}
