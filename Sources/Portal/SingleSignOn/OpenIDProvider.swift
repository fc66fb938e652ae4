import Cryptography
import Foundation
import GraphQLSchema
import Outbound

/// An issuer of identities, as we are its client: authorization code with PKCE (RFC 6749, 7636; OpenID Connect Core 1.0).
struct OpenIDProvider: Sendable {
    let issuer: String
    let clientID: String
    let clientSecret: String?
    let federation: Federation

    /// The address at which somebody signs in there.
    ///
    /// - Throws: ``FederationFault``.
    func authorizationURL(
        for journey: FederatedJourney, hint: String?
    ) async throws(FederationFault) -> String {
        let endpoint = try await configuration().authorizationEndpoint
        var fields: [OutboundRequest.FormField] = [
            .init("response_type", "code"), .init("client_id", clientID),
            .init("redirect_uri", federation.redirectURI), .init("scope", "openid email profile"),
            .init("state", journey.state), .init("nonce", journey.nonce),
            .init("code_challenge", journey.codeChallenge), .init("code_challenge_method", "S256"),
        ]
        if let hint { fields.append(.init("login_hint", hint)) }
        return endpoint + (endpoint.contains("?") ? "&" : "?") + FormText.written(fields)
    }

    /// Whom a code of the issuer's stands for.
    ///
    /// - Throws: ``FederationFault``.
    func person(
        _ code: String, _ journey: FederatedJourney, now: Int64
    ) async throws(FederationFault) -> VouchedPerson {
        let configuration = try await configuration()
        let answer = try await exchange(code, journey, configuration)
        guard case .string(let text)? = answer["id_token"] else {
            throw FederationFault("It gave no identity token for the code.")
        }
        let keys = KeySet(try await fetch(OutboundRequest(configuration.keySetURL)))
        let expected = IdentityToken.Expectation(
            issuer: issuer, clientID: clientID, nonce: journey.nonce, now: now)
        let token = try IdentityToken(text, signedBy: keys, expected)
        var claims = token.claims
        if claims["email"] == nil, let address = configuration.userInfoEndpoint,
            case .string(let access)? = answer["access_token"]
        {
            // What the page says counts only of the very person (5.3.2).
            let page = try await fetch(OutboundRequest(address, credentials: .bearer(access)))
            if case .object(let members) = page, members["sub"] == .string(token.subject) {
                for name in ["email", "email_verified", "name", "preferred_username"] where claims[name] == nil {
                    claims[name] = members[name]
                }
            }
        }
        return VouchedPerson(subject: token.subject, claims: claims)
    }

    private func configuration() async throws(FederationFault) -> ProviderConfiguration {
        try ProviderConfiguration(
            try await fetch(OutboundRequest(ProviderConfiguration.address(of: issuer))), issuer: issuer)
    }

    private func exchange(
        _ code: String, _ journey: FederatedJourney, _ configuration: ProviderConfiguration
    ) async throws(FederationFault) -> JSONObject {
        var form: [OutboundRequest.FormField] = [
            .init("grant_type", "authorization_code"), .init("code", code),
            .init("redirect_uri", federation.redirectURI), .init("code_verifier", journey.codeVerifier),
        ]
        var credentials: OutboundRequest.Credentials?
        switch clientSecret {
        case nil: form.append(.init("client_id", clientID))
        case let secret? where configuration.wantsSecretInForm:
            form += [.init("client_id", clientID), .init("client_secret", secret)]
        case let secret?:
            // Both are escaped before they are joined (RFC 6749, 2.3.1).
            credentials = .basic(user: FormText.escaped(clientID), password: FormText.escaped(secret))
        }
        let request = OutboundRequest(configuration.tokenEndpoint, form: form, credentials: credentials)
        guard case .object(let members) = try await fetch(request) else {
            throw FederationFault("It answered the code with no object.")
        }
        return members
    }

    private func fetch(_ request: OutboundRequest) async throws(FederationFault) -> JSONValue {
        let answer: OutboundAnswer
        do {
            answer = try await federation.client.send(request)
        } catch {
            throw FederationFault("\(request.url) can't be asked: \(error)")
        }
        guard answer.status == 200 else {
            throw FederationFault("\(request.url) answered with status \(answer.status).\(Self.reason(answer.body))")
        }
        do {
            return try JSONReader().read(answer.body)
        } catch {
            throw FederationFault("\(request.url) answered with something else than JSON: \(error)")
        }
    }

    /// The code of an error (RFC 6749, 5.2), which is short and harmless; nothing else of an answer is repeated.
    private static func reason(_ body: [UInt8]) -> String {
        guard case .object(let members)? = try? JSONReader().read(body), case .string(let code)? = members["error"],
            code.utf8.count <= 60, code.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { return "" }
        return " It says \(code)."
    }
}
