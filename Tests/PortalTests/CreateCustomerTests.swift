import Execution
import GraphQLSchema
import Planning
import SQLText
import Testing

@testable import Portal

@Suite("createCustomer", .serialized) struct CreateCustomerTests {
    @Test("D1-04 D1-05 D1-06 D1-07 with the portal come its admin, of the customer's e-mail, and an invitation")
    func portal() async throws {
        try await CustomersWorld.with { it in
            let told = try await it.create(["externalRef": "C-1", "country": "no", "clientMutationId": "m"])
            #expect(told["createCustomer", "userErrors"] == [], "\(told.text)")
            #expect(told["createCustomer", "clientMutationId"] == "m")
            #expect(
                told["createCustomer", "customer"] == [
                    "name": "Ålesund Mühle & Söhne", "email": "chef@muehle.test", "status": "ENABLED",
                    "kind": "REGULAR", "version": 1,
                    "portal": [
                        "slug": "alesund-muhle-sohne", "enabled": true, "disabledReason": .null, "brandName": .null,
                        "brandColor": .null, "version": 1,
                        "admin": ["name": "chef@muehle.test", "email": "chef@muehle.test", "state": "UNCONFIRMED"],
                    ],
                ])
            #expect(
                try it.events() == [
                    "customer.created customer", "portal.created customer_portal", "user.invited portal_user",
                ])
            #expect(
                try it.journal() == [
                    "customer.created customer Ålesund Mühle & Söhne partnership -> Nordlys Managed Detection",
                    "customer.created customer Ålesund Mühle & Söhne kind -> REGULAR",
                    "customer.created customer Ålesund Mühle & Söhne name -> Ålesund Mühle & Söhne",
                    "customer.created customer Ålesund Mühle & Söhne external_ref -> C-1",
                    "customer.created customer Ålesund Mühle & Söhne country -> NO",
                    "customer.created customer Ålesund Mühle & Söhne email -> chef@muehle.test",
                    "portal.created customer_portal Ålesund Mühle & Söhne slug -> alesund-muhle-sohne",
                    "portal.created customer_portal Ålesund Mühle & Söhne admin -> chef@muehle.test",
                    "user.invited portal_user chef@muehle.test ->",
                ])
            #expect(
                try it.world.look(
                    """
                    SELECT concat_ws(' ', i.purpose, i.ending) FROM invitation i
                    JOIN portal_user u ON u.id = i.portal_user_id WHERE u.email = 'chef@muehle.test'
                    """) == ["INVITATION"])
        }
    }

    @Test("D1-08 D1-09 the portal opens to its admin once confirmed, and then as its admin")
    func confirmed() async throws {
        try await CustomersWorld.with { it in
            _ = try await it.create(["portalSlug": "muehle"])
            #expect(try await it.enter("chef@muehle.test", at: "muehle") == nil)
            let links = CredentialWorld(people: it.people)
            let password = "seven quiet lanterns"
            _ = try await links.accept(try links.mint("chef@muehle.test"), password)
            let told = try await it.world.signIn("chef@muehle.test", password, portal: "muehle")
            #expect(told["signIn", "viewer", "role"] == "PORTAL_ADMIN", "\(told.text)")
        }
    }

    @Test("D1-01 D1-04 without a portal there is none, and nobody gets a mail", arguments: ["MSSP", "RESELLER"])
    func without(type: String) async throws {
        try await CustomersWorld.with { it in
            let told = try await it.create(["enablePortal": false, "partnershipId": try it.partnership(type)])
            #expect(told["createCustomer", "customer", "portal"] == .null, "\(told.text)")
            #expect(told["createCustomer", "customer", "email"] == "chef@muehle.test")
            #expect(try it.events() == ["customer.created customer"])
        }
    }

    @Test("D1-03 everything that is wrong is told at once, at its field, and nothing is made")
    func wrongInput() async throws {
        try await CustomersWorld.with { it in
            let before = try it.state()
            let told = try await it.create([
                "partnershipId": "x", "name": " ", "email": "nobody", "country": "Norway", "phone": "\u{7}",
                "portalSlug": "-no-",
            ])
            guard case .array(let errors)? = told["createCustomer", "userErrors"] else {
                throw WorldError(text: told.text)
            }
            #expect(
                errors.compactMap { 1.value(in: "field".value(in: $0) ?? .null) } == [
                    "partnershipId", "name", "email", "phone", "country", "portalSlug",
                ], "\(told.text)")
            #expect(told["createCustomer", "customer"] == .null)
            #expect(try it.state() == before)
            #expect(try it.events().isEmpty && it.journal().isEmpty)
        }
    }

    @Test(
        "D1-03 an e-mail is required, and in a form that a mail can be sent to",
        arguments: ["", "  ", "a@b", "a b@c.test", "@c.test", "a@c..test", "a@@c.test"])
    func email(text: String) async throws {
        try await CustomersWorld.with { it in
            let told = try await it.create(["email": .string(text)])
            #expect(told.userError("createCustomer") == "BAD_INPUT", "\(told.text)")
            #expect(told["createCustomer", "userErrors", 0, "field"] == ["input", "email"])
        }
    }

    @Test("K10 a foreign, unknown or malformed partnership is refused alike")
    func foreignPartnership() async throws {
        try await CustomersWorld.with { it in
            let unknown = PlacesWorld.unknown(GlobalID.typeCodes["Partnership"] ?? 0)
            for id in [try it.partnership(of: "Kumo"), unknown, try it.id(), "x"] {
                let told = try await it.create(["partnershipId": id])
                #expect(
                    told["createCustomer", "userErrors"] == [
                        [
                            "code": "NOT_FOUND", "field": ["input", "partnershipId"],
                            "message": "There is no partnership with this id.",
                        ]
                    ], "\(told.text)")
            }
        }
    }

    @Test("D1-01 only an MSSP gives portals, a lead buyer has no customers, and an ended partnership gets none")
    func partnershipTypes() async throws {
        try await CustomersWorld.with { it in
            let reseller = try await it.create(["partnershipId": try it.partnership("RESELLER")])
            #expect(reseller.userError("createCustomer") == "BAD_INPUT", "\(reseller.text)")
            #expect(reseller["createCustomer", "userErrors", 0, "field"] == ["input", "enablePortal"])
            let buyer = try await it.world.token("admin@leadhaus.test")
            let bought = try await it.create(
                ["partnershipId": try it.partnership("LEAD_BUYER", of: "Leadhaus"), "enablePortal": false], as: buyer)
            #expect(bought.userError("createCustomer") == "BAD_INPUT", "\(bought.text)")
            try it.world.execute("UPDATE partnership SET status = 'ENDED' WHERE type = 'MSSP'")
            let ended = try await it.create(["enablePortal": false])
            #expect(ended.userError("createCustomer") == "CONFLICT", "\(ended.text)")
            #expect(ended["createCustomer", "userErrors", 0, "field"] == ["input", "partnershipId"])
        }
    }

    @Test("a name, a reference or an address that is taken is a conflict at its field, and nothing is made")
    func taken() async throws {
        try await CustomersWorld.with { it in
            let name = try #require(
                try it.world.look(
                    "SELECT upper(c.name) FROM customer c JOIN customer_portal p ON p.customer_id = c.id WHERE slug = 'fjord'"
                ).first)
            let reference = try #require(
                try it.world.look(
                    """
                    SELECT c.external_ref FROM customer c JOIN customer_portal p ON p.customer_id = c.id
                    WHERE slug = 'fjord'
                    """
                ).first)
            let before = try it.state()
            for (field, value) in [("name", name), ("externalRef", reference), ("portalSlug", "fjord")] {
                let told = try await it.create([field: .string(value)])
                #expect(told.userError("createCustomer") == "CONFLICT", "\(told.text)")
                #expect(told["createCustomer", "userErrors", 0, "field"] == ["input", .string(field)])
            }
            #expect(try it.state() == before)
            #expect(try it.events().isEmpty)
        }
    }

    @Test("an address without a portal is refused, so that nobody waits for it")
    func addressAlone() async throws {
        try await CustomersWorld.with { it in
            let told = try await it.create(["enablePortal": false, "portalSlug": "muehle"])
            #expect(told["createCustomer", "userErrors", 0, "field"] == ["input", "portalSlug"], "\(told.text)")
        }
    }

    @Test("a name that makes an address which is taken gets the next one, also where it is another company's")
    func nextAddress() async throws {
        try await CustomersWorld.with { it in
            let kumo = try await it.world.token("admin@kumo.test")
            let first = try await it.create(
                ["name": "Fjord", "partnershipId": try it.partnership(of: "Kumo")], as: kumo)
            #expect(first["createCustomer", "customer", "portal", "slug"] == "fjord-2", "\(first.text)")
            let second = try await it.create(["name": "FJORD!"])
            #expect(second["createCustomer", "customer", "portal", "slug"] == "fjord-3", "\(second.text)")
            let long = String(repeating: "a", count: 70)
            for expected in [String(repeating: "a", count: 60), String(repeating: "a", count: 58) + "-2"] {
                let told = try await it.create(["name": .string(long + expected.suffix(1))])
                #expect(told["createCustomer", "customer", "portal", "slug"] == .string(expected), "\(told.text)")
            }
        }
    }

    @Test("the same key with the same input makes one customer, and answers with it again")
    func repeated() async throws {
        try await CustomersWorld.with { it in
            let first = try await it.create(["idempotencyKey": "k"])
            let second = try await it.create(["idempotencyKey": "k"])
            #expect(first.text == second.text)
            #expect(try it.events().count == 3)
        }
    }

    @Test("G-10 an admin of another company adds to the own one alone, and nobody but admins adds any")
    func others() async throws {
        try await CustomersWorld.with { it in
            let before = try it.state()
            let kumo = try await it.world.token("admin@kumo.test")
            #expect(try await it.create(as: kumo).userError("createCustomer") == "NOT_FOUND")
            for email in ["user@nordlys.test", "wide@nordlys.test", "marketing@nordlys.test"] {
                let told = try await it.create(as: try await it.world.token(email))
                #expect(told.answer.outcome == .refused(.badInput) || told.answer.outcome == .refused(.validation))
            }
            #expect(try it.state() == before)
        }
    }
}
