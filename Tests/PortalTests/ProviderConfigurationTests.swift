import GraphQLSchema
import Testing

@testable import Portal

@Suite("What an issuer says of itself (OpenID Connect Discovery 1.0)")
struct ProviderConfigurationTests {
    private static let issuer = "https://issuer.test"
    private static let good: JSONObject = [
        "issuer": .string(issuer), "authorization_endpoint": "https://issuer.test/authorize?tenant=1",
        "token_endpoint": "https://issuer.test/token", "jwks_uri": "https://issuer.test/keys",
        "userinfo_endpoint": "https://issuer.test/me",
    ]

    private static func with(_ name: String, _ value: JSONValue?) -> JSONValue {
        var members = good
        members[name] = value
        return .object(members)
    }

    private static let methods: [(methods: JSONValue?, isInForm: Bool)] = [
        (nil, false), (["client_secret_basic", "client_secret_post"], false), (["client_secret_post"], true),
        (["private_key_jwt"], false), ([], false), ("client_secret_post", false),
    ]

    @Test("our secret goes in the header, unless the issuer takes it in the form only", arguments: methods)
    func secret(methods: JSONValue?, isInForm: Bool) throws {
        let document = Self.with("token_endpoint_auth_methods_supported", methods)
        let configuration = try ProviderConfiguration(document, issuer: Self.issuer)
        #expect(configuration.wantsSecretInForm == isInForm)
        #expect(configuration.tokenEndpoint == "https://issuer.test/token")
        #expect(configuration.userInfoEndpoint == "https://issuer.test/me")
    }

    private static let wrong: [JSONValue] = [
        .null, [], with("issuer", "https://issuer.test/"), with("issuer", nil), with("token_endpoint", nil),
        with("jwks_uri", .int(1)), with("authorization_endpoint", "javascript:alert(1)"),
        with("authorization_endpoint", "https://issuer.test/#x"), with("authorization_endpoint", "https://a b"),
    ]

    @Test("a configuration of another issuer, or without what we need, is none", arguments: wrong)
    func refused(document: JSONValue) {
        #expect(throws: FederationFault.self) { try ProviderConfiguration(document, issuer: Self.issuer) }
    }

    @Test("an issuer's configuration lies below it, whether it ends in a slash or not")
    func address() {
        let address = "https://issuer.test/tenant/.well-known/openid-configuration"
        #expect(ProviderConfiguration.address(of: "https://issuer.test/tenant") == address)
        #expect(ProviderConfiguration.address(of: "https://issuer.test/tenant/") == address)
    }
}
