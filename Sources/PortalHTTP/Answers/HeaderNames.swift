import HTTPTypes

/// Header names that the library has no constant for.
///
/// Each of them is a token, so that making it can't fail; a name that were none would stand for one that nobody
/// sends.
enum HeaderName {
    static let requestID = name("X-Request-Id")
    static let realm = name("Portico-Realm")
    static let fetchSite = name("Sec-Fetch-Site")
    static let forwardedFor = name("X-Forwarded-For")
    static let requirePreflight = name("GraphQL-Require-Preflight")
    static let apolloOperationName = name("X-Apollo-Operation-Name")
    static let acceptQuery = name("Accept-Query")
    static let contentDisposition = name("Content-Disposition")
    static let permissionsPolicy = name("Permissions-Policy")
    static let referrerPolicy = name("Referrer-Policy")
    static let openerPolicy = name("Cross-Origin-Opener-Policy")
    static let resourcePolicy = name("Cross-Origin-Resource-Policy")

    static func name(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .from }
}
