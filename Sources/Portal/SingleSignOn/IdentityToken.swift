import Cryptography
import Foundation
import GraphQLSchema

/// What an issuer says of somebody who signed in there, once its signature and all that binds it to us were checked
/// (OpenID Connect Core 1.0, 3.1.3.7).
struct IdentityToken: Sendable, Equatable {
    /// The issuer's name for the person, which never changes and is never given to another one.
    let subject: String
    let claims: JSONObject

    /// What a token has to fit.
    struct Expectation {
        let issuer: String
        let clientID: String
        let nonce: String
        /// Now, in seconds since 1970-01-01T00:00:00Z.
        let now: Int64
    }

    /// How far our clock and the issuer's may be apart, in seconds.
    private static let drift: Int64 = 60

    /// Reads a signed token (RFC 7515, 3.1).
    ///
    /// - Throws: ``FederationFault`` where anything isn't as it has to be.
    init(_ text: String, signedBy keys: KeySet, _ expected: Expectation) throws(FederationFault) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.object(parts[0]), let claims = Self.object(parts[1]),
            let signature = base64Decode(parts[2])
        else { throw FederationFault("The identity token is no signed token.") }
        guard let algorithm = header.text("alg").flatMap(SignatureKey.Algorithm.init(rawValue:)) else {
            throw FederationFault("The identity token is signed by an algorithm that isn't taken.")
        }
        let message = Array("\(parts[0]).\(parts[1])".utf8)
        let candidates = keys.candidates(header.text("kid"))
        guard candidates.contains(where: { $0.verifies(signature, of: message, by: algorithm) }) else {
            throw FederationFault("None of the issuer's keys signed the identity token.")
        }
        try Self.check(claims, expected)
        guard let subject = claims.text("sub"), (1...255).contains(subject.unicodeScalars.count),
            !subject.unicodeScalars.contains("\0")
        else { throw FederationFault("The identity token names nobody.") }
        self.subject = subject
        self.claims = claims
    }

    private static func check(_ claims: JSONObject, _ expected: Expectation) throws(FederationFault) {
        guard claims.text("iss") == expected.issuer else {
            throw FederationFault("The identity token is of another issuer.")
        }
        let audience: [JSONValue] =
            switch claims["aud"] {
            case .array(let list)?: list
            case let one?: [one]
            case nil: []
            }
        guard audience.contains(.string(expected.clientID)),
            audience.count == 1 || claims.text("azp") == expected.clientID
        else { throw FederationFault("The identity token is for another client.") }
        guard let expiry = seconds(claims, "exp"), expiry > expected.now - drift else {
            throw FederationFault("The identity token is over.")
        }
        guard let made = seconds(claims, "iat"), made < expected.now + drift else {
            throw FederationFault("The identity token is of the future.")
        }
        guard claims.text("nonce") == expected.nonce else {
            throw FederationFault("The identity token belongs to another sign-in.")
        }
    }

    private static func object(_ part: Substring) -> JSONObject? {
        guard let bytes = base64Decode(part), case .object(let members)? = try? JSONReader().read(bytes) else {
            return nil
        }
        return members
    }

    private static func seconds(_ members: JSONObject, _ name: String) -> Int64? {
        switch members[name] {
        case .int(let seconds)?: seconds
        case .real(let seconds)?: Int64(exactly: seconds.rounded(.down))
        default: nil
        }
    }
}
