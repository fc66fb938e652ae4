import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Cryptography
@testable import Portal

/// A world in which people get links by mail and choose passwords.
struct CredentialWorld: Sendable {
    let people: PeopleWorld
    var world: World { people.world }

    static func with(_ body: (CredentialWorld) async throws -> Void) async throws {
        try await PeopleWorld.with { try await body(CredentialWorld(people: $0)) }
    }

    /// Makes somebody one who hasn't confirmed, and takes the secret out of the mail.
    func invite(_ email: String) throws -> String {
        try world.execute(
            "UPDATE app_user SET status = 'INVITED', password_hash = NULL WHERE email = '\(email)'")
        return try mint(email)
    }

    /// The secret of the link that a mail would carry now.
    func mint(_ email: String, _ purpose: String = "INVITATION") throws -> String {
        try #require(try mintIfLive(email, purpose))
    }

    /// The secret of the link that a mail would carry now, if there were one.
    ///
    /// - Parameter recipient: where the mail would go; to the user's address where it isn't named.
    func mintIfLive(_ email: String, _ purpose: String, to recipient: String? = nil) throws -> String? {
        let token = base64Encode(try randomBytes(32))
        let hash = SQLValue.bytea(sha256(Array(token.utf8)))
        let minted = try world.look(
            """
            SELECT m.email FROM (SELECT id, email FROM app_user UNION ALL SELECT id, email FROM portal_user) u,
                invitation_mint(u.id, \(.text(purpose)), \(hash)) m
            WHERE u.email = \(.text(email))
            """)
        return minted == [recipient ?? email] ? token : nil
    }

    /// What there is of links: the purpose, how it is, and whether a mail carries it.
    func invitations(of email: String) throws -> [String] {
        try world.look(
            """
            SELECT i.purpose || ' ' || coalesce(lower(i.ending), 'live')
                || CASE WHEN i.token_hash IS NULL THEN ' without secret' ELSE ' with secret' END
            FROM invitation i JOIN app_user u ON u.id = i.user_id WHERE u.email = \(.text(email)) ORDER BY i.created_at
            """)
    }

    func open(_ token: String, _ purpose: String = "INVITATION") async throws -> Told {
        try await world.ask(
            """
            mutation ($input: OpenInvitationInput!) { openInvitation(input: $input) {
              invitation { name email organizationName expiresAt portal } userErrors { code field message } } }
            """, ["input": ["token": .string(token), "purpose": .string(purpose)]])
    }

    func accept(_ token: String, _ password: String, _ mutation: String = "acceptInvitation") async throws -> Told {
        let type = mutation.prefix(1).uppercased() + mutation.dropFirst() + "Input"
        return try await world.ask(
            """
            mutation ($input: \(type)!) { \(mutation)(input: $input) { email userErrors { code field message } } }
            """, ["input": ["token": .string(token), "password": .string(password)]])
    }

    func requestReset(
        _ email: String, portal: String? = nil, from address: String = "127.0.0.1"
    ) async throws -> Told {
        var input: JSONObject = ["email": .string(email)]
        if let portal { input["portal"] = .string(portal) }
        return try await world.ask(
            """
            mutation ($input: RequestPasswordResetInput!) {
              requestPasswordReset(input: $input) { userErrors { code field message } } }
            """, ["input": .object(input)], from: address)
    }

    func change(_ current: String, to new: String, as token: String?) async throws -> Told {
        try await world.ask(
            """
            mutation ($input: ChangePasswordInput!) {
              changePassword(input: $input) { userErrors { code field message } } }
            """, ["input": ["currentPassword": .string(current), "newPassword": .string(new)]], as: token)
    }

    /// Asks for another e-mail; the secret of the link that the mail to it would carry.
    func requested(_ new: String, of email: String, as token: String) async throws -> String {
        let told = try await requestEmail(new, as: token)
        #expect(told["requestEmailChange", "sentTo"] == .string(new), "\(told.text)")
        return try #require(try mintIfLive(email, "EMAIL_CHANGE", to: new))
    }

    func requestEmail(
        _ email: String, _ password: String = Demonstration.password, as token: String?,
        from address: String = "127.0.0.1"
    ) async throws -> Told {
        try await world.ask(
            """
            mutation ($input: RequestEmailChangeInput!) {
              requestEmailChange(input: $input) { sentTo userErrors { code field message } } }
            """, ["input": ["email": .string(email), "currentPassword": .string(password)]], as: token,
            from: address)
    }

    func confirmEmail(_ token: String) async throws -> Told {
        try await world.ask(
            """
            mutation ($input: ConfirmEmailChangeInput!) {
              confirmEmailChange(input: $input) { email userErrors { code field message } } }
            """, ["input": ["token": .string(token)]])
    }
}
