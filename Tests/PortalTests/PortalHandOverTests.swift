import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("updateCustomer hands a portal over", .serialized) struct PortalHandOverTests {
    private static let new = "new@fjord.test"

    private func invitations(_ it: CustomersWorld, of email: String) throws -> [String] {
        try it.world.look(
            """
            SELECT coalesce(i.ending, 'LIVE') FROM invitation i JOIN portal_user u ON u.id = i.portal_user_id
            WHERE u.email = \(.text(email)) ORDER BY i.id
            """)
    }

    @Test("D1-15 D1-16 G-08 another e-mail makes another admin, who is invited; the one before stays, as a user")
    func another() async throws {
        try await CustomersWorld.with { it in
            let token = try #require(try await it.enter("admin@fjord.test"))
            let before = try it.state()
            let asked = try await it.change("updateCustomer", ["email": " New@Fjord.TEST"])
            #expect(asked.userError("updateCustomer") == "CONFIRMATION_REQUIRED", "\(asked.text)")
            #expect(asked.text.contains("\(Self.new) becomes the admin of the portal and is invited by mail."))
            #expect(asked.text.contains("is no longer its admin, but can still sign in."))
            #expect(try it.state() == before)
            #expect(try it.events().isEmpty)
            let told = try await it.change("updateCustomer", ["email": " New@Fjord.TEST"], confirm: true)
            #expect(told["updateCustomer", "customer", "email"] == .string(Self.new), "\(told.text)")
            #expect(
                told["updateCustomer", "customer", "portal", "admin"] == [
                    "name": .string(Self.new), "email": .string(Self.new), "state": "UNCONFIRMED",
                ])
            #expect(
                try it.people() == [
                    "admin@fjord.test ENABLED", "mona@fjord.test UNCONFIRMED", "new@fjord.test UNCONFIRMED admin",
                    "odd@fjord.test DISABLED", "user@fjord.test ENABLED",
                ])
            let role = try await it.world.ask("{ viewer { role } }", as: token)
            #expect(role["viewer", "role"] == "PORTAL_USER", "\(role.text)")
            let people = try await it.world.ask("{ portalUsers { totalCount } }", as: token)
            #expect(people.answer.outcome == .refused(.validation), "\(people.text)")
            #expect(try invitations(it, of: Self.new) == ["LIVE"])
            #expect(
                try it.events() == [
                    "customer.updated customer", "portal.handed_over customer_portal", "user.invited portal_user",
                ])
            #expect(
                try it.journal().filter { $0.hasPrefix("portal.") }.first?.hasSuffix(
                    "admin admin@fjord.test -> \(Self.new)") == true)
        }
    }

    @Test("G-08 a confirmed user of the portal is promoted, and nobody is made or invited")
    func promoted() async throws {
        try await CustomersWorld.with { it in
            let token = try #require(try await it.enter())
            let asked = try await it.change("updateCustomer", ["email": "user@fjord.test"])
            #expect(asked.text.contains("Kari Lunde becomes the admin of the portal. "), "\(asked.text)")
            let told = try await it.change("updateCustomer", ["email": "user@fjord.test"], confirm: true)
            #expect(told["updateCustomer", "customer", "portal", "admin", "name"] == "Kari Lunde", "\(told.text)")
            #expect(try it.people().count == 4)
            #expect(try it.events() == ["customer.updated customer", "portal.handed_over customer_portal"])
            let role = try await it.world.ask("{ viewer { role } }", as: token)
            #expect(role["viewer", "role"] == "PORTAL_ADMIN", "\(role.text)")
        }
    }

    @Test("G-08 somebody who was invited already becomes the admin with a new invitation, and the link before is dead")
    func invited() async throws {
        try await CustomersWorld.with { it in
            let told = try await it.change("updateCustomer", ["email": "mona@fjord.test"], confirm: true)
            #expect(told["updateCustomer", "customer", "portal", "admin", "name"] == "Mona Vik", "\(told.text)")
            #expect(try invitations(it, of: "mona@fjord.test").suffix(1) == ["LIVE"])
            #expect(try invitations(it, of: "mona@fjord.test").count { $0 == "LIVE" } == 1)
            #expect(try it.events().last == "user.invited portal_user")
            #expect(try it.people().count == 4)
        }
    }

    @Test("G-20 three invitations within an hour are enough for whoever becomes the admin, too")
    func tooOften() async throws {
        try await CustomersWorld.with { it in
            try it.world.execute(
                "SELECT renew_invitation(id, 'INVITATION') FROM portal_user, generate_series(1, 3) WHERE email = 'mona@fjord.test'"
            )
            let before = try it.state()
            let told = try await it.change("updateCustomer", ["email": "mona@fjord.test"], confirm: true)
            #expect(told.userError("updateCustomer") == "RATE_LIMITED", "\(told.text)")
            #expect(told["updateCustomer", "userErrors", 0, "field"] == ["input", "email"])
            #expect(try it.state() == before)
        }
    }

    @Test("G-08 a disabled user of the portal doesn't become its admin", arguments: [true, false])
    func disabled(confirm: Bool) async throws {
        try await CustomersWorld.with { it in
            let before = try it.state()
            let told = try await it.change("updateCustomer", ["email": "odd@fjord.test"], confirm: confirm)
            #expect(
                told["updateCustomer", "userErrors"] == [
                    [
                        "code": "CONFLICT", "field": ["input", "email"],
                        "message": "Somebody with this e-mail is disabled in the portal. Enable that user first.",
                    ]
                ], "\(told.text)")
            #expect(try it.state() == before)
        }
    }

    @Test(
        "D1-17 while the portal is disabled its admin stays, and the reason is said",
        arguments: [
            ("disableCustomerPortal", "The portal is disabled,"),
            ("disableCustomer", "The portal is disabled with its customer,"),
        ])
    func whileDisabled(mutation: String, reason: String) async throws {
        try await CustomersWorld.with { it in
            _ = try await it.change(mutation, confirm: true)
            let before = try it.state()
            for confirm in [false, true] {
                let told = try await it.change("updateCustomer", ["email": .string(Self.new)], confirm: confirm)
                #expect(told.userError("updateCustomer") == "CONFLICT", "\(told.text)")
                #expect(told["updateCustomer", "userErrors", 0, "field"] == ["input", "email"])
                #expect(told.text.contains(reason))
            }
            let other = try await it.change("updateCustomer", ["phone": "12"])
            #expect(other["updateCustomer", "userErrors"] == [], "\(other.text)")
            #expect(try it.people().filter { $0.hasSuffix("admin") } == ["admin@fjord.test ENABLED admin"])
            #expect(try it.state().count == before.count)
        }
    }

    @Test("D1-17 enabled and handed over in one step goes through, disabled and handed over doesn't")
    func together() async throws {
        try await CustomersWorld.with { it in
            let off: JSONObject = ["email": .string(Self.new), "portalEnabled": false]
            let refused = try await it.change("updateCustomer", off, confirm: true)
            #expect(refused.userError("updateCustomer") == "CONFLICT", "\(refused.text)")
            _ = try await it.change("disableCustomerPortal", confirm: true)
            let on: JSONObject = ["email": .string(Self.new), "portalEnabled": true]
            let told = try await it.change("updateCustomer", on, confirm: true)
            #expect(told["updateCustomer", "customer", "portal", "enabled"] == true, "\(told.text)")
            #expect(told["updateCustomer", "customer", "portal", "admin", "email"] == .string(Self.new))
        }
    }

    @Test("without a portal another e-mail is only that, and asks nothing")
    func noPortal() async throws {
        try await CustomersWorld.with { it in
            _ = try await it.create(["enablePortal": false, "name": "Nordlicht"])
            let told = try await it.change("updateCustomer", ["email": "b@light.test"], of: "Nordlicht")
            #expect(told["updateCustomer", "customer", "email"] == "b@light.test", "\(told.text)")
            #expect(try it.events() == ["customer.created customer", "customer.updated customer"])
        }
    }

    @Test("the e-mail of before, however it is written, changes nothing")
    func same() async throws {
        try await CustomersWorld.with { it in
            let mail = try #require(
                try it.world.look(
                    "SELECT upper(c.email) FROM customer c JOIN customer_portal p ON p.customer_id = c.id WHERE slug = 'fjord'"
                ).first)
            let told = try await it.change("updateCustomer", ["email": .string(mail)])
            #expect(told["updateCustomer", "customer", "version"] == 1, "\(told.text)")
            #expect(try it.events().isEmpty)
        }
    }

    @Test(
        "G-10 whoever isn't an admin has no field for the e-mail or the portal", arguments: ["email", "portalEnabled"])
    func users(field: String) async throws {
        try await CustomersWorld.with { it in
            let token = try await it.world.token("wide@nordlys.test")
            let value: JSONValue = field == "email" ? .string(Self.new) : true
            let told = try await it.change("updateCustomer", [field: value], confirm: true, as: token)
            #expect(told.answer.outcome == .refused(.badInput), "\(told.text)")
            #expect(try it.events().isEmpty)
        }
    }
}
