import Execution
import GraphQLSchema
import Testing

@testable import Portal

/// Who may change what, and what a change tells of rows that nobody may see.
@Suite("A12 Writes keep to what the viewer reaches", .serialized)
struct WriteAccessTests {
    static let document = """
        mutation($input: UpdateCustomerInput!) { updateCustomer(input: $input) {
          customer { id name phone version } userErrors { code field message } } }
        """

    /// A world with the assigned user signed in, a customer of the user's, and one of the partnership's others.
    private func signedIn(
        _ body: (_ world: World, _ token: String, _ mine: JSONValue, _ theirs: JSONValue) async throws -> Void
    ) async throws {
        try await World.with { world in
            let token = try await world.token("user@nordlys.test")
            let wide = try await world.token("wide@nordlys.test")
            let own = try await ids(world, token)
            let all = try await ids(world, wide)
            let theirs = try #require(all.first { !own.contains($0) })
            try await body(world, token, own[0], theirs)
        }
    }

    private func ids(_ world: World, _ token: String) async throws -> [JSONValue] {
        let told = try await world.ask("{ customers(first: 100) { nodes { id } } }", as: token)
        guard case .array(let nodes)? = told["customers", "nodes"] else { throw WorldError(text: told.text) }
        return nodes.compactMap { "id".value(in: $0) }
    }

    @Test(
        "E6 A12 what a variable leaves out stays, null empties",
        arguments: [([:], "1"), (["p": .null], nil), (["p": "2"], "2"), (["p": " "], nil)] as [(JSONObject, String?)])
    func absentAndNull(given: JSONObject, phone: String?) async throws {
        try await signedIn { world, token, mine, _ in
            _ = try await world.ask(Self.document, ["input": ["id": mine, "phone": "1"]], as: token)
            var variables = given
            variables["id"] = mine
            let told = try await world.ask(
                "mutation ($id: ID!, $p: String) { updateCustomer(input: {id: $id, phone: $p}) { customer { phone } } }",
                variables, as: token)
            #expect(told["updateCustomer", "customer", "phone"] == phone.map(JSONValue.string) ?? .null, "\(told.text)")
        }
    }

    @Test("A7 A12 without the policies the planner's table alone keeps a change to what the viewer reaches")
    func plannerAlone() async throws {
        try await signedIn { world, token, mine, theirs in
            try world.execute("ALTER TABLE customer DISABLE ROW LEVEL SECURITY")
            let told = try await world.ask(Self.document, ["input": ["id": theirs, "phone": "1"]], as: token)
            #expect(told.userError("updateCustomer") == "NOT_FOUND", "\(told.text)")
            let kumo = try await world.token("admin@kumo.test")
            let foreign = try await world.ask(Self.document, ["input": ["id": theirs, "phone": "1"]], as: kumo)
            #expect(foreign.userError("updateCustomer") == "NOT_FOUND", "\(foreign.text)")
            #expect(try world.look("SELECT id::text FROM customer WHERE version > 1").isEmpty)
            let own = try await world.ask(Self.document, ["input": ["id": mine, "phone": "1"]], as: token)
            #expect(own["updateCustomer", "customer", "phone"] == "1", "\(own.text)")
        }
    }

    @Test("Leak 10: an answer that is repeated shows the row only to whom it is still shown")
    func repeatedAnswer() async throws {
        try await signedIn { world, token, mine, _ in
            let input: JSONObject = ["id": mine, "phone": "1", "idempotencyKey": "k"]
            let first = try await world.ask(Self.document, ["input": .object(input)], as: token)
            #expect(first["updateCustomer", "customer", "phone"] == "1")
            try world.execute("DELETE FROM assignment")
            let second = try await world.ask(Self.document, ["input": .object(input)], as: token)
            #expect(second["updateCustomer", "customer"] == .null, "\(second.text)")
            #expect(second["updateCustomer", "userErrors"] == [])
        }
    }

    @Test(
        "Leak 10: nothing that a row belongs to can be written",
        arguments: ["organizationId", "partnership", "partnershipId", "status", "email", "version", "customerId"])
    func reparenting(field: String) async throws {
        try await signedIn { world, token, mine, theirs in
            let literal = try await world.ask(
                "mutation ($i: ID!) { updateCustomer(input: {id: $i, \(field): \"x\"}) { clientMutationId } }",
                ["i": mine],
                as: token)
            #expect(literal.answer.outcome == .refused(.validation))
            let variable = try await world.ask(Self.document, ["input": ["id": mine, field: theirs]], as: token)
            #expect(variable.answer.outcome == .refused(.badInput))
            #expect(variable.text.contains(#"Field \"\#(field)\" is not defined by type \"UpdateCustomerInput\"."#))
        }
    }

