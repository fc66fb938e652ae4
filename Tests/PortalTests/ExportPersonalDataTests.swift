import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("Exporting personal data", .serialized) struct ExportPersonalDataTests {
    private func export(
        _ it: World, _ id: JSONValue? = nil, as token: String?, from address: String = "127.0.0.1"
    ) async throws -> Told {
        try await it.ask(
            """
            mutation ($input: ExportPersonalDataInput) { exportPersonalData(input: $input) {
              document userErrors { code field message } } }
            """, ["input": .object(id.map { ["id": $0] } ?? [:])], as: token, from: address)
    }

    /// The document as JSON; nil where it was refused.
    private func document(_ told: Told) throws -> JSONValue? {
        guard case .string(let text)? = told["exportPersonalData", "document"] else { return nil }
        return try JSONReader().read(Array(text.utf8))
    }

    private static let address = "127.77.0.9"

    private func token(_ it: World, _ email: String, _ realm: String?, _ portal: String?) async throws -> String {
        let told = try await it.signIn(email, realm: realm, portal: portal, from: Self.address)
        guard case .string(let token)? = told["signIn", "token"] else { throw WorldError(text: told.text) }
        return token
    }

    /// Somebody of each side.
    private static let people: [(email: String, realm: String?, portal: String?, kind: String)] = [
        ("user@nordlys.test", nil, nil, "PARTNER_USER"), ("marketing@nordlys.test", nil, nil, "PARTNER_USER"),
        ("admin@nordlys.test", nil, nil, "PARTNER_USER"), ("operator@portico.test", "OPERATOR", nil, "OPERATOR"),
        ("admin@fjord.test", nil, "fjord", "PORTAL_USER"), ("user@fjord.test", nil, "fjord", "PORTAL_USER"),
    ]

    @Test("C22 everybody has the own data, and that it was taken is written down", arguments: people)
    func own(email: String, realm: String?, portal: String?, kind: String) async throws {
        try await World.with { it in
            let token = try await token(it, email, realm, portal)
            let told = try await export(it, as: token, from: Self.address)
            let found = try #require(try document(told), "\(told.text)")
            #expect("person".value(in: found).flatMap { "email".value(in: $0) } == .string(email))
            #expect("person".value(in: found).flatMap { "kind".value(in: $0) } == .string(kind))
            let sessions = "sessions".value(in: found).flatMap { 0.value(in: $0) }
            #expect(sessions.flatMap { "address".value(in: $0) } == .string(Self.address), "\(told.text)")
            let newest = "journal".value(in: found).flatMap { "newest".value(in: $0) }.flatMap { 0.value(in: $0) }
            #expect(newest.flatMap { "action".value(in: $0) } == "session.created", "\(told.text)")
            #expect(newest.flatMap { "by".value(in: $0) } == "THE_PERSON")
            #expect(
                try it.look("SELECT action FROM audit_event WHERE actor_id = target_id ORDER BY id DESC LIMIT 1")
                    == ["user.exported"])
        }
    }

    @Test("it tells of places, assignments, links, mails and changes, and of no secret and of nobody else")
    func content() async throws {
        try await MailWorld.with { mails in
            let it = CredentialWorld(people: mails.people)
            let id = try await it.people.id("user@nordlys.test")
            let renamed = try await it.people.change("updateUser", ["id": id, "name": "Jonas Bergh"])
            #expect(renamed["updateUser", "userErrors"] == [], "\(renamed.text)")
            _ = try await it.requestReset("user@nordlys.test")
            try await mails.reader().read()
            let told = try await export(it.world, id, as: it.people.admin)
            let found = try #require(try document(told), "\(told.text)")
            let text = String(decoding: found.json, as: UTF8.self)
            for expected in [
                #""name":"Jonas Bergh""#, #""before":"Jonas Berg""#, "Nordlys Managed Detection", "assignedCustomers",
                #""singleSignOn":[]"#, #""customersShown":{"total":0"#, "user.password_reset", "PASSWORD_RESET",
                #""notifications":{"frequency":"WEEKLY""#, #""customerAccess":"ASSIGNED""#, #""hasPassword":true"#,
            ] {
                #expect(text.contains(expected), "\(expected) isn't in \(text)")
            }
            let secrets = try it.world.look(
                """
                SELECT u.password_hash FROM app_user u WHERE u.email = 'user@nordlys.test'
                UNION ALL SELECT encode(s.token_hash, 'hex') FROM session s
                UNION ALL SELECT encode(i.token_hash, 'hex') FROM invitation i WHERE i.token_hash IS NOT NULL
                """)
            #expect(secrets.filter { text.contains($0) } == [])
            // Who changed the name, and from where, is the admin's.
            #expect(!text.contains("Ingrid") && !text.contains("Leila"), "\(text)")
        }
    }

    @Test("an admin has that of users, portals' users and contacts of the company; a portal's admin of its users")
    func others() async throws {
        try await PortalPeopleWorld.with { it in
            let user = try await it.credentials.people.id("user@nordlys.test")
            let kari = try await it.id(PortalPeopleWorld.kari)
            let listed = try await it.world.ask("{ contacts(first: 1) { nodes { id name } } }", as: it.staff)
            let contact = try #require(listed["contacts", "nodes", 0, "id"])
            for id in [user, kari, contact] {
                let told = try await export(it.world, id, as: it.staff)
                #expect(try document(told) != nil, "\(told.text)")
                let foreign = try await export(it.world, id, as: it.world.token("admin@leadhaus.test"))
                #expect(foreign.userError("exportPersonalData") == "NOT_FOUND", "\(foreign.text)")
                #expect(foreign["exportPersonalData", "document"] == .null)
            }
            let actions = try it.world.look(
                "SELECT action FROM audit_event WHERE action LIKE '%exported' ORDER BY id")
            #expect(actions == ["user.exported", "user.exported", "contact.exported"])
            #expect(try document(await export(it.world, kari, as: it.boss)) != nil)
            for id in [user, contact] {
                #expect(try await export(it.world, id, as: it.boss).userError("exportPersonalData") == "NOT_FOUND")
            }
            // Nobody else names anybody, not even oneself.
            for token in [
                try await it.world.token("wide@nordlys.test"), try await it.world.token("marketing@nordlys.test"),
                try #require(await it.signIn(PortalPeopleWorld.kari)),
            ] {
                #expect(try await export(it.world, kari, as: token).answer.outcome != .data)
            }
            for id in ["", "x", "VXNlcg"] {
                let told = try await export(it.world, .string(id), as: it.staff)
                #expect(told.userError("exportPersonalData") == "NOT_FOUND")
            }
        }
    }

    @Test("the database tells nothing to whom it shouldn't, also without the first wall")
    func secondWall() async throws {
        try await PeopleWorld.with { it in
            let rows = try it.world.look(
                """
                SELECT id::text FROM app_user WHERE email IN ('user@nordlys.test', 'admin@leadhaus.test')
                UNION ALL SELECT id::text FROM portal_user UNION ALL SELECT id::text FROM operator_user
                UNION ALL SELECT id::text FROM contact
                """)
            let viewer = try it.world.look(
                "SELECT concat_ws('|', role, organization_id, id, '', '') FROM app_user WHERE email = 'wide@nordlys.test'"
            )
            let session = try it.world.test.session()
            try session.execute("SET ROLE portico_app")
            for setting in ["", viewer.first ?? ""] {
                try session.run("SELECT set_config('portico.viewer', \(.text(setting)), false)")
                for row in rows {
                    let found = try session.run("SELECT personal_data(\(.text(row))::uuid, 10)::text")
                    #expect(found.text(0, 0) == nil, "\(setting)")
                }
            }
        }
    }
}
