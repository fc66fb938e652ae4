import Execution
import Foundation
import GraphQLSchema
import SQLText
import Testing

@testable import Cryptography
@testable import Portal

/// A world in which people have a second factor.
struct SecondFactorWorld: Sendable {
    let people: PeopleWorld
    var world: World { people.world }

    static let wide = "wide@nordlys.test"

    static func with(_ body: (SecondFactorWorld) async throws -> Void) async throws {
        try await PeopleWorld.with { try await body(SecondFactorWorld(people: $0)) }
    }

    /// Somebody's app and recovery codes.
    struct Kept: Sendable {
        let app: OneTimePassword
        let recovery: [String]

        /// The code of now, or of so many steps later.
        func code(_ steps: Int64 = 0) -> String {
            app.code(of: OneTimePassword.step(at: Int64(Date().timeIntervalSince1970)) + steps)
        }
    }

    /// Turns the second factor on; no code of it was taken by now, as if some minutes had passed.
    func turnOn(_ token: String) async throws -> Kept {
        let app = try await started(token)
        let kept = Kept(app: app, recovery: [])
        let told = try await confirm(kept.code(), as: token)
        guard case .array(let codes)? = told["confirmSecondFactor", "recoveryCodes"] else {
            throw WorldError(text: told.text)
        }
        try letTimePass()
        return Kept(app: app, recovery: codes.compactMap { if case .string(let code) = $0 { code } else { nil } })
    }

    /// Somebody signed in with the second factor on.
    func on(
        _ email: String = wide, realm: String? = nil, portal: String? = nil
    ) async throws -> (token: String, kept: Kept) {
        let token = try await session(email, realm: realm, portal: portal)
        return (token, try await turnOn(token))
    }

    func session(_ email: String, realm: String? = nil, portal: String? = nil) async throws -> String {
        let told = try await world.signIn(email, realm: realm, portal: portal)
        guard case .string(let token)? = told["signIn", "token"] else { throw WorldError(text: told.text) }
        return token
    }

    /// A new app, whose first code isn't confirmed.
    func started(_ token: String) async throws -> OneTimePassword {
        let told = try await start(as: token)
        guard case .string(let secret)? = told["startSecondFactor", "secret"] else { throw WorldError(text: told.text) }
        return OneTimePassword(secret: Self.bytes(secret))
    }

    /// Makes the codes of now good again.
    func letTimePass() throws { try world.execute("UPDATE second_factor SET last_step = 0") }

    func start(_ password: String = Demonstration.password, as token: String?) async throws -> Told {
        try await ask("startSecondFactor", "secret uri", ["currentPassword": .string(password)], token)
    }

    func confirm(_ code: String, as token: String?) async throws -> Told {
        try await ask("confirmSecondFactor", "recoveryCodes", ["code": .string(code)], token)
    }

    func remove(
        _ code: String, _ password: String = Demonstration.password, as token: String?
    ) async throws -> Told {
        try await ask(
            "removeSecondFactor", "", ["currentPassword": .string(password), "code": .string(code)], token)
    }

    func renew(_ code: String, _ password: String = Demonstration.password, as token: String?) async throws -> Told {
        try await ask(
            "renewRecoveryCodes", "recoveryCodes", ["currentPassword": .string(password), "code": .string(code)], token)
    }

    /// Signs in as far as the code.
    func challenge(_ email: String = wide, realm: String? = nil, portal: String? = nil) async throws -> String {
        let told = try await world.signIn(email, realm: realm, portal: portal, selecting: "token challenge")
        #expect(told["signIn", "next"] == "TOTP" && told["signIn", "token"] == .null, "\(told.text)")
        #expect(told.answer.effects.isEmpty && told["signIn", "viewer"] == .null)
        guard case .string(let challenge)? = told["signIn", "challenge"] else { throw WorldError(text: told.text) }
        return challenge
    }

    func finish(
        _ challenge: String, _ code: String, from address: String = "127.0.0.1", isBrowser: Bool = false,
        selecting: String = "token"
    ) async throws -> Told {
        try await world.ask(
            """
            mutation ($input: ConfirmSignInInput!) { confirmSignIn(input: $input) {
              \(selecting) viewer { role name } userErrors { code field message } } }
            """, ["input": ["challenge": .string(challenge), "code": .string(code)]], from: address,
            isBrowser: isBrowser)
    }

    /// What the viewer is told of the own second factor: whether it is on, and how many recovery codes are left.
    func standing(_ token: String) async throws -> [JSONValue?] {
        let told = try await world.ask("{ viewer { hasSecondFactor recoveryCodesLeft } }", as: token)
        return [told["viewer", "hasSecondFactor"], told["viewer", "recoveryCodesLeft"]]
    }

    /// What is written down about second factors and refused codes, oldest first.
    func journal() throws -> [String] {
        try world.look(
            """
            SELECT concat_ws(' ', e.action, d.actor_label, c.field, c.before, '->', c.after)
            FROM audit_event e JOIN audit_detail d ON d.event_id = e.id LEFT JOIN audit_change c ON c.event_id = e.id
            WHERE e.request_id = 'test-request' AND (e.action ~ 'factor|code' OR e.action = 'session.refused')
            ORDER BY e.id
            """)
    }

    private func ask(
        _ mutation: String, _ fields: String, _ input: JSONObject, _ token: String?
    ) async throws -> Told {
        let type = mutation.prefix(1).uppercased() + mutation.dropFirst() + "Input"
        return try await world.ask(
            """
            mutation ($input: \(type)!) { \(mutation)(input: $input) {
              \(fields) userErrors { code field message } } }
            """, ["input": .object(input)], as: token)
    }

    /// Reads base32, as an authenticator app does.
    static func bytes(_ base32: String) -> [UInt8] {
        let bits = base32.utf8.flatMap { digit -> [UInt8] in
            let value = digit >= 65 ? digit - 65 : digit - 50 + 26
            return (0..<5).map { value >> (4 - $0) & 1 }
        }
        return stride(from: 0, to: bits.count - 7, by: 8).map { bits[$0..<$0 + 8].reduce(0) { $0 << 1 | $1 } }
    }
}
