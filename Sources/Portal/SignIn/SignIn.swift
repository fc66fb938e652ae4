import Access
import Cryptography
import Execution
import GraphQLSchema
import Postgres
import SQLText

/// `signIn`: a session for who knows a password; a challenge for whoever has a second factor too, or has to choose a
/// password in place of a temporary one.
///
/// Every refusal looks the same and takes as long: a wrong password, an unknown e-mail, the wrong realm, a portal that
/// doesn't exist, a user who is disabled, or only receives mails, or whose company is suspended. Tries are counted
/// before a password is looked at.
struct SignIn: Sendable {
    let store: SessionStore
    let temporary: TemporaryPasswordStore
    let sessions: SessionCache
    let hasher: PasswordHasher

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "signIn", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let input = arguments.input
        let asked = SignInRequest(input, address: context.request.clientAddress)
        if let seconds = try await store.count(asked) { return .refused([.tooMany(seconds)], input) }
        let user = try await store.user(of: asked)
        guard let fits = try await hasher.verified(asked.password, user?.passwordHash) else {
            return .refused([.busy], input)
        }
        if fits, let user, user.isWelcome(from: asked.address), let payload = try await open(user, asked, context) {
            return payload
        }
        try await store.refuse(asked, passwordFits: fits, context.request)
        return .refused([Self.wrong], input)
    }

    /// What comes of a password that is right; nil where it lets nobody in.
    func open(_ user: SignInUser, _ asked: SignInRequest, _ context: MutationContext) async throws -> Payload? {
        // Whoever hasn't confirmed may have a password all the same: a temporary one.
        guard user.maySignIn else { return try await change(user) }
        let opening = try SessionOpening(context, in: asked.realm)
        switch try await store.start(opening, for: user, asked, context.request) {
        case .started: return try await opening.payload(["next": .string("DONE")], asked.door, sessions, store)
        case .codeRequired: return try await challenge(user)
        case .passwordRequired: return try await change(user)
        case .refused: return nil
        }
    }

    /// Keeps that a temporary password was right, until another one is chosen; nil where there is none to choose.
    private func change(_ user: SignInUser) async throws -> Payload? {
        let secret = try SessionSecret()
        guard let hash = user.passwordHash, try await temporary.challenge(secret, for: user.id, hash)
        else { return nil }
        return Payload(fields: [
            "next": .string("CHANGE_PASSWORD"), "challenge": .string(secret.text), "userErrors": .list([]),
        ])
    }

    /// Keeps that the password was right, until a code is shown; nil where the password is another one by now.
    ///
    /// The tries stay counted until then.
    private func challenge(_ user: SignInUser) async throws -> Payload? {
        let secret = try SessionSecret()
        guard let hash = user.passwordHash, try await store.challenge(secret, for: user.id, hash) else { return nil }
        return Payload(fields: [
            "next": .string("TOTP"), "challenge": .string(secret.text), "userErrors": .list([]),
        ])
    }

    /// The one refusal.
    static let wrong = UserError(.unauthenticated, nil, "E-mail or password is wrong.")
}
