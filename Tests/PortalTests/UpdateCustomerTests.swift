import Execution
import GraphQLSchema
import Planning
import SQLText
import Testing

@testable import Portal

@Suite("updateCustomer", .serialized) struct UpdateCustomerTests {
    static let document = """
        mutation($input: UpdateCustomerInput!) {
          updateCustomer(input: $input) {
            customer { id name externalRef phone address country version }
            clientMutationId
            userErrors { code field message }
          }
        }
        """

    struct Customer {
        let id: JSONValue
        let name: JSONValue
    }

    /// A world with somebody signed in and the customers that they see.
    func signedIn(
        _ email: String = "user@nordlys.test", _ body: (World, String, [Customer]) async throws -> Void
    ) async throws {
        try await World.with { world in
            let token = try await world.token(email)
            try await body(world, token, customers(world, token))
        }
    }

    func customers(_ world: World, _ token: String) async throws -> [Customer] {
        let told = try await world.ask("{ customers(first: 100) { nodes { id name } } }", as: token)
        guard case .array(let nodes)? = told["customers", "nodes"] else { throw WorldError(text: told.text) }
        return nodes.compactMap { node in
            guard case .object(let members) = node, let id = members["id"], let name = members["name"] else {
                return nil
            }
            return Customer(id: id, name: name)
        }
    }

    func update(_ world: World, _ token: String?, _ input: JSONObject) async throws -> Told {
        try await world.ask(Self.document, ["input": .object(input)], as: token)
    }

    @Test("What is given changes, what is left out stays, null empties; the answer is the new row")
    func change() async throws {
        try await signedIn { world, token, customers in
            let id = customers[0].id
            let first = try await update(
                world, token, ["id": id, "phone": " +45 1 ", "address": "Here\nThere", "clientMutationId": "c"])
            #expect(first["updateCustomer", "userErrors"] == [])
            #expect(first["updateCustomer", "clientMutationId"] == "c")
            #expect(first["updateCustomer", "customer", "phone"] == "+45 1")
            #expect(first["updateCustomer", "customer", "name"] == customers[0].name)
            #expect(first["updateCustomer", "customer", "version"] == 2)
            let second = try await update(
                world, token, ["id": id, "phone": .null, "country": "dk", "name": "New name"])
            #expect(second["updateCustomer", "customer", "phone"] == .null)
            #expect(second["updateCustomer", "customer", "address"] == "Here\nThere")
            #expect(second["updateCustomer", "customer", "country"] == "DK")
            #expect(second["updateCustomer", "customer", "name"] == "New name")
            #expect(second["updateCustomer", "customer", "version"] == 3)
        }
    }

    @Test("Everything that is wrong is told at once, and nothing changes")
    func wrongInput() async throws {
        try await signedIn { world, token, customers in
            let told = try await update(
                world, token, ["id": customers[0].id, "name": " ", "country": "Denmark", "phone": "1"])
            #expect(told["updateCustomer", "customer"] == .null)
            #expect(told["updateCustomer", "userErrors", 0, "field"] == ["input", "name"])
            #expect(told["updateCustomer", "userErrors", 1, "field"] == ["input", "country"])
            #expect(told.userError("updateCustomer") == "BAD_INPUT")
            #expect(try world.look("SELECT id::text FROM customer WHERE version > 1").isEmpty)
        }
    }

    @Test("A version that isn't the row's is a conflict")
    func expectedVersion() async throws {
        try await signedIn { world, token, customers in
            let id = customers[0].id
            let right = try await update(world, token, ["id": id, "phone": "1", "expectedVersion": 1])
            #expect(right["updateCustomer", "customer", "version"] == 2)
            let stale = try await update(world, token, ["id": id, "phone": "2", "expectedVersion": 1])
            #expect(stale.userError("updateCustomer") == "CONFLICT")
            #expect(stale["updateCustomer", "userErrors", 0, "field"] == ["input", "expectedVersion"])
            #expect(stale["updateCustomer", "customer"] == .null)
        }
    }