    @Test("Leak 11: a name that another company's customer has is free, so nothing is told of it")
    func otherCompany() async throws {
        try await signedIn { world, token, mine, _ in
            let name = try world.look(
                """
                SELECT c.name FROM customer c JOIN organization o ON o.id = c.organization_id
                WHERE o.name LIKE 'Kumo%' LIMIT 1
                """)
            let told = try await world.ask(Self.document, ["input": ["id": mine, "name": .string(name[0])]], as: token)
            #expect(told["updateCustomer", "customer", "name"] == .string(name[0]), "\(told.text)")
        }
    }

    @Test("Leak 11: a name that is taken is told in the same words whether or not one sees by whom, and names no rule")
    func takenName() async throws {
        try await signedIn { world, token, mine, theirs in
            let own = try await ids(world, token)[1]
            var said: Set<String> = []
            for other in [own, theirs] {
                let name =
                    try await world.ask(
                        "query ($i: ID!) { customer(id: $i) { name } }", ["i": other],
                        as: try await world.token("admin@nordlys.test"))["customer", "name"] ?? .null
                let told = try await world.ask(Self.document, ["input": ["id": mine, "name": name]], as: token)
                #expect(told.userError("updateCustomer") == "CONFLICT")
                said.insert(told.text)
            }
            #expect(said.count == 1)
            #expect(said.allSatisfy { !$0.contains("customer_name_in_partnership") && !$0.contains("unique") })
        }
    }

    @Test("Leaks 9 and 11: what the database says of a failure is for the log, not for the client")
    func databaseErrors() async throws {
        try await signedIn { world, token, mine, _ in
            for (state, body) in [
                ("23503", "violates foreign key constraint"), ("P0001", "secret"), ("22003", "out of range"),
            ] {
                try world.execute(
                    """
                    CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                        RAISE '\(body) secret_of_%', new.email USING ERRCODE = '\(state)', DETAIL = 'Key (secret)';
                    END $$;
                    CREATE OR REPLACE TRIGGER fail BEFORE UPDATE ON customer FOR EACH ROW EXECUTE FUNCTION fail()
                    """)
                let told = try await world.ask(
                    Self.document, ["input": ["id": mine, "phone": .string(state)]], as: token)
                #expect(told.answer.outcome == .partial)
                #expect(
                    !told.text.contains("secret") && !told.text.contains("constraint") && !told.text.contains(state))
                #expect(told.text.contains(#""code":"INTERNAL""#))
                #expect(told.answer.diagnosis?.contains("secret_of_") == true)
            }
        }
    }

    @Test("E10 a mutation that fails at the top doesn't keep those behind it from running, in their order")
    func serial() async throws {
        try await signedIn { world, token, mine, _ in
            try world.execute(
                """
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
                CREATE TRIGGER fail BEFORE UPDATE ON customer FOR EACH ROW WHEN (new.phone = '2') EXECUTE FUNCTION fail()
                """)
            let told = try await world.ask(
                """
                mutation ($i: ID!) {
                  a: updateCustomer(input: {id: $i, phone: "1"}) { customer { phone version } }
                  b: updateCustomer(input: {id: $i, phone: "2"}) { customer { phone version } }
                  c: updateCustomer(input: {id: $i, phone: "3"}) { customer { phone version } }
                }
                """, ["i": mine], as: token)
            #expect(told["a", "customer"] == ["phone": "1", "version": 2], "\(told.text)")
            #expect(told["b"] == .null)
            #expect(told["c", "customer"] == ["phone": "3", "version": 3])
            #expect(told.text.contains(#""path":["b"]"#))
            #expect(
                try world.look(
                    """
                    SELECT c.after FROM audit_change c JOIN audit_event e ON e.id = c.event_id
                    WHERE e.request_id = 'test-request' AND e.action = 'customer.updated' ORDER BY e.occurred_at, e.id
                    """) == ["1", "3"])
        }
    }

    @Test("Leak 18: signing in many times in one document counts as many tries", arguments: [true, false])
    func aliases(asVariable: Bool) async throws {
        try await World.with { world in
            func codes(_ count: Int, _ password: String) async throws -> [String] {
                let tries = (0..<count).map { number in
                    let given = asVariable ? "$p" : "\"\(password)\""
                    return "t\(number): signIn(input: {email: \"admin@nordlys.test\", password: \(given)}) { ...P }"
                }
                let told = try await world.ask(
                    (asVariable ? "mutation ($p: String!)" : "mutation") + "{ \(tries.joined(separator: " ")) } "
                        + "fragment P on SignInPayload { next userErrors { code } }",
                    asVariable ? ["p": .string(password)] : [:])
                return (0..<count).compactMap { told.userError("t\($0)") }
            }
            #expect(try await codes(5, "wrong") == Array(repeating: "UNAUTHENTICATED", count: 5))
            #expect(try world.look("SELECT tries::text FROM sign_in_attempt WHERE kind = 'EMAIL'") == ["5"])
            try world.execute("UPDATE sign_in_attempt SET last_at = clock_timestamp() + interval '5 minutes'")
            #expect(
                try await codes(8, Demonstration.password) == Array(repeating: "RATE_LIMITED", count: 8))
        }
    }
}
