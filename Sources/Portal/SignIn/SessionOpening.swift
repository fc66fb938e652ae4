import Access
import Cryptography
import Execution

/// The sessions that a sign-in starts: one for the browser and one for the program, as far as each is wanted.
struct SessionOpening {
    private let cookie: SessionSecret?
    private let token: SessionSecret?
    /// The session that ends with it: whoever signs in anew in a browser leaves behind the one that its cookie carried.
    let replaced: [UInt8]?

    /// - Throws: `CryptographyError` where there are no random bytes.
    init(_ context: MutationContext, in realm: Realm) throws(CryptographyError) {
        let wantsToken = context.selectedFields.contains("token")
        let wantsCookie = context.request.isBrowser || !wantsToken
        token = wantsToken ? try SessionSecret() : nil
        cookie = wantsCookie ? try SessionSecret() : nil
        replaced = context.request.isBrowser && context.viewer?.realm == realm ? context.viewer?.tokenHash : nil
    }

    var secrets: [SessionSecret] { [cookie, token].compactMap(\.self) }
    /// What the database keeps of the secrets.
    var hashes: [[UInt8]] { secrets.map(\.hash) }

    /// The payload, once the sessions are there.
    func payload(
        _ fields: [String: PayloadValue], _ door: Door, _ sessions: SessionCache, _ store: SessionStore
    ) async throws -> Payload {
        if let replaced { sessions.forget(replaced) }
        var payload = Payload(fields: fields.merging(["userErrors": .list([])]) { own, _ in own })
        if let token { payload.fields["token"] = .string(token.text) }
        if let hash = hashes.first, let viewer = try await sessions.viewer(hash) {
            payload.fields["viewer"] = .viewer(viewer)
        }
        if let cookie {
            payload.effects = [
                .start(
                    secret: cookie.text, realm: door.realm, portal: door.portal, seconds: store.lifetimeSeconds)
            ]
        }
        return payload
    }
}

/// Where somebody signs in.
struct Door: Equatable {
    let realm: Realm
    /// The address of the customer's portal, in realm PORTAL.
    let portal: String?

    /// What tries of an e-mail are counted by.
    ///
    /// A blank stands in no e-mail: each portal counts its own.
    func subject(_ email: String) -> String { [email, portal].compactMap(\.self).joined(separator: " ") }
}

/// A secret of a session or of a sign-in that waits for a code: 32 random bytes, of which the database keeps the hash
/// alone.
struct SessionSecret {
    let text: String
    let hash: [UInt8]

    init() throws(CryptographyError) {
        text = base64Encode(try randomBytes(32))
        hash = sha256(Array(text.utf8))
    }
}