    @Test("A change that changes nothing leaves no trace")
    func nothing() async throws {
        try await signedIn { world, token, customers in
            let told = try await update(world, token, ["id": customers[0].id, "name": customers[0].name])
            #expect(told["updateCustomer", "customer", "version"] == 1)
            #expect(
                try world.look(
                    "SELECT action FROM audit_event WHERE request_id = 'test-request' AND action = 'customer.updated'"
                ).isEmpty)
        }
    }

    @Test("K10 Foreign, unassigned, unknown and malformed ids are refused alike")
    func foreignIDs() async throws {
        try await signedIn { world, token, own in
            let admin = try await customers(world, try await world.token("admin@nordlys.test"))
            let names = Set(own.map(\.name))
            let unassigned = try #require(admin.first { !names.contains($0.name) })
            let unknown = JSONValue.string(GlobalID(typeCode: 6, row: RowID(high: 7 << 12, low: 1)).text)
            let expected: JSONValue = [
                "customer": .null, "clientMutationId": .null,
                "userErrors": [
                    ["code": "NOT_FOUND", "field": ["input", "id"], "message": "There is nothing with this id."]
                ],
            ]
            for id in [unassigned.id, unknown, "", "x", "AwGbdtqoEXsVkuaVCq0vKi0"] {
                let told = try await update(world, token, ["id": id, "phone": "1"])
                #expect(told["updateCustomer"] == expected, "\(id)")
            }
            let leadhaus = try await world.token("admin@leadhaus.test")
            #expect(try await update(world, leadhaus, ["id": own[0].id, "phone": "1"])["updateCustomer"] == expected)
            #expect(try world.look("SELECT id::text FROM customer WHERE version > 1").isEmpty)
        }
    }

    @Test(
        "Whoever isn't let in doesn't see the mutation",
        arguments: ["marketing@nordlys.test", "operator@portico.test", nil])
    func notLetIn(email: String?) async throws {
        try await World.with { world in
            var token: String?
            if let email { token = try await world.token(email, realm: email.hasPrefix("operator") ? "OPERATOR" : nil) }
            let told = try await update(world, token, ["id": "x"])
            #expect(told.answer.outcome == .refused(token == nil ? .unauthenticated : .validation))
        }
    }

    @Test("A name or reference that another customer has is a conflict on that field")
    func taken() async throws {
        try await signedIn("admin@nordlys.test") { world, token, customers in
            let ids = try world.look("SELECT name FROM customer ORDER BY partnership_id, name LIMIT 2")
            let first = try #require(customers.first { $0.name == .string(ids[0]) })
            let name = try await update(world, token, ["id": first.id, "name": .string(ids[1].uppercased())])
            #expect(name.userError("updateCustomer") == "CONFLICT", "\(name.text)")
            #expect(name["updateCustomer", "userErrors", 0, "field"] == ["input", "name"])
        }
    }

    @Test("The same key with the same input is answered again, and done once")
    func idempotency() async throws {
        try await signedIn { world, token, customers in
            let input: JSONObject = [
                "id": customers[0].id, "phone": "1", "idempotencyKey": "key-1", "expectedVersion": 1,
            ]
            let first = try await update(world, token, input)
            #expect(first["updateCustomer", "customer", "version"] == 2)
            let second = try await update(world, token, input)
            #expect(second.text == first.text)
            #expect(
                try world.look(
                    "SELECT 1::text FROM audit_event WHERE request_id = 'test-request' AND action = 'customer.updated'"
                ).count == 1)
            var other = input
            other["phone"] = "2"
            let third = try await update(world, token, other)
            #expect(third.userError("updateCustomer") == "CONFLICT")
            #expect(third["updateCustomer", "userErrors", 0, "field"] == ["input", "idempotencyKey"])
        }
    }

    @Test("A refusal is answered again as well, though it would go through now")
    func refusedOnce() async throws {
        try await signedIn { world, token, customers in
            let input: JSONObject = ["id": customers[0].id, "phone": "1", "idempotencyKey": "k", "expectedVersion": 2]
            let first = try await update(world, token, input)
            #expect(first.userError("updateCustomer") == "CONFLICT")
            _ = try await update(world, token, ["id": customers[0].id, "phone": "2"])
            #expect(try await update(world, token, input).text == first.text)
        }
    }

    @Test("Keys belong to who sends them, and end after a day")
    func keysOfOthers() async throws {
        try await signedIn { world, token, customers in
            let input: JSONObject = ["id": customers[0].id, "phone": "1", "idempotencyKey": "shared"]
            _ = try await update(world, token, input)
            let admin = try await world.token("admin@nordlys.test")
            let other = try await update(
                world, admin, ["id": customers[0].id, "phone": "2", "idempotencyKey": "shared"])
            #expect(other["updateCustomer", "customer", "version"] == 3)
            try world.execute("UPDATE idempotency_record SET expires_at = now() - interval '1 second'")
            let later = try await update(
                world, token, ["id": customers[0].id, "phone": "3", "idempotencyKey": "shared"])
            #expect(later["updateCustomer", "customer", "version"] == 4)
        }
    }

    @Test("Two that come at once with one key do it once")
    func racingKeys() async throws {
        try await signedIn { world, token, customers in
            let input: JSONObject = ["id": customers[0].id, "phone": "1", "idempotencyKey": "race"]
            let texts = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<6 { group.addTask { try await update(world, token, input).text } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(texts.count == 1)
            #expect(try world.look("SELECT max(version)::text FROM customer") == ["2"])
        }
    }

    @Test("Of changes that come at once for one version, one goes through")
    func racingVersions() async throws {
        try await signedIn { world, token, customers in
            let id = customers[0].id
            let codes = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<6 {
                    group.addTask {
                        let input: JSONObject = ["id": id, "phone": .string("\(number)"), "expectedVersion": 1]
                        return try await update(world, token, input).userError("updateCustomer") ?? "changed"
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(codes == ["changed": 1, "CONFLICT": 5])
        }
    }

    @Test("K13, K14 A change is written down: facts, erasable details, and an event")
    func journal() async throws {
        try await signedIn { world, token, customers in
            _ = try await update(world, token, ["id": customers[0].id, "phone": "12", "country": "DK"])
            #expect(
                try world.look(
                    "SELECT changed::text FROM audit_event WHERE request_id = 'test-request' AND action = 'customer.updated'"
                )
                    == ["{phone,country}"])
            #expect(
                try world.look(
                    """
                    SELECT concat_ws(' ', c.field, c.after, d.actor_label, d.ip, d.target_label = k.name)
                    FROM audit_event e JOIN audit_detail d ON d.event_id = e.id
                    JOIN audit_change c ON c.event_id = e.id JOIN customer k ON k.id = e.target_id
                    WHERE e.request_id = 'test-request' AND e.action = 'customer.updated' ORDER BY c.id
                    """) == ["phone 12 Jonas Berg 127.0.0.1 t", "country DK Jonas Berg 127.0.0.1 t"])
            #expect(
                try world.look("SELECT topic || ' ' || (payload->>'changed') FROM outbox_event")
                    == [#"customer.updated ["phone", "country"]"#])
        }
    }

    @Test("Several in one document run one after the other, each for itself")
    func several() async throws {
        try await signedIn { world, token, customers in
            let told = try await world.ask(
                """
                mutation($a: ID!, $b: ID!) {
                  one: updateCustomer(input: {id: $a, phone: "1"}) { customer { version } }
                  two: updateCustomer(input: {id: $a, name: " "}) { customer { version } userErrors { code } }
                  three: updateCustomer(input: {id: $b, phone: "1"}) { customer { version } }
                  four: updateCustomer(input: {id: $a, phone: "2"}) { customer { version phone } }
                }
                """, ["a": customers[0].id, "b": customers[1].id], as: token)
            #expect(told["one", "customer", "version"] == 2)
            #expect(told["two", "customer"] == .null)
            #expect(told["three", "customer", "version"] == 2)
            #expect(told["four", "customer"] == ["version": 3, "phone": "2"])
        }
    }
}
