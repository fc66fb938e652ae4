import Execution
import GraphQLSchema
import SQLText
import TestSupport
import Testing

@testable import Portal

@Suite("Temporary passwords", .serialized) struct TemporaryPasswordTests {
    private static let wide: String = "wide@nordlys.test"
    private static let own = "seven damp otters beside a lamp"

    /// Lets the company's admins hand out passwords.
    private func allow(_ it: PeopleWorld, _ isAllowed: JSONValue = true, as token: String? = nil) async throws -> Told {
        let company = try await it.world.ask("{ viewer { organization { id } } }", as: it.admin)
        let id = try #require(company["viewer", "organization", "id"])
        return try await it.world.ask(
            """
            mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) {
              organization { allowsTemporaryPasswords } userErrors { code field message } } }
            """, ["input": ["id": id, "allowsTemporaryPasswords": isAllowed]], as: token ?? it.admin)
    }

    private func hand(
        _ it: PeopleWorld, _ email: String, confirm: Bool = true, _ more: JSONObject = [:], as token: String? = nil
    ) async throws -> Told {
        var input = more
        input["id"] = try await it.id(email)
        input["confirm"] = .bool(confirm)
        return try await it.world.ask(
            """
            mutation ($input: SetTemporaryPasswordInput!) { setTemporaryPassword(input: $input) {
              user { email status } temporaryPassword expiresAt userErrors { code field message } } }
            """, ["input": .object(input)], as: token ?? it.admin)
    }

    /// A temporary password of somebody's.
    private func handed(_ it: PeopleWorld, _ email: String = wide) async throws -> String {
        let told = try await hand(it, email)
        guard case .string(let text)? = told["setTemporaryPassword", "temporaryPassword"] else {
            throw WorldError(text: told.text)
        }
        try it.world.execute("DELETE FROM sign_in_attempt")
        return text
    }

    private func signIn(_ it: PeopleWorld, _ password: String, _ email: String = wide) async throws -> Told {
        try await it.world.signIn(email, password, selecting: "token challenge")
    }

    /// The challenge of a sign-in with a temporary password.
    private func challenge(_ it: PeopleWorld, _ password: String, _ email: String = wide) async throws -> JSONValue {
        let told = try await signIn(it, password, email)
        #expect(told["signIn", "next"] == "CHANGE_PASSWORD", "\(told.text)")
        #expect(told["signIn", "token"] == .null && told["signIn", "viewer"] == .null)
        return try #require(told["signIn", "challenge"], "\(told.text)")
    }

    private func choose(_ it: PeopleWorld, _ challenge: JSONValue, _ password: String = own) async throws -> Told {
        try await it.world.ask(
            """
            mutation ($input: ChangeTemporaryPasswordInput!) { changeTemporaryPassword(input: $input) {
              token next challenge viewer { name role } clientMutationId userErrors { code field message } } }
            """, ["input": ["challenge": challenge, "password": .string(password), "clientMutationId": "c"]])
    }

