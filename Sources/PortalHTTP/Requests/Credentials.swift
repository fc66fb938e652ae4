import Access
import Cryptography
import Execution

/// How a request says who sends it, and what follows for its session.
struct Credentials {
    /// What the engine checks.
    let credential: Credential
    /// The side of the portal that the request speaks for.
    let surface: Surface
    /// Whether the session came in a cookie, so that the answer may change that cookie.
    let isCookie: Bool

    /// Reads `Authorization`, and only without one the surface's cookie: a bearer never falls back.
    init(authorization: String?, cookies: [String], surface: Surface, cookie: SessionCookie) throws(Refusal) {
        self.surface = surface
        if let authorization {
            credential = .token(hash: sha256(Array(try Self.secret(of: authorization).utf8)))
            isCookie = false
        } else if let secret = cookie.secret(in: cookies, for: surface) {
            credential = .token(hash: sha256(Array(secret.utf8)))
            isCookie = true
        } else {
            credential = .anonymous
            isCookie = false
        }
    }

    private static func secret(of authorization: String) throws(Refusal) -> Substring {
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !trimmed(parts[1]).isEmpty else {
            throw Refusal(
                401, .unauthenticated, "Authorization must be: Bearer, a blank and the token.",
                headers: ["WWW-Authenticate": "Bearer"])
        }
        return trimmed(parts[1])
    }
}
