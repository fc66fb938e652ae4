import Access
import Cryptography

/// The cookie that carries a browser's session: one for each realm.
struct SessionCookie {
    /// Whether the public address is https; only then can a cookie be `Secure` and have the `__Host-` prefix.
    let isSecure: Bool

    /// The realm that a request speaks for, by its header `Portico-Realm`; PARTNER without one.
    static func realm(of header: String?) throws(Refusal) -> Realm {
        guard let header else { return .partner }
        guard let realm = Realm(rawValue: header.uppercased()) else {
            throw Refusal(400, .badRequest, "Portico-Realm must be PARTNER, OPERATOR or PORTAL.")
        }
        return realm
    }

    /// The cookie's name.
    func name(of realm: Realm) -> String {
        (isSecure ? "__Host-portico-" : "portico-") + realm.rawValue.lowercased()
    }

    /// The session's secret among the cookies of a request.
    ///
    /// The same name twice means that somebody planted one, so it counts as none.
    func secret(in cookies: [String], for realm: Realm) -> String? {
        let wanted = name(of: realm) + "="
        var found: String?
        for pair in cookies.flatMap({ $0.split(separator: ";") }) {
            let pair = trimmed(pair)
            guard pair.hasPrefix(wanted) else { continue }
            if found != nil { return nil }
            found = String(pair.dropFirst(wanted.count))
        }
        return found
    }

    /// The `Set-Cookie` that starts a session.
    func start(_ secret: String, realm: Realm, seconds: Int) -> String {
        "\(name(of: realm))=\(secret); Max-Age=\(seconds); \(attributes)"
    }

    /// The `Set-Cookie` that ends a session.
    func end(realm: Realm) -> String {
        "\(name(of: realm))=; Max-Age=0; \(attributes)"
    }

    private var attributes: String { "Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "") }
}
