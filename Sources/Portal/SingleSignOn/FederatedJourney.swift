import Cryptography

/// Somebody's way to an issuer and back: two secrets, one that goes along and one that stays in the browser.
///
/// What proves to the issuer that it is us who come with its code (PKCE), and to us that its answer is of this journey
/// (the nonce), are made of the one that stays: whoever catches the address that leads back has nothing in hand.
struct FederatedJourney: Sendable {
    /// What goes along, and comes back.
    let state: String
    /// What stays in the browser.
    let secret: String

    /// A new journey.
    ///
    /// - Throws: ``CryptographyError/noEntropy`` where there are no random bytes.
    init() throws(CryptographyError) {
        state = base64Encode(try randomBytes(32))
        secret = base64Encode(try randomBytes(32))
    }

    /// One that has come to its end.
    init(state: String, secret: String) {
        self.state = state
        self.secret = secret
    }

    var stateHash: [UInt8] { sha256(Array(state.utf8)) }
    var secretHash: [UInt8] { sha256(Array(secret.utf8)) }
    var nonce: String { derived("nonce") }
    var codeVerifier: String { derived("code verifier") }
    var codeChallenge: String { base64Encode(sha256(Array(codeVerifier.utf8))) }

    private func derived(_ purpose: String) -> String {
        base64Encode(hmacSHA256(key: Array(secret.utf8), message: Array(purpose.utf8)))
    }
}
