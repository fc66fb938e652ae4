import Cryptography
import Execution
import GraphQLSchema

/// `confirmSignIn`: the sessions of a sign-in whose password was right, for a code of the authenticator app or a
/// recovery code.
///
/// A challenge is good for five minutes, five codes and one sign-in. Codes are counted before they are looked at, for
/// the challenge and for the person, so that neither many at once nor many challenges are a way to guess.
struct ConfirmSignIn: Sendable {
    let store: SessionStore
    let factors: SecondFactorStore
    let sessions: SessionCache
    let seal: SecondFactorSeal

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "confirmSignIn", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let input = arguments.input
        let challenge = sha256(Array((input.text("challenge") ?? "").utf8))
        let address = SignInRequest.address(context.request.clientAddress)
        guard let challenged = try await store.challenged(challenge), challenged.user.maySignIn(from: address) else {
            return .refused([Self.over], input)
        }
        let subject = SecondFactor.subject(challenged.user.id)
        if let seconds = try await store.throttle.count(subject, in: challenged.door.realm, from: address) {
            return .refused([.tooMany(seconds)], input)
        }
        guard let factor = try await store.factor(of: challenged, counting: challenge) else {
            return .refused([Self.over], input)
        }
        guard let proof = try factor.proof(TypedCode(input.text("code") ?? ""), seal) else {
            return try await refuse(challenge, input, context)
        }
        let opening = try SessionOpening(context, in: challenged.door.realm)
        switch try await store.confirm(opening, challenge, of: challenged, proof, context.request) {
        case .usedCode: return try await refuse(challenge, input, context)
        case .changedMeanwhile: return .refused([Self.over], input)
        case .done:
            let fields = ["clientMutationId": input.clientMutationID]
            return try await opening.payload(fields, challenged.door, sessions, store)
        }
    }

    private func refuse(
        _ challenge: [UInt8], _ input: InputObject, _ context: MutationContext
    ) async throws -> Payload {
        try await factors.refuse(challenge: challenge, context.request)
        return .refused([.wrongCode], input)
    }

    /// The one refusal of a challenge, whether it never was, was used, or is over.
    static let over = UserError(.unauthenticated, "challenge", "This sign-in is over. Sign in again.")
}

/// Who has shown a password and still has to show a code.
struct ChallengedUser {
    let user: SignInUser
    let door: Door
    let email: String

    /// What the tries of the password are counted by.
    var subject: String { door.subject(email) }
}
