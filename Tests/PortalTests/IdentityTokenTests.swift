import Cryptography
import GraphQLSchema
import Testing

@testable import Portal

@Suite("What an issuer says of somebody (OpenID Connect Core 1.0, 3.1.3.7)")
struct IdentityTokenTests {
    private static let now: Int64 = 1_790_000_000
    private static let good: JSONObject = [
        "iss": "https://issuer.test", "aud": "portico", "sub": "anna", "nonce": "n", "exp": .int(now + 60),
        "iat": .int(now), "email": "anna@nordlys.test",
    ]
    private static let expected = IdentityToken.Expectation(
        issuer: "https://issuer.test", clientID: "portico", nonce: "n", now: now)

    private static func with(_ name: String, _ value: JSONValue?, azp: String? = nil) -> JSONObject {
        var claims = good
        claims[name] = value
        claims["azp"] = azp.map(JSONValue.string)
        return claims
    }

    private func read(_ claims: JSONObject) throws -> IdentityToken {
        let signer = try TokenSigner()
        return try IdentityToken(signer.token(claims), signedBy: signer.keySet, Self.expected)
    }

    @Test("a token that fits names its person, with what it claims")
    func fits() throws {
        let token = try read(Self.good)
        #expect(token.subject == "anna" && token.claims["email"] == "anna@nordlys.test")
    }

    private static let alsoGood: [JSONObject] = [
        with("aud", ["portico"]), with("exp", .int(now - 59)), with("iat", .int(now + 59)), with("exp", .real(2e9)),
        with("aud", ["other", "portico"], azp: "portico"),
        with("sub", .string(String(repeating: "a", count: 255))),
    ]

    @Test("clocks a minute apart and several audiences are no fault", arguments: alsoGood)
    func fitsToo(claims: JSONObject) throws {
        _ = try read(claims)
    }

    private static let wrong: [(claims: JSONObject, reason: String)] = [
        (with("iss", "https://issuer.test/"), "issuer"), (with("iss", nil), "issuer"), (with("iss", ["x"]), "issuer"),
        (with("aud", "other"), "client"), (with("aud", nil), "client"), (with("aud", ["other"]), "client"),
        (with("aud", ["other", "portico"]), "client"), (with("aud", .int(1)), "client"),
        (with("aud", ["other", "portico"], azp: "other"), "client"),
        (with("exp", .int(now - 60)), "over"), (with("exp", nil), "over"), (with("exp", "2099"), "over"),
        (with("exp", .real(1e300)), "over"), (with("iat", .int(now + 60)), "future"), (with("iat", nil), "future"),
        (with("nonce", "m"), "another sign-in"), (with("nonce", nil), "another sign-in"),
        (with("sub", nil), "nobody"), (with("sub", ""), "nobody"), (with("sub", .int(1)), "nobody"),
        (with("sub", .string(String(repeating: "a", count: 256))), "nobody"),
    ]

    @Test("a token of another issuer, for another client, of another time or sign-in is none", arguments: wrong)
    func refused(claims: JSONObject, reason: String) throws {
        let fault = #expect(throws: FederationFault.self) { try read(claims) }
        #expect(fault?.description.contains(reason) == true, "\(String(describing: fault))")
    }

    private static let headers: [JSONObject] = [
        ["alg": "none"], ["alg": "HS256"], ["alg": "rs256"], [:], ["alg": .int(1)], ["alg": "ES256", "kid": "one"],
        ["alg": "RS512", "kid": "one"], ["alg": "RS256", "kid": "two"],
    ]

    @Test("a header that names another algorithm or key than the issuer's is refused", arguments: headers)
    func algorithms(header: JSONObject) throws {
        let signer = try TokenSigner()
        #expect(throws: FederationFault.self) {
            try IdentityToken(signer.token(Self.good, header: header), signedBy: signer.keySet, Self.expected)
        }
    }

    @Test("a token that somebody else signed, that isn't signed, or that is none is refused")
    func forged() throws {
        let (signer, other) = (try TokenSigner(), try TokenSigner())
        let token = signer.token(Self.good)
        let parts = token.split(separator: ".")
        let claims = base64Encode(JSONValue.object(Self.with("sub", "eve")).json)
        let texts = [
            other.token(Self.good), "\(parts[0]).\(claims).\(parts[2])", "\(parts[0]).\(parts[1]).",
            "\(parts[0]).\(parts[1])", token + ".", token + "=", "", "..", "a.b.c",
            String(repeating: ".", count: 100_000),
        ]
        for text in texts {
            #expect(throws: FederationFault.self) {
                try IdentityToken(text, signedBy: signer.keySet, Self.expected)
            }
        }
        #expect(throws: FederationFault.self) {
            try IdentityToken(token, signedBy: KeySet(["keys": []]), Self.expected)
        }
        let unnamed = signer.token(Self.good, header: ["alg": "RS256"])
        #expect(try IdentityToken(unnamed, signedBy: signer.keySet, Self.expected).subject == "anna")
    }

    private static let keySets: [JSONValue] = [
        [], .null, ["keys": .null], ["keys": ["x"]], ["keys": [["kty": "RSA"]]],
        ["keys": [["kty": "oct", "k": "AAAA"]]],
        ["keys": [["kty": "RSA", "n": "!", "e": "AQAB"]]],
        ["keys": [["kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"]]],
    ]

    @Test("a set of keys that are none has none", arguments: keySets)
    func keys(document: JSONValue) {
        #expect(KeySet(document).candidates(nil).isEmpty)
    }

    private static let people: [(claims: JSONObject, email: String, name: String)] = [
        (["email": " Anna@Nordlys.TEST ", "name": "Anna"], "anna@nordlys.test", "Anna"),
        (["email": "a@b.test", "email_verified": .bool(false), "name": "A"], "", "A"),
        (["email": "a@b.test", "email_verified": "false", "name": "A"], "", "A"),
        (["email": "a@b.test", "email_verified": .bool(true)], "a@b.test", "a@b.test"),
        (["email": "no address", "preferred_username": "anna"], "", "anna"), ([:], "", ""),
        (["email": "a@b@c.test", "name": "  "], "", "a@b@c.test"),
        (["email": .string(String(repeating: "a", count: 250) + "@b.test"), "name": "A\nB"], "", "AB"),
        (
            ["email": .int(1), "name": .string(String(repeating: "ü", count: 300))], "",
            String(repeating: "ü", count: 200)
        ),
    ]

    @Test("of a person an e-mail counts that is one and wasn't left unverified", arguments: people)
    func person(claims: JSONObject, email: String, name: String) {
        let person = VouchedPerson(subject: "s", claims: claims)
        #expect(person.email == email && person.name == name)
    }
}
