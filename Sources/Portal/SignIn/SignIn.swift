import Access
import Cryptography
import Execution
import GraphQLSchema
import Postgres
import SQLText

/// `signIn`: a session for who knows a password.
///
/// Every refusal looks the same and takes as long: a wrong password, an unknown e-mail, the wrong realm, a portal that
/// doesn't exist, a user who is disabled, or only receives mails, or whose company is suspended. Tries are counted
/// before a password is looked at.
struct SignIn: Sendable {
    let store: SessionStore
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
        if fits, let user, user.maySignIn(from: asked.address), let payload = try await start(asked, user, context) {
            return payload
        }
        try await store.refuse(asked, passwordFits: fits, context.request)
        return .refused([Self.wrong], input)
    }

    /// Starts one session for the browser and one for the program, as far as each is wanted.
    private func start(_ asked: SignInRequest, _ user: SignInUser, _ context: MutationContext) async throws -> Payload?
    {
        let wantsToken = context.selectedFields.contains("token")
        let wantsCookie = context.request.isBrowser || !wantsToken
        let token = wantsToken ? try SessionSecret() : nil
        let cookie = wantsCookie ? try SessionSecret() : nil
        // Whoever signs in anew in a browser leaves the session behind that its cookie carried.
        let replaced =
            context.request.isBrowser && context.viewer?.realm == asked.realm ? context.viewer?.tokenHash : nil
        let secrets = [cookie, token].compactMap(\.self)
        guard try await store.start(secrets, for: user, asked, context.request, replacing: replaced) else { return nil }
        if let replaced { sessions.forget(replaced) }
        var payload = Payload(fields: ["next": .string("DONE"), "userErrors": .list([])])
        if let token { payload.fields["token"] = .string(token.text) }
        if let hash = secrets.first?.hash, let viewer = try await sessions.viewer(hash) {
            payload.fields["viewer"] = .viewer(viewer)
        }
        if let cookie {
            payload.effects = [
                .start(
                    secret: cookie.text, realm: asked.realm, portal: asked.portal, seconds: store.lifetimeSeconds)
            ]
        }
        return payload
    }

    /// The one refusal.
    static let wrong = UserError(.unauthenticated, nil, "E-mail or password is wrong.")
}

/// A session's secret: 32 random bytes, of which the database keeps the hash alone.
struct SessionSecret {
    let text: String
    let hash: [UInt8]

    init() throws(CryptographyError) {
        text = base64Encode(try randomBytes(32))
        hash = sha256(Array(text.utf8))
    }
}