    @Test("D2-26 G-04 an admin hands out a password, which is good for choosing another one and for nothing else")
    func replaced() async throws {
        try await PeopleWorld.with { it in
            let before = try await it.world.token(Self.wide)
            _ = try await allow(it)
            let asked = try await hand(it, Self.wide, confirm: false)
            #expect(
                asked["setTemporaryPassword", "userErrors", 0, "message"] == """
                    You are shown a password to hand over, once. It works for 24 hours, to choose another one with. \
                    Leila Haddad's password of now works no more. Leila Haddad is signed out of 1 session at once.
                    """, "\(asked.text)")
            #expect(try await it.name(behind: before) != nil)
            let text = try await handed(it)
            #expect(text.wholeMatch(of: /[a-z2-7]{4}(-[a-z2-7]{4}){3}/) != nil, "\(text)")
            #expect(try await it.world.ask("{ viewer { name } }", as: before).answer.outcome == .credentialRefused)
            #expect(try await signIn(it, Demonstration.password).userError("signIn") == "UNAUTHENTICATED")
            let challenge = try await challenge(it, text)
            #expect(
                try it.world.look(
                    """
                    SELECT count(*)::text FROM session s JOIN app_user u ON u.id = s.user_id
                    WHERE s.revoked_at IS NULL AND u.email = \(.text(Self.wide))
                    """
                ) == ["0"])
            for bad in ["short", "nordlys nordlys", text] {
                let told = try await choose(it, challenge, bad)
                #expect(told.userError("changeTemporaryPassword") == "BAD_INPUT", "\(told.text)")
            }
            let told = try await choose(it, challenge)
            #expect(told["changeTemporaryPassword", "next"] == "DONE", "\(told.text)")
            #expect(told["changeTemporaryPassword", "viewer", "name"] == "Leila Haddad")
            #expect(told["changeTemporaryPassword", "clientMutationId"] == "c")
            guard case .string(let token)? = told["changeTemporaryPassword", "token"] else {
                throw WorldError(text: told.text)
            }
            #expect(try await it.name(behind: token) == "Leila Haddad")
            #expect(try await choose(it, challenge).userError("changeTemporaryPassword") == "UNAUTHENTICATED")
            #expect(try await signIn(it, text).userError("signIn") == "UNAUTHENTICATED")
            #expect(try await signIn(it, Self.own)["signIn", "next"] == "DONE")
            #expect(
                try it.journal().suffix(1) == ["user.password_changed Leila Haddad password_hash -> ***"]
                    && it.journal().contains("user.temporary_password_set Leila Haddad password_hash -> ***"))
            #expect(!(try it.world.look("SELECT to_jsonb(e)::text FROM outbox_event e").joined().contains(text)))
        }
    }

    @Test("D4-07 who is new signs in by a temporary password instead of an invitation, and has confirmed by that")
    func onboarding() async throws {
        try await PeopleWorld.with { it in
            _ = try await allow(it)
            let made = try await it.change(
                "createUser",
                ["name": "Nina Lund", "email": "nina@lund.test", "role": "ADMIN", "sendsInvitation": false])
            #expect(made["createUser", "user", "status"] == "INVITED", "\(made.text)")
            #expect(try it.events() == ["organization.updated", "user.created"], "nobody is invited by mail")
            let text = try await handed(it, "nina@lund.test")
            // Who hasn't chosen a password yet is no admin that a company could rely on (G-06).
            #expect(try it.column("status", of: "nina@lund.test") == "INVITED")
            #expect(
                try it.world.look(
                    """
                    SELECT i.purpose FROM invitation i JOIN app_user u ON u.id = i.user_id
                    WHERE i.ending IS NULL AND u.email = 'nina@lund.test'
                    """
                ) == [])
            let told = try await choose(it, challenge(it, text, "nina@lund.test"))
            #expect(told["changeTemporaryPassword", "viewer", "role"] == "ADMIN", "\(told.text)")
            #expect(try it.column("status", of: "nina@lund.test") == "ACTIVE")
            #expect(try it.journal().last == "user.confirmed Nina Lund password_hash -> ***")
        }
    }

    @Test("it works for a day, and a link or another temporary one takes its place")
    func over() async throws {
        try await PeopleWorld.with { it in
            _ = try await allow(it)
            let first = try await handed(it)
            let kept = try await challenge(it, first)
            let second = try await handed(it)
            #expect(try await choose(it, kept).userError("changeTemporaryPassword") == "UNAUTHENTICATED")
            #expect(try await signIn(it, first).userError("signIn") == "UNAUTHENTICATED")
            let later = try await challenge(it, second)
            try it.world.execute(
                "UPDATE app_user SET temporary_password_expires_at = now() WHERE email = '\(Self.wide)'")
            #expect(try await choose(it, later).userError("changeTemporaryPassword") == "UNAUTHENTICATED")
            #expect(try await signIn(it, second).userError("signIn") == "UNAUTHENTICATED")
            let credentials = CredentialWorld(people: it)
            _ = try await it.change("resetUserPassword", ["id": it.id(Self.wide)], confirm: true)
            let link = try credentials.mint(Self.wide, "PASSWORD_RESET")
            let told = try await credentials.accept(link, Self.own, "resetPassword")
            #expect(told["resetPassword", "email"] == .string(Self.wide), "\(told.text)")
            #expect(try await signIn(it, Self.own)["signIn", "next"] == "DONE")
            #expect(try it.column("temporary_password_expires_at", of: Self.wide) == "NULL")
        }
    }

    @Test("whoever has a second factor chooses a password first, and shows a code then")
    func secondFactor() async throws {
        try await SecondFactorWorld.with { it in
            let (_, kept) = try await it.on()
            _ = try await allow(it.people)
            let text = try await handed(it.people)
            let told = try await choose(it.people, challenge(it.people, text))
            #expect(told["changeTemporaryPassword", "next"] == "TOTP", "\(told.text)")
            #expect(told["changeTemporaryPassword", "token"] == .null)
            guard case .string(let challenge)? = told["changeTemporaryPassword", "challenge"] else {
                throw WorldError(text: told.text)
            }
            let done = try await it.finish(challenge, kept.code())
            #expect(done["confirmSignIn", "viewer", "name"] == "Leila Haddad", "\(done.text)")
        }
    }

    @Test("nobody gets one where the company wants none, nor who only gets mails, is disabled, or asks for oneself")
    func refuses() async throws {
        try await PeopleWorld.with { it in
            let off = try await hand(it, Self.wide)
            #expect(off.userError("setTemporaryPassword") == "CONFLICT" && off.text.contains("links instead"))
            for (email, isAllowed) in [("wide@nordlys.test", false), ("marketing@nordlys.test", false)] {
                let told = try await allow(it, .bool(isAllowed), as: it.world.token(email))
                #expect(told.answer.outcome != .data, "\(told.text)")
            }
            #expect(try await allow(it, .null).userError("updateOrganization") == "BAD_INPUT")
            let on = try await allow(it)
            #expect(on["updateOrganization", "organization", "allowsTemporaryPasswords"] == true, "\(on.text)")
            for email in ["notify@nordlys.test", "admin@nordlys.test"] {
                let told = try await hand(it, email)
                #expect(told.userError("setTemporaryPassword") == "CONFLICT", "\(told.text)")
                #expect(told["setTemporaryPassword", "temporaryPassword"] == .null)
            }
            let stale = try await hand(it, Self.wide, ["expectedVersion": 99])
            #expect(stale.userError("setTemporaryPassword") == "CONFLICT")
            let foreign = try await hand(it, Self.wide, as: it.world.token("admin@leadhaus.test"))
            #expect(foreign.userError("setTemporaryPassword") == "NOT_FOUND")
            #expect(try await hand(it, Self.wide, as: it.world.token("user@nordlys.test")).answer.outcome != .data)
            _ = try await it.change("disableUser", ["id": it.id("user@nordlys.test")], confirm: true)
            #expect(try await hand(it, "user@nordlys.test").userError("setTemporaryPassword") == "CONFLICT")
            _ = try await it.world.token(Self.wide)
        }
    }

    @Test("what the app may call gives nobody a password or a session by itself")
    func secondWall() async throws {
        try await PeopleWorld.with { it in
            _ = try await allow(it)
            _ = try await handed(it)
            let row = try it.world.look("SELECT id::text FROM app_user WHERE email = \(.text(Self.wide))").first ?? ""
            for call in [
                "temporary_password_set('\(row)', 'x')",
                "session_create('PARTNER', '\(row)', sha256('x'), null, null, '1 hour')",
            ] {
                #expect(throws: (any Error).self) {
                    try it.world.execute("SET ROLE portico_app; SELECT \(call)")
                }
            }
            // No path to a session but that: the database holds it whoever writes.
            #expect(throws: (any Error).self) {
                try it.world.execute(
                    """
                    INSERT INTO session (realm, user_id, token_hash, expires_at)
                    VALUES ('PARTNER', '\(row)', sha256('y'), now() + interval '1 hour')
                    """)
            }
        }
    }

    @Test(
        "of two who use a challenge at the same time one succeeds; signing in while one is handed out leaves no session"
    )
    func races() async throws {
        try await PeopleWorld.with { it in
            _ = try await allow(it)
            var current = Demonstration.password
            for round in 1...TestSupport.rounds(12) {
                let password = current
                async let session = signIn(it, password)
                async let handing = hand(it, Self.wide)
                let (entered, told) = try await (session, handing)
                guard case .string(let text)? = told["setTemporaryPassword", "temporaryPassword"] else {
                    throw WorldError(text: told.text)
                }
                if case .string(let token)? = entered["signIn", "token"] {
                    #expect(
                        try await it.world.ask("{ viewer { name } }", as: token).answer.outcome == .credentialRefused)
                }
                try it.world.execute("DELETE FROM sign_in_attempt")
                let challenge = try await challenge(it, text)
                let (mine, theirs) = ("\(round) mine \(Self.own)", "\(round) theirs \(Self.own)")
                async let one = choose(it, challenge, mine)
                async let two = choose(it, challenge, theirs)
                let errors = try await [one, two].map { $0.userError("changeTemporaryPassword") }
                #expect(errors.filter { $0 == nil }.count == 1 && errors.contains("UNAUTHENTICATED"), "\(errors)")
                current = errors[0] == nil ? mine : theirs
                try it.world.execute("DELETE FROM sign_in_attempt")
            }
        }
    }
}
