import Access
import Cryptography

/// The side of the portal that a request speaks for: a realm and, in realm PORTAL, the address of a customer's portal.
struct Surface: Equatable {
    let realm: Realm
    let portal: String?

    init(_ realm: Realm, portal: String? = nil) {
        self.realm = realm
        self.portal = portal
    }

    /// Reads the header `Portico-Realm`: `OPERATOR`, or `PORTAL/fjord`; PARTNER without one.
    init(header: String?) throws(Refusal) {
        guard let header else {
            self.init(.partner)
            return
        }
        let parts = header.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let realm = Realm(rawValue: parts[0].uppercased()), (realm == .portal) == (parts.count == 2),
            parts.dropFirst().allSatisfy(Surface.isAddress)
        else {
            throw Refusal(400, .badRequest, "Portico-Realm must be PARTNER, OPERATOR or PORTAL/address.")
        }
        self.init(realm, portal: parts.dropFirst().first.map(String.init))
    }

    /// What a portal's address is made of, and so what may stand in the name of a cookie.
    private static func isAddress(_ text: Substring) -> Bool {
        (1...60).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            }
    }
}

/// Whose requests a cookie makes a browser's: the own ones, or those of whoever views as somebody else.
///
/// The latter stands before the former, and is no fallback for it nor the other way round: one that is over is told.
enum CookieKind: CaseIterable {
    case viewAs
    case own
}

/// The cookie that carries a browser's session: one for each realm and portal, and of each kind.
struct SessionCookie {
    /// Whether the public address is https; only then can a cookie be `Secure` and have the `__Host-` prefix.
    let isSecure: Bool

    /// The cookie's name.
    func name(of surface: Surface, _ kind: CookieKind = .own) -> String {
        // No realm is called so, and a portal's address stands behind its realm: the names can't meet.
        (isSecure ? "__Host-portico-" : "portico-") + (kind == .viewAs ? "as-" : "")
            + surface.realm.rawValue.lowercased() + (surface.portal.map { "-" + $0 } ?? "")
    }

    /// The session's secret among the cookies of a request.
    ///
    /// The same name twice means that somebody planted one, so it counts as none.
    func secret(in cookies: [String], for surface: Surface, _ kind: CookieKind = .own) -> String? {
        let wanted = name(of: surface, kind) + "="
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
    func start(_ secret: String, on surface: Surface, seconds: Int) -> String {
        "\(name(of: surface))=\(secret); Max-Age=\(seconds); \(attributes)"
    }

    /// The `Set-Cookie` that starts viewing as somebody else.
    ///
    /// It outlives what it stands for, so that its end is told instead of the own session taking over unseen, and goes
    /// when the browser is closed.
    func startViewAs(_ secret: String, on surface: Surface) -> String {
        "\(name(of: surface, .viewAs))=\(secret); \(attributes)"
    }

    /// The `Set-Cookie` that ends a session.
    func end(on surface: Surface, _ kind: CookieKind = .own) -> String {
        "\(name(of: surface, kind))=; Max-Age=0; \(attributes)"
    }

    private var attributes: String { "Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "") }
}
