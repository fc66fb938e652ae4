import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("Erasing users", .serialized) struct EraseUserTests {
    private static let jonas: String = "user@nordlys.test"
    private static let password = InvitationTests.password
    /// The address that the person of these tests comes from.
    private static let address = "127.77.0.77"

    /// Somebody with a past: invited, renamed, with another e-mail by now, at work, and in mails.
    private func live(_ it: CredentialWorld, _ mails: MailWorld) async throws {
        let made = try await it.people.change(
            "createUser",
            [
                "name": "Yrsa Quist", "email": "yrsa@quist.test", "role": "USER", "idempotencyKey": "made",
                "memberships": [
                    ["partnershipId": try CustomersWorld(people: it.people).partnership(), "customerAccess": "ALL"]
                ],
            ])
        try #require(made["createUser", "userErrors"] == [], "\(made.text)")
        // A try before there is a password, and one before there was the user's second address.
        for email in ["yrsa@quist.test", "yrsa@other.test"] {
            _ = try await it.world.signIn(email, "wrong", from: Self.address)
        }
        _ = try await it.accept(try it.mint("yrsa@quist.test"), Self.password)
        let token = try await session(it, "yrsa@quist.test")
        let link = try await it.requestEmail("yrsa@other.test", Self.password, as: token, from: Self.address)
        try #require(link["requestEmailChange", "userErrors"] == [], "\(link.text)")
        try await mails.reader().read()
        let secret = try #require(try it.mintIfLive("yrsa@quist.test", "EMAIL_CHANGE", to: "yrsa@other.test"))
        _ = try await it.confirmEmail(secret)
        let own = try await session(it, "yrsa@other.test")
        _ = try await it.world.ask(
            #"mutation { updateProfile(input: {name: "Yrsa Vinter"}) { userErrors { code } } }"#, as: own,
            from: Self.address)
        _ = try await it.world.ask(
            "mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { userErrors { code } } }",
            ["input": ["id": try CustomersWorld(people: it.people).id(), "phone": "+47 1"]], as: own,
            from: Self.address)
        let id = try await it.people.id("yrsa@other.test")
        // Kept for its key, with the name in it.
        _ = try await it.people.change("disableUser", ["id": id, "idempotencyKey": "asked"])
        let place = try await it.world.ask(
            "query ($id: ID!) { user(id: $id) { memberships(first: 1) { nodes { id } } } }", ["id": id],
            as: it.people.admin)
        _ = try await it.world.ask(
            "mutation ($id: ID!) { removeMembership(input: {id: $id, confirm: true}) { userErrors { code } } }",
            ["id": try #require(place["user", "memberships", "nodes", 0, "id"])], as: it.people.admin)
        // A name that an issuer has for the person, and a customer who was looked at.
        try it.world.execute(
            """
            INSERT INTO identity_provider (organization_id, name, issuer, client_id)
            SELECT organization_id, 'ID', 'https://id.test', 'portico' FROM app_user WHERE email = 'yrsa@other.test';
            INSERT INTO federated_identity (identity_provider_id, subject, person_id, user_id)
            SELECT i.id, 'yrsa@quist.test', u.id, u.id FROM identity_provider i, app_user u WHERE u.email = 'yrsa@other.test';
            INSERT INTO customer_read (organization_id, partnership_id, customer_id, reader_kind, reader_id,
                reader_name, hour, first_at, last_at)
            SELECT c.organization_id, c.partnership_id, c.id, 'PARTNER', u.id, u.name, h, h, h
            FROM app_user u JOIN customer c USING (organization_id), date_trunc('hour', now(), 'UTC') h
            WHERE u.email = 'yrsa@other.test'
            """)
        _ = try await it.requestReset("yrsa@other.test", from: Self.address)
        try await mails.reader().read()
        _ = try await it.requestReset("yrsa@other.test", from: Self.address)
    }

    private func session(_ it: CredentialWorld, _ email: String) async throws -> String {
        let told = try await it.world.signIn(email, Self.password, from: Self.address)
        guard case .string(let token)? = told["signIn", "token"] else { throw WorldError(text: told.text) }
        return token
    }

    private static let traces: [String] = [
        "Yrsa Quist", "Yrsa Vinter", "yrsa@quist.test", "yrsa@other.test", address,
    ]

    @Test("C22 G-21 of somebody who was erased no column of any table knows a name, an e-mail or an address any more")
    func everyTrace() async throws {
        try await MailWorld.with { mails in
            let it = CredentialWorld(people: mails.people)
            try await live(it, mails)
            let search = TraceSearch(world: it.world)
            #expect(try search.brokenChains() == [])
            let before = try search.places(of: Self.traces)
            for place in [
                "app_user.email", "app_user.name", "audit_change.after", "audit_change.before",
                "audit_detail.actor_label", "audit_detail.ip", "audit_detail.target_label",
                "idempotency_record.response", "invitation.email", "mail.recipient", "mail.recipient_name",
                "outbox_event.payload", "session.ip", "session.address", "federated_identity.subject",
                "customer_read.reader_name",
            ] {
                #expect(before[place] ?? 0 > 0, "the test has to leave a trace in \(place): \(before)")
            }
            let events = try it.world.look("SELECT count(*)::text FROM audit_event")
            let id = try await it.people.id("yrsa@other.test")
            let wish: JSONObject = ["id": id, "name": "Yrsa Vinter"]
            let asked = try await it.people.change("eraseUser", wish)
            #expect(asked.userError("eraseUser") == "CONFIRMATION_REQUIRED", "\(asked.text)")
            #expect(try search.places(of: Self.traces) == before, "asking alone erases nothing")
            let told = try await it.people.change("eraseUser", wish, confirm: true)
            #expect(told["eraseUser", "erasedUserId"] == id, "\(told.text)")
            // No place is left: an invoice names no person, and nothing else may keep one.
            #expect(try search.places(of: Self.traces) == [:])
            #expect(try search.brokenChains() == [])
            // What happened stays, and that somebody was erased is one thing more.
            let facts = try it.world.look("SELECT count(*)::text FROM audit_event")
            #expect(facts.compactMap { Int($0) } == events.compactMap { Int($0).map { $0 + 1 } })
            #expect(try it.world.look("SELECT action FROM audit_event ORDER BY id DESC LIMIT 1") == ["user.erased"])
        }
    }

    @Test("the e-mail is free again, and mails under way are not sent")
    func freed() async throws {
        try await MailWorld.with { mails in
            let it = CredentialWorld(people: mails.people)
            try await live(it, mails)
            let id = try await it.people.id("yrsa@other.test")
            let told = try await it.people.change(
                "eraseUser", ["id": id, "name": " Yrsa Vinter "], confirm: true)
            #expect(told["eraseUser", "erasedUserId"] == id, "\(told.text)")
            try await mails.reader().read()
            try await mails.dispatch()
            #expect(mails.box.messages.isEmpty)
            let again = try await it.people.change(
                "createUser", ["name": "Nobody Else", "email": "yrsa@other.test", "role": "MARKETING"])
            #expect(again["createUser", "user", "email"] == "yrsa@other.test", "\(again.text)")
        }
    }

    @Test("whoever is making mails of events is waited for")
    func waits() async throws {
        try await MailWorld.with { mails in
            let it = mails.people
            try await mails.reader().read()
            let id = try await it.id(Self.jonas)
            let reader = try it.world.test.session()
            try reader.execute("BEGIN; SELECT FROM outbox_reader WHERE name = 'mail' FOR UPDATE")
            async let told = it.change("eraseUser", ["id": id, "name": "Jonas Berg"], confirm: true)
            var waiting = "0"
            for _ in 0..<500 where waiting == "0" {
                try await Task.sleep(for: .milliseconds(10))
                waiting =
                    try it.world.look(
                        """
                        SELECT count(*)::text FROM pg_stat_activity
                        WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """
                    ).first ?? "0"
            }
            #expect(waiting == "1")
            try reader.execute("COMMIT")
            let answer = try await told
            #expect(answer["eraseUser", "erasedUserId"] == id, "\(answer.text)")
        }
    }

    @Test("G-29 what comes of it is told first, and the name has to be typed as it is written")
    func asks() async throws {
        try await PeopleWorld.with { it in
            _ = try await it.world.token(Self.jonas)
            let before = try it.state()
            let id = try await it.id(Self.jonas)
            let asked = try await it.change("eraseUser", ["id": id])
            #expect(
                asked["eraseUser", "userErrors", 0] == [
                    "code": "CONFIRMATION_REQUIRED", "field": ["input", "confirm"],
                    "message": """
                    Jonas Berg is removed for good, with every mail and session. In the audit log only facts stay: \
                    names, addresses and values go wherever they tell of Jonas Berg. \
                    Jonas Berg is signed out of 1 session at once. The assignments of 3 customers are forgotten. \
                    Nobody is told by mail, and nothing brings it back.
                    """,
                ], "\(asked.text)")
            for name in ["", "Jonas", "jonas berg", "Jonas Berg Berg"] as [JSONValue] + [.null] {
                let told = try await it.change("eraseUser", ["id": id, "name": name], confirm: true)
                #expect(told.userError("eraseUser") == "BAD_INPUT", "\(told.text)")
                #expect(told["eraseUser", "userErrors", 0, "field"] == ["input", "name"])
            }
            let stale = try await it.change(
                "eraseUser", ["id": id, "name": "Jonas Berg", "expectedVersion": 99], confirm: true)
            #expect(stale.userError("eraseUser") == "CONFLICT", "\(stale.text)")
            #expect(try it.state() == before)
            #expect(try it.events() == [])
            let told = try await it.change("eraseUser", ["id": id, "name": "Jonas Berg"], confirm: true)
            #expect(told["eraseUser", "erasedUserId"] == id, "\(told.text)")
            let gone = try await it.change("eraseUser", ["id": id, "name": "Jonas Berg"], confirm: true)
            #expect(gone.userError("eraseUser") == "NOT_FOUND")
        }
    }

    @Test("D0-56 the last active admin isn't erased, by whatever path, and nobody erases oneself")
    func lastAdmin() async throws {
        try await PeopleWorld.with(twoAdmins: true) { it in
            let (own, other) = (try await it.id("admin@nordlys.test"), try await it.id("wide@nordlys.test"))
            let told = try await it.change("eraseUser", ["id": own, "name": "Ingrid Solberg"], confirm: true)
            #expect(told.userError("eraseUser") == "CONFLICT" && told.text.contains("yourself"), "\(told.text)")
            // The only one who could sign in besides the one who asks, who has been demoted meanwhile.
            try it.world.execute(
                """
                CREATE FUNCTION demote() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
                    UPDATE app_user SET role = 'USER' WHERE email = 'admin@nordlys.test'; RETURN old; END $$;
                CREATE TRIGGER a_demote BEFORE DELETE ON app_user FOR EACH ROW EXECUTE FUNCTION demote()
                """)
            let last = try await it.change("eraseUser", ["id": other, "name": "Leila Haddad"], confirm: true)
            #expect(last.userError("eraseUser") == "CONFLICT" && last.text.contains("active admin"), "\(last.text)")
            #expect(try it.column("name", of: "wide@nordlys.test") == "Leila Haddad")
            #expect(try it.column("role", of: "admin@nordlys.test") == "ADMIN")
        }
    }

    @Test("nobody but an admin of the company erases a user, neither through the API nor in SQL")
    func refuses() async throws {
        try await PeopleWorld.with { it in
            let id = try await it.id(Self.jonas)
            let wish: JSONObject = ["id": id, "name": "Jonas Berg"]
            let foreign = try await it.change(
                "eraseUser", wish, confirm: true, as: it.world.token("admin@leadhaus.test"))
            #expect(foreign.userError("eraseUser") == "NOT_FOUND", "\(foreign.text)")
            for (email, realm) in [
                ("wide@nordlys.test", nil), ("marketing@nordlys.test", nil), ("operator@portico.test", "OPERATOR"),
            ] {
                let told = try await it.change(
                    "eraseUser", wish, confirm: true, as: it.world.token(email, realm: realm))
                #expect(told.answer.outcome != .data, "\(told.text)")
            }
            let row = try it.world.look("SELECT id::text FROM app_user WHERE email = \(.text(Self.jonas))").first ?? ""
            #expect(throws: (any Error).self) {
                try it.world.execute("SET ROLE portico_app; SELECT erase_person('\(row)')")
            }
            #expect(try it.column("name", of: Self.jonas) == "Jonas Berg")
        }
    }

    @Test("C22 G-21 whoever was removed before is erased too, by an admin: from the journal and from mails")
    func former() async throws {
        try await MailWorld.with { mails in
            let it = CredentialWorld(people: mails.people)
            try await live(it, mails)
            let id = try await it.people.id("yrsa@other.test")
            let removed = try await it.people.change("removeUser", ["id": id], confirm: true)
            #expect(removed["removeUser", "userErrors"] == [], "\(removed.text)")
            try await mails.reader().read()
            let search = TraceSearch(world: it.world)
            #expect(try search.brokenChains() == [])
            let before = try search.places(of: Self.traces)
            #expect(before["mail.recipient"] ?? 0 > 0 && before["audit_detail.ip"] ?? 0 > 0, "\(before)")
            let wish: JSONObject = ["id": id, "name": "Yrsa Vinter"]
            let foreign = try await it.people.change(
                "eraseUser", wish, confirm: true, as: it.world.token("admin@leadhaus.test"))
            #expect(foreign.userError("eraseUser") == "NOT_FOUND")
            #expect(try await it.people.change("eraseUser", wish).userError("eraseUser") == "CONFIRMATION_REQUIRED")
            let misspelt = try await it.people.change("eraseUser", ["id": id, "name": "Yrsa"], confirm: true)
            #expect(misspelt.userError("eraseUser") == "BAD_INPUT")
            let told = try await it.people.change("eraseUser", wish, confirm: true)
            #expect(told["eraseUser", "erasedUserId"] == id, "\(told.text)")
            #expect(try search.places(of: Self.traces) == [:])
            #expect(try search.brokenChains() == [])
            let again = try await it.people.change("eraseUser", wish, confirm: true)
            #expect(again.userError("eraseUser") == "NOT_FOUND", "\(again.text)")
        }
    }

    @Test("an event that the journal has is whole afterwards where it tells of others")
    func others() async throws {
        try await PeopleWorld.with { it in
            let before = try it.world.look(
                """
                SELECT count(*)::text FROM audit_detail d JOIN audit_event e ON e.id = d.event_id
                WHERE d.actor_label = 'Leila Haddad'
                """)
            let id = try await it.id(Self.jonas)
            _ = try await it.change("eraseUser", ["id": id, "name": "Jonas Berg"], confirm: true)
            #expect(
                try it.world.look("SELECT count(*)::text FROM audit_detail WHERE actor_label = 'Leila Haddad'")
                    == before)
            let told = try await it.world.ask(
                "{ auditEvents(first: 100) { nodes { action actorId detail { actorName } } } }", as: it.admin)
            #expect(told.answer.outcome == .data && !told.text.contains("Jonas"), "\(told.text)")
        }
    }
}
