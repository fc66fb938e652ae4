import Foundation
import GraphQLSchema

/// Whom an issuer vouches for.
struct VouchedPerson: Sendable, Equatable {
    let subject: String
    /// Normalised as it is stored; empty where the issuer names none, or says itself that it hasn't been verified.
    let email: String
    let name: String

    private static let maximumEmail = 254
    private static let maximumName = 200

    /// - Parameter claims: what the token says, and the issuer's page about the person where the token is silent.
    init(subject: String, claims: JSONObject) {
        func text(_ name: String) -> String? {
            guard case .string(let text)? = claims[name] else { return nil }
            let shown = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
            return String(String.UnicodeScalarView(shown)).trimmingCharacters(in: .whitespaces)
        }
        self.subject = subject
        let email = text("email")?.lowercased() ?? ""
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        let isUsable =
            parts.count == 2 && !parts.contains("") && email.unicodeScalars.count <= Self.maximumEmail
            && !email.contains(where: \.isWhitespace)
        self.email = isUsable && !Self.isUnverified(claims["email_verified"]) ? email : ""
        let name = [text("name"), text("preferred_username"), email].compactMap(\.self).first { !$0.isEmpty } ?? ""
        let scalars = String.UnicodeScalarView(name.unicodeScalars.prefix(Self.maximumName))
        self.name = String(scalars).trimmingCharacters(in: .whitespaces)
    }

    /// Some issuers write a text where a boolean belongs, and some say nothing: what they vouch for is approved by
    /// domain.
    private static func isUnverified(_ claim: JSONValue?) -> Bool {
        claim == .bool(false) || claim == .string("false")
    }
}
