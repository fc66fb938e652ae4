import Access
import Cryptography
import Execution

/// How a request says who sends it, and what follows for its session.
struct Credentials {
    /// What the engine checks.
    let credential: Credential
    /// The side of the portal that the request speaks for.
    let surface: Surface
    /// The cookie that the session came in, which the answer may change; nil where it came in none.
    let cookie: CookieKind?

    /// Whether the session came in a cookie.
    var isCookie: Bool { cookie != nil }

    /// Reads `Authorization`, and only without one the surface's cookies: a bearer never falls back.
    init(authorization: String?, cookies: [String], surface: Surface, cookie: SessionCookie) throws(Refusal) {
        self.surface = surface
        if let authorization {
            credential = .token(hash: sha256(Array(try Self.secret(of: authorization).utf8)))
            self.cookie = nil
            return
        }
        for kind in CookieKind.allCases {
            guard let secret = cookie.secret(in: cookies, for: surface, kind) else { continue }
            credential = .token(hash: sha256(Array(secret.utf8)), isBearer: false)
            self.cookie = kind
            return
        }
        credential = .anonymous
        self.cookie = nil
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
