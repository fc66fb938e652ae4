import Foundation
import GraphQLSchema

/// What an issuer says of itself (OpenID Connect Discovery 1.0, section 3), as far as we use it.
struct ProviderConfiguration: Sendable, Equatable {
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let keySetURL: String
    let userInfoEndpoint: String?
    /// Whether our secret goes in the form, because the issuer doesn't take it in the header.
    let wantsSecretInForm: Bool

    /// Where an issuer says it (section 4).
    static func address(of issuer: String) -> String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }

    /// Reads what an issuer says.
    ///
    /// - Throws: ``FederationFault`` where it is of another issuer, or lacks what we need.
    init(_ document: JSONValue, issuer: String) throws(FederationFault) {
        guard case .object(let members) = document else { throw FederationFault("Its configuration is no object.") }
        guard members.text("issuer") == issuer else {
            throw FederationFault("Its configuration is of the issuer \(members.text("issuer") ?? "without a name").")
        }
        guard let authorization = members.text("authorization_endpoint"), let token = members.text("token_endpoint"),
            let keys = members.text("jwks_uri")
        else { throw FederationFault("Its configuration lacks an endpoint.") }
        // What a browser is sent to is no script and no file.
        guard Self.isWeb(authorization) else { throw FederationFault("Its authorization endpoint is no web address.") }
        authorizationEndpoint = authorization
        tokenEndpoint = token
        keySetURL = keys
        userInfoEndpoint = members.text("userinfo_endpoint")
        if case .array(let methods)? = members["token_endpoint_auth_methods_supported"] {
            wantsSecretInForm =
                !methods.contains(.string("client_secret_basic")) && methods.contains(.string("client_secret_post"))
        } else {
            wantsSecretInForm = false
        }
    }

    private static func isWeb(_ text: String) -> Bool {
        ["https://", "http://"].contains(where: text.lowercased().hasPrefix)
            && text.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") }
    }
}
