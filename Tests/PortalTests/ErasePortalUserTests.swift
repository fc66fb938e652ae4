import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("Erasing users of portals and contacts", .serialized) struct ErasePortalUserTests {
    private typealias People = PortalPeopleWorld

    private func erase(
        _ it: PortalPeopleWorld, _ email: String, _ name: String, as token: String? = nil
    ) async throws -> Told {
        try await it.change(
            "erasePortalUser", ["id": try await it.id(email), "name": .string(name)], confirm: true, as: token)
    }

    @Test(
        "C22 a portal's admin or the partner's erases a portal's user, of whom no trace is left",
        arguments: [true, false])
    func erases(byPortal: Bool) async throws {
        try await People.with { it in
            _ = try await it.invite("Vigdis Aune", "vigdis@fjord.test")
            _ = try await it.credentials.accept(
                try it.credentials.mint("vigdis@fjord.test"), InvitationTests.password)
            let token = try #require(await it.signIn("vigdis@fjord.test", InvitationTests.password))
            _ = try await it.credentials.requestEmail(
                "vigdis@aune.test", InvitationTests.password, as: token)
            let search = TraceSearch(world: it.world)
            #expect(try search.brokenChains() == [])
            let traces = ["Vigdis Aune", "vigdis@fjord.test", "vigdis@aune.test"]
            #expect(try search.places(of: traces).keys.contains("audit_change.after"))
            let told = try await erase(it, "vigdis@fjord.test", "Vigdis Aune", as: byPortal ? it.boss : it.staff)
            #expect(told["erasePortalUser", "userErrors"] == [], "\(told.text)")
            #expect(try search.places(of: traces) == [:])
            #expect(try search.brokenChains() == [])
            #expect(try await it.world.ask("{ viewer { name } }", as: token).answer.outcome == .credentialRefused)
            #expect(try await it.signIn("vigdis@fjord.test", InvitationTests.password) == nil)
        }
    }

    @Test("G-09 a portal's admin stays; once another one is named, nothing but the customer's own e-mail is left")
    func formerAdmin() async throws {
        try await People.with { it in
            let kept = try await erase(it, "admin@fjord.test", "Maja Öberg", as: it.staff)
            #expect(kept.userError("erasePortalUser") == "CONFLICT", "\(kept.text)")
            let customers = CustomersWorld(people: it.credentials.people)
            let moved = try await customers.change("updateCustomer", ["email": People.kari.json], confirm: true)
            #expect(moved["updateCustomer", "userErrors"] == [], "\(moved.text)")
            let search = TraceSearch(world: it.world)
            let before = try search.places(of: ["admin@fjord.test"])
            #expect(before["audit_change.before"] ?? 0 >= 1, "the hand-over names the admin: \(before)")
            let told = try await erase(it, "admin@fjord.test", "Maja Öberg", as: it.staff)
            #expect(told["erasePortalUser", "userErrors"] == [], "\(told.text)")
            #expect(try search.places(of: ["admin@fjord.test"]) == [:])
            // Somebody who is called the same at another place is another person.
            let named = try search.places(of: ["Maja Öberg"])
            let namesakes = ["contact.", "lead.", "delivery."]
            #expect(named.keys.filter { key in !namesakes.contains { key.hasPrefix($0) } } == [], "\(named)")
            #expect(try search.brokenChains() == [])
        }
    }

    @Test("C22 a portal's former user is erased by the partner's admin, and not by the portal's")
    func former() async throws {
        try await People.with { it in
            _ = try await it.invite("Vigdis Aune", "vigdis@fjord.test")
            let id = try await it.id("vigdis@fjord.test")
            _ = try await it.change("removePortalUser", ["id": id], confirm: true)
            let wish: JSONObject = ["id": id, "name": "Vigdis Aune"]
            let kept = try await it.change("erasePortalUser", wish, confirm: true)
            #expect(kept.userError("erasePortalUser") == "NOT_FOUND", "\(kept.text)")
            let search = TraceSearch(world: it.world)
            #expect(try search.places(of: ["vigdis@fjord.test"]).isEmpty == false)
            let told = try await it.change("erasePortalUser", wish, confirm: true, as: it.staff)
            #expect(told["erasePortalUser", "erasedPortalUserId"] == id, "\(told.text)")
            #expect(try search.places(of: ["Vigdis Aune", "vigdis@fjord.test"]) == [:])
            #expect(try search.brokenChains() == [])
        }
    }

    @Test("nobody else erases a portal's user: no USER, no user of the portal, no other portal or company")
    func refuses() async throws {
        try await People.with { it in
            let kari = try #require(await it.signIn(People.kari))
            for token in [try await it.world.token("wide@nordlys.test"), kari] {
                let told = try await erase(it, People.odd, "Odd Strand", as: token)
                #expect(told.answer.outcome != .data, "\(told.text)")
            }
            let foreign = try await erase(
                it, People.odd, "Odd Strand", as: it.world.token("admin@leadhaus.test"))
            #expect(foreign.userError("erasePortalUser") == "NOT_FOUND", "\(foreign.text)")
            let own = try await it.change(
                "erasePortalUser", ["id": it.id("admin@fjord.test"), "name": "Maja Öberg"], confirm: true)
            #expect(own.userError("erasePortalUser") == "CONFLICT")
            #expect(try it.column("name", of: People.odd) == "Odd Strand")
        }
    }

    private static let contacts = "{ contacts(first: 100) { nodes { id name email version customer { id name } } } }"

    private func eraseContact(_ it: PortalPeopleWorld, _ input: JSONObject, as token: String) async throws -> Told {
        try await it.world.ask(
            """
            mutation ($input: EraseContactInput!) { eraseContact(input: $input) {
              erasedContactId userErrors { code field message } } }
            """, ["input": .object(input)], as: token)
    }

    @Test("C22 an admin erases a contact, whatever they are named for there, and nobody else does")
    func contact() async throws {
        try await People.with { it in
            // One person for two things.
            try it.world.execute(
                """
                UPDATE contact SET name = 'Eir Holm', email = 'eir@holm.test', phone = '+47 99'
                WHERE customer_id = \(People.customer)
                """)
            let rows = try it.world.look("SELECT count(*)::text FROM contact WHERE name = 'Eir Holm'")
            let listed = try await it.world.ask(
                #"{ contacts(filter: {search: "Eir Holm"}) { nodes { id version } } }"#, as: it.staff)
            let id = try #require(listed["contacts", "nodes", 0, "id"], "\(listed.text)")
            let wish: JSONObject = ["id": id, "name": "Eir Holm", "confirm": true]
            for token in [it.boss, try await it.world.token("wide@nordlys.test")] {
                #expect(try await eraseContact(it, wish, as: token).answer.outcome != .data)
            }
            let foreign = try await eraseContact(it, wish, as: it.world.token("admin@leadhaus.test"))
            #expect(foreign.userError("eraseContact") == "NOT_FOUND")
            let asked = try await eraseContact(it, ["id": id], as: it.staff)
            #expect(asked.userError("eraseContact") == "CONFIRMATION_REQUIRED", "\(asked.text)")
            let misspelt = try await eraseContact(it, ["id": id, "name": "Eir", "confirm": true], as: it.staff)
            #expect(misspelt.userError("eraseContact") == "BAD_INPUT")
            let stale = try await eraseContact(
                it, ["id": id, "name": "Eir Holm", "confirm": true, "expectedVersion": 0], as: it.staff)
            #expect(stale.userError("eraseContact") == "CONFLICT")
            #expect(try it.world.look("SELECT count(*)::text FROM contact WHERE name = 'Eir Holm'") == rows)
            let told = try await eraseContact(it, wish, as: it.staff)
            #expect(told["eraseContact", "erasedContactId"] == id, "\(told.text)")
            #expect(try TraceSearch(world: it.world).places(of: ["Eir Holm", "eir@holm.test"]) == [:])
            #expect(try it.world.look("SELECT action FROM audit_event ORDER BY id DESC LIMIT 1") == ["contact.erased"])
            #expect(try await eraseContact(it, wish, as: it.staff).userError("eraseContact") == "NOT_FOUND")
        }
    }
}

extension String {
    fileprivate var json: JSONValue { .string(self) }
}
