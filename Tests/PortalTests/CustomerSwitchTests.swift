import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("Customers and their portals are switched off and on", .serialized) struct CustomerSwitchTests {
    @Test("D1-11 G-29 a portal that is disabled ends every session, lets nobody in, and says so before")
    func disablePortal() async throws {
        try await CustomersWorld.with { it in
            let token = try #require(try await it.enter())
            let before = try it.state()
            let asked = try await it.change("disableCustomerPortal")
            #expect(
                asked["disableCustomerPortal", "userErrors"] == [
                    [
                        "code": "CONFIRMATION_REQUIRED", "field": ["input", "confirm"],
                        "message":
                            "2 people can't sign in at the portal until it is enabled again. 1 session ends at once.",
                    ]
                ], "\(asked.text)")
            #expect(try it.state() == before)
            #expect(try await it.people.name(behind: token) == "Kari Lunde")
            let told = try await it.change("disableCustomerPortal", confirm: true)
            #expect(told["disableCustomerPortal", "customer", "portal", "enabled"] == false, "\(told.text)")
            #expect(told["disableCustomerPortal", "customer", "portal", "disabledReason"] == "MANUAL")
            #expect(told["disableCustomerPortal", "customer", "status"] == "ENABLED")
            let ended = try await it.world.ask("{ viewer { name } }", as: token)
            #expect(ended.answer.outcome == .credentialRefused)
            #expect(try await it.enter() == nil)
            #expect(try await it.enter("admin@fjord.test") == nil)
            #expect(try it.events() == ["portal.disabled customer_portal"])
            let again = try await it.change("disableCustomerPortal", confirm: true)
            #expect(again["disableCustomerPortal", "userErrors"] == [], "\(again.text)")
            #expect(try it.events().count == 1)
        }
    }

    @Test("D1-13 a portal that is enabled again keeps its users and invites nobody, and no session comes back")
    func enablePortal() async throws {
        try await CustomersWorld.with { it in
            let token = try #require(try await it.enter())
            let people = try it.people()
            _ = try await it.change("disableCustomerPortal", confirm: true)
            let told = try await it.change("enableCustomerPortal")
            #expect(told["enableCustomerPortal", "customer", "portal", "enabled"] == true, "\(told.text)")
            #expect(told["enableCustomerPortal", "customer", "portal", "disabledReason"] == .null)
            #expect(try it.people() == people)
            #expect(try it.events() == ["portal.disabled customer_portal", "portal.enabled customer_portal"])
            let ended = try await it.world.ask("{ viewer { name } }", as: token)
            #expect(ended.answer.outcome == .credentialRefused)
            #expect(try await it.enter() != nil)
            let again = try await it.change("enableCustomerPortal")
            #expect(again["enableCustomerPortal", "userErrors"] == [])
            #expect(try it.events().count == 2)
        }
    }

    @Test("D1-12 D1-13 a portal that there never was is made at one click, with its admin and the invitation")
    func makePortal() async throws {
        try await CustomersWorld.with { it in
            _ = try await it.create(["enablePortal": false, "name": "Nordlicht"])
            let told = try await it.change("enableCustomerPortal", of: "Nordlicht")
            #expect(
                told["enableCustomerPortal", "customer", "portal", "admin"] == [
                    "name": "chef@muehle.test", "email": "chef@muehle.test", "state": "UNCONFIRMED",
                ], "\(told.text)")
            #expect(told["enableCustomerPortal", "customer", "portal", "slug"] == "nordlicht")
            #expect(
                try it.events() == [
                    "customer.created customer", "portal.created customer_portal", "user.invited portal_user",
                ])
            let other = try await it.change("enableCustomerPortal", ["portalSlug": "north"], of: "Nordlicht")
            #expect(other.userError("enableCustomerPortal") == "CONFLICT", "\(other.text)")
            _ = try await it.create(["enablePortal": false, "name": "Sydlicht"])
            let taken = try await it.change("enableCustomerPortal", ["portalSlug": "fjord"], of: "Sydlicht")
            #expect(
                taken["enableCustomerPortal", "userErrors", 0, "field"] == ["input", "portalSlug"], "\(taken.text)")
            let chosen = try await it.change("enableCustomerPortal", ["portalSlug": "Syd"], of: "Sydlicht")
            #expect(chosen["enableCustomerPortal", "customer", "portal", "slug"] == "syd", "\(chosen.text)")
        }
    }

    @Test("D1-14 G-07 with the customer its portal is disabled, and comes back with it")
    func cascade() async throws {
        try await CustomersWorld.with { it in
            let token = try #require(try await it.enter())
            let name = try #require(
                try await it.world.ask("{ viewer { customer { name } } }", as: token)["viewer", "customer", "name"])
            guard case .string(let name) = name else { return }
            let before = try it.state()
            let asked = try await it.change("disableCustomer")
            #expect(
                asked["disableCustomer", "userErrors", 0, "message"]
                    == .string(
                        "\(name) no longer counts among the active customers. Its portal is disabled with it. "
                            + "2 people can't sign in at the portal until it is enabled again. 1 session ends at once."),
                "\(asked.text)")
            #expect(try it.state() == before)
            let told = try await it.change("disableCustomer", confirm: true)
            #expect(told["disableCustomer", "customer", "status"] == "DISABLED", "\(told.text)")
            #expect(told["disableCustomer", "customer", "portal", "disabledReason"] == "CUSTOMER_DISABLED")
            let ended = try await it.world.ask("{ viewer { name } }", as: token)
            #expect(ended.answer.outcome == .credentialRefused)
            #expect(try await it.enter() == nil)
            let refused = try await it.change("enableCustomerPortal")
            #expect(refused.userError("enableCustomerPortal") == "CONFLICT", "\(refused.text)")
            #expect(refused["enableCustomerPortal", "userErrors", 0, "field"] == ["input", "customerId"])
            let back = try await it.change("enableCustomer")
            #expect(back["enableCustomer", "customer", "portal", "enabled"] == true, "\(back.text)")
            #expect(try await it.enter() != nil)
            #expect(
                try it.journal() == [
                    "customer.disabled customer \(name) status ENABLED -> DISABLED",
                    "portal.disabled customer_portal \(name) enabled true -> false",
                    "portal.disabled customer_portal \(name) disabled_reason -> CUSTOMER_DISABLED",
                    "customer.enabled customer \(name) status DISABLED -> ENABLED",
                    "portal.enabled customer_portal \(name) enabled false -> true",
                    "portal.enabled customer_portal \(name) disabled_reason CUSTOMER_DISABLED ->",
                ])
        }
    }

    @Test("G-07 a portal that was disabled on purpose stays so when its customer comes back", arguments: [true, false])
    func onPurpose(isFirst: Bool) async throws {
        try await CustomersWorld.with { it in
            let steps =
                isFirst ? ["disableCustomerPortal", "disableCustomer"] : ["disableCustomer", "disableCustomerPortal"]
            for step in steps { _ = try await it.change(step, confirm: true) }
            let told = try await it.change("enableCustomer")
            #expect(told["enableCustomer", "customer", "status"] == "ENABLED", "\(told.text)")
            #expect(told["enableCustomer", "customer", "portal", "enabled"] == false)
            #expect(told["enableCustomer", "customer", "portal", "disabledReason"] == "MANUAL")
            #expect(try await it.enter() == nil)
        }
    }

    @Test(
        "G-07 a disabled customer gets no portal, at whatever door",
        arguments: ["enableCustomerPortal", "updateCustomer"])
    func noPortal(mutation: String) async throws {
        try await CustomersWorld.with { it in
            _ = try await it.create(["enablePortal": false, "name": "Nordlicht"])
            _ = try await it.change("disableCustomer", of: "Nordlicht", confirm: true)
            let more: JSONObject = mutation == "updateCustomer" ? ["portalEnabled": true] : [:]
            let told = try await it.change(mutation, more, of: "Nordlicht", confirm: mutation == "updateCustomer")
            #expect(told.userError(mutation) == "CONFLICT", "\(told.text)")
            #expect(told.text.contains("Enable the customer first."))
        }
    }

    @Test("D0-33 figures over active customers leave out a disabled one, from the next request on")
    func figures() async throws {
        try await CustomersWorld.with { it in
            let count = """
                { customers(filter: {status: {eq: ENABLED}}) { totalCount }
                  reports { usage(filter: {customer: {status: {eq: ENABLED}}}) { totalCount } } }
                """
            let before = try await it.world.ask(count, as: it.people.admin)
            _ = try await it.change("disableCustomer", confirm: true)
            let after = try await it.world.ask(count, as: it.people.admin)
            guard case .int(let all)? = before["customers", "totalCount"],
                case .int(let used)? = before["reports", "usage", "totalCount"],
                case .int(let less)? = after["reports", "usage", "totalCount"]
            else { throw WorldError(text: before.text) }
            #expect(after["customers", "totalCount"] == .int(all - 1))
            #expect(less < used)
            _ = try await it.change("enableCustomer")
            #expect(try await it.world.ask(count, as: it.people.admin).text == before.text)
        }
    }

    @Test("D1-11 updateCustomer switches the portal as the other mutations do, with what comes of it asked first")
    func update() async throws {
        try await CustomersWorld.with { it in
            let asked = try await it.change("updateCustomer", ["phone": "12", "portalEnabled": false])
            #expect(asked.userError("updateCustomer") == "CONFIRMATION_REQUIRED", "\(asked.text)")
            #expect(try it.events().isEmpty)
            let off = try await it.change("updateCustomer", ["phone": "12", "portalEnabled": false], confirm: true)
            #expect(off["updateCustomer", "customer", "portal", "enabled"] == false, "\(off.text)")
            #expect(off["updateCustomer", "customer", "version"] == 2)
            let on = try await it.change("updateCustomer", ["portalEnabled": true])
            #expect(on["updateCustomer", "customer", "portal", "enabled"] == true, "\(on.text)")
            _ = try await it.create(["enablePortal": false, "name": "Nordlicht"])
            let made = try await it.change(
                "updateCustomer", ["portalEnabled": true, "name": "Sydlicht", "email": "syd@light.test"],
                of: "Nordlicht")
            #expect(made["updateCustomer", "customer", "portal", "slug"] == "sydlicht", "\(made.text)")
            #expect(made["updateCustomer", "customer", "portal", "admin", "email"] == "syd@light.test")
            let null = try await it.change("updateCustomer", ["portalEnabled": .null])
            #expect(null.userError("updateCustomer") == "BAD_INPUT")
        }
    }

    @Test("D1-18 a portal gets a name, a colour and another address; links to the old one end, which is asked first")
    func look() async throws {
        try await CustomersWorld.with { it in
            let name = try #require(
                try it.world.look(
                    "SELECT c.name FROM customer c JOIN customer_portal p ON p.customer_id = c.id WHERE slug = 'fjord'"
                ).first)
            let branded = try await it.change("updateCustomerPortal", ["brandName": " Desk ", "brandColor": "#AB12cd"])
            #expect(branded["updateCustomerPortal", "customer", "portal", "brandName"] == "Desk", "\(branded.text)")
            #expect(branded["updateCustomerPortal", "customer", "portal", "brandColor"] == "#ab12cd")
            let asked = try await it.change("updateCustomerPortal", ["slug": "fjord-desk"])
            #expect(asked.userError("updateCustomerPortal") == "CONFIRMATION_REQUIRED", "\(asked.text)")
            #expect(asked.text.contains("Links to /portal/fjord work no more"))
            let moved = try await it.change("updateCustomerPortal", ["slug": "fjord-desk"], confirm: true)
            #expect(moved["updateCustomerPortal", "customer", "portal", "slug"] == "fjord-desk", "\(moved.text)")
            #expect(try await it.enter() == nil)
            #expect(try await it.enter(at: "fjord-desk") != nil)
            for (field, value) in [
                ("brandColor", "red"), ("slug", "login"), ("brandName", String(repeating: "x", count: 81)),
            ] {
                let told = try await it.change(
                    "updateCustomerPortal", [field: .string(value)], of: name, confirm: true)
                #expect(
                    told["updateCustomerPortal", "userErrors", 0, "field"] == ["input", .string(field)], "\(told.text)")
            }
            let other = try #require(
                try it.world.look("SELECT slug FROM customer_portal WHERE slug <> 'fjord-desk'").first)
            let taken = try await it.change("updateCustomerPortal", ["slug": .string(other)], of: name, confirm: true)
            #expect(taken.userError("updateCustomerPortal") == "CONFLICT", "\(taken.text)")
            let bare = try await it.change("updateCustomerPortal", ["brandName": .null, "brandColor": .null], of: name)
            #expect(bare["updateCustomerPortal", "customer", "portal", "brandColor"] == .null, "\(bare.text)")
            _ = try await it.create(["enablePortal": false, "name": "Nordlicht"])
            let none = try await it.change("updateCustomerPortal", ["brandName": "x"], of: "Nordlicht")
            #expect(none.userError("updateCustomerPortal") == "CONFLICT", "\(none.text)")
        }
    }

    static let switches = [
        "disableCustomer", "enableCustomer", "enableCustomerPortal", "disableCustomerPortal", "updateCustomerPortal",
    ]

    @Test(
        "G-10 K10 customers of others are as if there were none, and nobody but an admin is let in", arguments: switches
    )
    func others(mutation: String) async throws {
        try await CustomersWorld.with { it in
            let before = try it.state()
            let field = mutation.hasSuffix("Portal") ? "customerId" : "id"
            let kumo = try await it.world.token("admin@kumo.test")
            for token in [kumo, it.people.admin] {
                let id = token == kumo ? try it.id() : PlacesWorld.unknown(6)
                let told = try await it.ask(mutation, [field: id], confirm: mutation.hasPrefix("disable"), as: token)
                #expect(
                    told[mutation, "userErrors"] == [
                        [
                            "code": "NOT_FOUND", "field": ["input", .string(field)],
                            "message": "There is nothing with this id.",
                        ]
                    ], "\(told.text)")
            }
            var tokens = [try #require(try await it.enter("admin@fjord.test"))]
            for email in ["user@nordlys.test", "wide@nordlys.test", "marketing@nordlys.test"] {
                tokens.append(try await it.world.token(email))
            }
            tokens.append(try await it.world.token("operator@portico.test", realm: "OPERATOR"))
            for token in tokens {
                let told = try await it.change(mutation, as: token)
                #expect(told.answer.outcome == .refused(.badInput) || told.answer.outcome == .refused(.validation))
            }
            #expect(try it.state().count == before.count)
            #expect(try it.events().isEmpty)
        }
    }

    @Test("a version that isn't the row's is a conflict", arguments: switches)
    func stale(mutation: String) async throws {
        try await CustomersWorld.with { it in
            let told = try await it.change(
                mutation, ["expectedVersion": 9], confirm: mutation.hasPrefix("disable"))
            #expect(told.userError(mutation) == "CONFLICT", "\(told.text)")
            #expect(told[mutation, "userErrors", 0, "field"] == ["input", "expectedVersion"])
            #expect(try it.events().isEmpty)
        }
    }
}
