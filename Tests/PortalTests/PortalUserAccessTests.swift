import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("Who manages the people of a portal", .serialized) struct PortalUserAccessTests {
    private static let mutations = [
        "invitePortalUser", "updatePortalUser", "disablePortalUser", "enablePortalUser", "reinvitePortalUser",
        "removePortalUser",
    ]

    /// One after another: somebody new is invited, invited again, renamed and removed; Kari is disabled and enabled.
    private func manage(_ it: PortalPeopleWorld, as token: String) async throws -> [Told] {
        let new: JSONObject = ["portalId": try await it.portal(), "name": "Nina Lund", "email": "nina@fjord.test"]
        var told = [try await it.change("invitePortalUser", new, as: token)]
        let nina = told[0]["invitePortalUser", "portalUser", "id"] ?? .null
        let id = nina == .null ? try await it.id(PortalPeopleWorld.mona) : nina
        let kari = try await it.id(PortalPeopleWorld.kari)
        for (mutation, input): (String, JSONObject) in [
            ("updatePortalUser", ["id": id, "name": "Nina L."]), ("disablePortalUser", ["id": kari, "confirm": true]),
            ("enablePortalUser", ["id": kari]), ("reinvitePortalUser", ["id": id]),
            ("removePortalUser", ["id": id, "confirm": true]),
        ] {
            told.append(try await it.change(mutation, input, as: token))
        }
        return told
    }

    @Test(
        "D1-10 D3-01 D3-02 D3-04 G-10 The portal's admin does, and the partner's staff who see the customer",
        arguments: ["PORTAL_ADMIN", "ADMIN", "USER who sees all", "USER who is assigned the customer"])
    func allowed(who: String) async throws {
        try await PortalPeopleWorld.with { it in
            let token: String
            switch who {
            case "PORTAL_ADMIN": token = it.boss
            case "ADMIN": token = it.staff
            case "USER who sees all": token = try await it.world.token("wide@nordlys.test")
            default:
                try assign(it)
                token = try await it.world.token("user@nordlys.test")
            }
            for (mutation, told) in zip(Self.mutations, try await manage(it, as: token)) {
                #expect(told[mutation, "userErrors"] == [], "\(mutation): \(told.text)")
            }
            let realm = who == "PORTAL_ADMIN" ? "PORTAL" : "PARTNER"
            let actions = try it.journal().map { $0.split(separator: " ").prefix(2).joined(separator: " ") }
            #expect(
                actions.filter { $0 != "\(realm) user.created" }
                    == [
                        "updated", "disabled", "enabled", "reinvited", "removed",
                    ].map { "\(realm) user.\($0)" })
        }
    }

    /// `user@nordlys.test` is assigned Fjord.
    private func assign(_ it: PortalPeopleWorld) throws {
        try it.world.execute(
            """
            INSERT INTO assignment (organization_id, partnership_id, membership_id, user_id, customer_id)
            SELECT m.organization_id, m.partnership_id, m.id, m.user_id, c.id
            FROM membership m JOIN app_user u ON u.id = m.user_id AND u.email = 'user@nordlys.test'
            JOIN customer c ON c.partnership_id = m.partnership_id AND c.id = \(PortalPeopleWorld.customer)
            ON CONFLICT DO NOTHING
            """)
    }

    @Test("D1-02 G-10 For a user who doesn't see the customer, and for the admin of another company, there is nobody")
    func unseen() async throws {
        try await PortalPeopleWorld.with { it in
            try it.world.execute(
                """
                DELETE FROM assignment WHERE customer_id = \(PortalPeopleWorld.customer)
                    AND user_id = (SELECT id FROM app_user WHERE email = 'user@nordlys.test')
                """)
            for email in ["user@nordlys.test", "admin@kumo.test", "admin@leadhaus.test"] {
                try await isRefused(it, as: try await it.world.token(email))
            }
        }
    }

    @Test("D1-02 For the admin of another portal there is nobody, of the same company or another")
    func otherPortal() async throws {
        try await PortalPeopleWorld.with { it in
            let others = try it.world.look(
                """
                UPDATE portal_user u SET state = 'ENABLED', password_hash = (
                    SELECT password_hash FROM portal_user WHERE email = 'admin@fjord.test')
                FROM customer_portal p JOIN customer c ON c.id = p.customer_id
                WHERE p.admin_user_id = u.id AND p.slug <> 'fjord' AND c.status = 'ENABLED' AND p.enabled
                RETURNING p.slug || ' ' || u.email
                """)
            #expect(others.count > 1)
            for other in others.prefix(2) {
                let parts = other.split(separator: " ").map(String.init)
                let boss = try await PortalPeopleWorld(it.credentials, portal: parts[0], email: parts[1]).boss
                try await isRefused(it, as: boss)
            }
        }
    }

    private func isRefused(_ it: PortalPeopleWorld, as token: String) async throws {
        let before = try it.state()
        for (mutation, told) in zip(Self.mutations, try await manage(it, as: token)) {
            #expect(told.userError(mutation) == "NOT_FOUND", "\(mutation): \(told.text)")
            #expect(!told.text.contains("Kari") && !told.text.contains("Mona"), "\(told.text)")
        }
        #expect(try it.state() == before)
        #expect(try it.journal() == [])
    }

    @Test(
        "D1-10 For whoever manages nobody there are no such mutations: a portal's user, marketing, operator, strangers",
        arguments: ["user@fjord.test", "marketing@nordlys.test", "operator@portico.test", nil] as [String?])
    func hidden(email: String?) async throws {
        try await PortalPeopleWorld.with { it in
            let token: String
            switch email {
            case nil: token = ""
            case PortalPeopleWorld.kari?: token = try #require(try await it.signIn(PortalPeopleWorld.kari))
            case let email?:
                token = try await it.world.token(email, realm: email.hasPrefix("operator") ? "OPERATOR" : nil)
            }
            let before = try it.state()
            let portal = try await it.portal()
            let kari = try await it.id(PortalPeopleWorld.kari)
            for mutation in Self.mutations {
                let input: JSONObject =
                    mutation == "invitePortalUser"
                    ? ["portalId": portal, "name": "Nina Lund", "email": "nina@fjord.test"] : ["id": kari]
                let told = try await it.world.ask(
                    "mutation ($input: \(mutation.prefix(1).uppercased() + mutation.dropFirst())Input!) "
                        + "{ \(mutation)(input: $input) { clientMutationId } }",
                    ["input": .object(input)], as: email == nil ? nil : token)
                #expect(told.answer.outcome == .refused(email == nil ? .unauthenticated : .validation), "\(told.text)")
            }
            #expect(try it.state() == before)
        }
    }

    @Test("An id of a user of the partner, of a customer or of nothing is nobody at a portal, and the other way round")
    func otherTypes() async throws {
        try await PortalPeopleWorld.with { it in
            let user = try await it.credentials.people.id("wide@nordlys.test")
            for id: JSONValue in [user, try await it.portal(), "x", ""] {
                for mutation in Self.mutations.dropFirst() {
                    let told = try await it.change(mutation, ["id": id])
                    #expect(told.userError(mutation) == "NOT_FOUND", "\(told.text)")
                }
            }
            let invited = try await it.change(
                "invitePortalUser", ["portalId": user, "name": "Nina Lund", "email": "nina@fjord.test"])
            #expect(invited.userError("invitePortalUser") == "NOT_FOUND", "\(invited.text)")
            #expect(invited["invitePortalUser", "userErrors", 0, "field"] == ["input", "portalId"])
            let kari = try await it.id(PortalPeopleWorld.kari)
            let told = try await it.credentials.people.change("removeUser", ["id": kari], confirm: true)
            #expect(told.userError("removeUser") == "NOT_FOUND", "\(told.text)")
        }
    }
}
