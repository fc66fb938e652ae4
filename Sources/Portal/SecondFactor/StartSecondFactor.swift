import Cryptography
import Execution
import Foundation
import GraphQLSchema

/// `startSecondFactor`: a secret for an authenticator app, for whoever shows the password.
///
/// It is told once. Nothing is asked for at sign-ins before its first code is shown (`confirmSecondFactor`).
struct StartSecondFactor: Sendable {
    let store: SecondFactorStore
    let reauthentication: Reauthentication
    let seal: SecondFactorSeal

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "startSecondFactor", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let input = arguments.input
        switch try await reauthentication.check(input, in: context) {
        case .refused(let error): return .refused([error], input)
        case .shown(let shown): return try await start(shown, input)
        }
    }

    private func start(_ shown: Reauthentication.Owner, _ input: InputObject) async throws -> Payload {
        guard let own = try await store.own(shown.viewer.tokenHash) else {
            return .refused([.credentialsChangedMeanwhile], input)
        }
        let password = try OneTimePassword()
        switch try await store.start(shown, seal.seal(password, for: own.owner)) {
        case .isOnAlready:
            let message = "You have a second factor already. Turn it off first to use another app."
            return .refused([UserError(.conflict, nil, message)], input)
        case .changedMeanwhile: return .refused([.credentialsChangedMeanwhile], input)
        case .started:
            return Payload(fields: [
                "secret": .string(base32Encode(password.secret)),
                "uri": .string(Self.uri(password, shown.owner)), "userErrors": .list([]),
                "clientMutationId": input.clientMutationID,
            ])
        }
    }

    /// The address that authenticator apps open: whose codes they are, and the secret.
    static func uri(_ password: OneTimePassword, _ owner: PasswordOwner) -> String {
        let issuer = escaped(owner.organization ?? "Portico")
        let secret = base32Encode(password.secret)
        return "otpauth://totp/\(issuer):\(escaped(owner.email))?secret=\(secret)&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=\(OneTimePassword.digits)&period=\(OneTimePassword.stepSeconds)"
    }

    private static func escaped(_ text: String) -> String {
        let plain = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
