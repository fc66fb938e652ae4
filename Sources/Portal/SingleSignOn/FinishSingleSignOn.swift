import Access
import Cryptography
import Execution
import Foundation
import GraphQLSchema

/// `finishSingleSignOn`: sessions for somebody who comes back from a provider, or the own account bound to it.
///
/// A journey ends once, and only in the browser that it began in.
struct FinishSingleSignOn: Sendable {
    let store: SingleSignOnStore
    let signIns: SessionStore
    let sessions: SessionCache

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "finishSingleSignOn", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let input = arguments.input
        let journey = FederatedJourney(state: input.text("state") ?? "", secret: input.text("secret") ?? "")
        guard let back = try await store.end(journey) else { return .refused([Self.over], input) }
        guard let code = input.text("code"), !code.isEmpty, code.utf8.count <= 4_096 else {
            return .refused([Self.declined], input)
        }
        let person: VouchedPerson
        do {
            let now = Int64(Date().timeIntervalSince1970)
            person = try await back.found.provider.person(code, journey, now: now)
        } catch {
            store.federation.note(error, context.request)
            return .refused([.unreachable(error, toAdmin: context.viewer)], input)
        }
        try await store.forget(back.door.realm, context.request)
        if let session = back.session { return try await bind(person, back, session, context, input) }
        return try await enter(person, back, context, input)
    }

    private func enter(
        _ person: VouchedPerson, _ back: SingleSignOnStore.Return, _ context: MutationContext, _ input: InputObject
    ) async throws -> Payload {
        let opening = try SessionOpening(context, in: back.door.realm)
        let challenge = try SessionSecret()
        switch try await store.enter(person, by: back.found.id, opening, challenge, context.request) {
        case .done:
            var fields = told("DONE", back, input)
            fields["userErrors"] = .list([])
            return try await opening.payload(fields, back.door, sessions, signIns)
        case .totp:
            var fields = told("TOTP", back, input)
            fields["challenge"] = .string(challenge.text)
            fields["userErrors"] = .list([])
            return Payload(fields: fields)
        case .bound: return .refused([Self.notBound], input)
        case .temporaryPassword: return .refused([Self.temporaryPassword], input)
        case .refused, .domain, .unknown: return .refused([Self.refused(back.found.name)], input)
        }
    }

    private func bind(
        _ person: VouchedPerson, _ back: SingleSignOnStore.Return, _ session: [UInt8], _ context: MutationContext,
        _ input: InputObject
    ) async throws -> Payload {
        guard context.viewer?.tokenHash == session else { return .refused([Self.over], input) }
        switch try await store.bind(person, of: back.found.id, to: session, context.request) {
        case .done?:
            sessions.forget(session)
            var fields = told("DONE", back, input)
            fields["userErrors"] = .list([])
            fields["isBound"] = .bool(true)
            return Payload(fields: fields)
        case .taken?: return .refused([Self.taken], input)
        case nil: return .refused([Self.over], input)
        }
    }

    private func told(
        _ next: String, _ back: SingleSignOnStore.Return, _ input: InputObject
    ) -> [String: PayloadValue] {
        [
            "next": .string(next), "portal": back.door.portal.map(PayloadValue.string) ?? .null,
            "isBound": .bool(false), "clientMutationId": input.clientMutationID,
        ]
    }

    private static let over = UserError(.unauthenticated, "state", "This sign-in is over. Sign in again.")
    private static let declined = UserError(.unauthenticated, "code", "You weren't signed in there.")
    private static let notBound = UserError(
        .conflict, nil,
        """
        There is an account with your e-mail already. Sign in with its password and bind it to your single sign-on, \
        under Account.
        """)
    private static let temporaryPassword = UserError(
        .conflict, nil, "Sign in with your temporary password once, and choose one of your own. Then come back here.")
    private static let taken = UserError(
        .conflict, nil, "Somebody else's account is bound to the one that you signed in with there.")

    private static func refused(_ name: String) -> UserError {
        UserError(
            .forbidden, nil, "\(name) knows you, but you have no access here. Ask whoever manages your company's users."
        )
    }
}
