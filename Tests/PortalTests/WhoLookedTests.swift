import Access
import Execution
import GraphQLSchema
import Planning
import SQLText
import Synchronization
import TestSupport
import Testing

@testable import Cryptography
@testable import Portal

@Suite("Who looked at a customer's data", .serialized) struct WhoLookedTests {
    /// Everything that is written down by now: who, as whom, and how many customers.
    private func written(_ it: World) async throws -> [String] {
        try await it.reads.write()
        return try it.look(
            """
            SELECT concat_ws(' ', reader_kind, reader_name, 'as ' || viewed_name, count(*)) FROM customer_read
            GROUP BY reader_kind, reader_name, viewed_name ORDER BY 1
            """)
    }

    /// The customers that are written down, as clients see their ids.
    private func customers(_ it: World) async throws -> Set<String> {
        try await it.reads.write()
        return Set(try it.look("SELECT DISTINCT global_id(6, customer_id) FROM customer_read"))
    }

    /// The ids of customers in an answer.
    private func ids(in json: JSONValue) -> Set<String> {
        switch json {
        case .object(let members):
            members.reduce(into: []) { found, member in
                if member.name == "id", case .string(let text) = member.value, GlobalID(text)?.typeCode == 6 {
                    found.insert(text)
                }
                found.formUnion(ids(in: member.value))
            }
        case .array(let items): items.reduce(into: []) { $0.formUnion(ids(in: $1)) }
        default: []
        }
    }

    /// Every way to rows of customers, each with the customer and without it.
    private static let questions: [String] = [
        "{ customers(first: 3) { nodes { name CUSTOMER } } }",
        "{ customers(first: 2, orderBy: [{field: NAME}]) { edges { node { CUSTOMER name } } } }",
        "{ contacts(first: 2) { nodes { name customer { CUSTOMER name } } } }",
        "{ tasks(first: 3) { nodes { type customer { CUSTOMER name } } } }",
        "{ contracts(first: 2) { nodes { quantity customer { CUSTOMER name } } } }",
        "{ engagement(first: 2) { nodes { score customer { CUSTOMER name } } } }",
        "{ churnAssessments(first: 2) { nodes { score customer { CUSTOMER name } } } }",
        "{ reports { usage(first: 3) { nodes { peak customer { CUSTOMER name } } } } }",
        "{ reports { usage(first: 10) { totals { quantity customer { CUSTOMER name } } } } }",
        "{ portalUsers(first: 2) { nodes { name portal { slug customer { CUSTOMER name } } } } }",
        "{ partnerships { nodes { customers(first: 1) { nodes { CUSTOMER name contacts(first: 2) { nodes { name } } } } } } }",
    ]

    @Test("pioneer 6 whatever shows rows of customers writes down each of them and no other", arguments: questions)
    func everyWay(question: String) async throws {
        try await World.with { it in
            let token = try await it.token("admin@nordlys.test")
            let told = try await it.ask(question.replacing("CUSTOMER", with: "id"), as: token)
            let seen = ids(in: told.json)
            #expect(!seen.isEmpty, "\(told.text)")
            #expect(try await customers(it) == seen)
            try it.execute("DELETE FROM customer_read")
            _ = try await it.ask(question.replacing("CUSTOMER", with: ""), as: token)
            #expect(try await customers(it) == seen, "also where the customer isn't asked for")
        }
    }

    @Test(
        "pioneer 6 rows without their customer count too, and what shows no row doesn't",
        arguments: [
            ("{ contacts(first: 1) { nodes { name } } }", 1), ("{ tasks(first: 1) { nodes { type } } }", 1),
            ("{ contacts(first: 1) { totalCount } }", 0), ("{ customers(first: 1) { totalCount } }", 0),
            ("{ contracts(first: 1) { totals { contracts } } }", 0),
            ("{ viewer { name } partnerships { nodes { name } } }", 0),
            ("{ users { nodes { name } } }", 0), ("{ customer(id: \"x\") { name } }", 0),
        ])
    func rows(question: String, count: Int) async throws {
        try await World.with { it in
            let told = try await it.ask(question, as: it.token("admin@nordlys.test"))
            #expect(told.answer.outcome == .data, "\(told.text)")
            #expect(try await customers(it).count == count)
        }
    }

    private static let one = "{ customers(first: 1) { nodes { name } } }"

    @Test("pioneer 6 a thousand requests are one row, of the hour in which they came")
    func coalesces() async throws {
        try await World.with { it in
            let token = try await it.token("wide@nordlys.test")
            for number in 0..<1_000 {
                #expect(try await it.ask(Self.one, as: token).answer.outcome == .data)
                if number % 300 == 0 { try await it.reads.write() }
            }
            // Another session is the same person.
            _ = try await it.ask(Self.one, as: it.token("wide@nordlys.test"))
            try await it.reads.write()
            let rows = try it.look("SELECT (last_at > first_at AND first_at >= hour)::text FROM customer_read")
            #expect(rows == ["true"] || rows.count == 2, "two where an hour has begun meanwhile: \(rows)")
        }
    }

    @Test("pioneer 6 each hour has a row of its own, with the first and the last time in it")
    func hours() async throws {
        try await World.with { it in
            let time = Mutex<Int64>(1_790_000_000_000 / 3_600_000 * 3_600_000)
            let reads = CustomerReads(it.database) { time.withLock { $0 } }
            let hash = sha256(Array(try await it.token("wide@nordlys.test").utf8))
            let viewer = CachedViewer(
                viewer: .anonymous, realm: .partner, tokenHash: hash, epoch: 1, name: "", email: "",
                organizationName: nil)
            let customer = try #require(
                try it.look(
                    """
                    SELECT c.id::text FROM customer c JOIN organization g ON g.id = c.organization_id
                    WHERE g.name LIKE 'Nordlys%' LIMIT 1
                    """
                ).first.flatMap { RowID($0) })
            for minutes in [0, 10, 59, 60, 75] as [Int64] {
                let start = time.withLock { $0 }
                time.withLock { $0 = start + minutes * 60_000 }
                reads.note(viewer, [customer])
                time.withLock { $0 = start }
                if minutes == 59 { try await reads.write() }
            }
            try await reads.write()
            let spans = try it.look(
                """
                SELECT extract(epoch FROM first_at - hour)::int / 60 || ' ' || extract(epoch FROM last_at - hour)::int / 60
                FROM customer_read ORDER BY hour
                """)
            #expect(spans == ["0 59", "0 15"])
        }
    }

    @Test("pioneer 6 people of the partner, keys and whoever views as somebody are written down, nobody else")
    func whoLooks() async throws {
        try await PortalPeopleWorld.with { portal in
            let it = portal.world
            let question = "{ customers(first: 1) { nodes { name } } }"
            _ = try await it.ask(question, as: portal.boss)
            _ = try await it.ask(
                "{ users { nodes { name } } }", as: it.token("operator@portico.test", realm: "OPERATOR"))
            _ = try await it.ask("{ partnerKit { nodes { title } } }", as: it.token("marketing@nordlys.test"))
            #expect(try await written(it) == [])
            let start = """
                mutation ($input: StartViewAsInput!) { startViewAs(input: $input) { token userErrors { message } } }
                """
            let ids = [
                try await portal.credentials.people.id("user@nordlys.test"), try await portal.id("user@fjord.test"),
            ]
            try await it.reads.write()
            try it.execute("DELETE FROM customer_read")
            for id in ids {
                let told = try await it.ask(start, ["input": ["userId": id]], as: portal.staff)
                guard case .string(let token)? = told["startViewAs", "token"] else { throw WorldError(text: told.text) }
                _ = try await it.ask("{ viewer { name } }", as: token)
                _ = try await it.ask(question, as: token)
            }
            let names = try it.look(
                """
                SELECT name FROM app_user WHERE email IN ('admin@nordlys.test', 'user@nordlys.test')
                UNION ALL SELECT name FROM portal_user WHERE email = 'user@fjord.test'
                """)
            let found = try await written(it)
            #expect(found.count == 2, "\(found)")
            #expect(found.allSatisfy { line in line.hasPrefix("PARTNER ") && line.contains(" as ") }, "\(found)")
            #expect(found.allSatisfy { line in names.filter { line.contains($0) }.count == 2 }, "\(found) \(names)")
            try it.execute(
                """
                DELETE FROM customer_read;
                UPDATE api_key_secret SET secret_hash = sha256('key ' || key_id::text::bytea);
                """.replacing("'key ' || key_id::text::bytea", with: "('key ' || key_id::text)::bytea"))
            let key = try #require(
                try it.look(
                    """
                    SELECT k.id::text FROM api_key k WHERE api_key_state(k) = 'ACTIVE' AND 'CUSTOMERS_READ' = ANY (scopes)
                    LIMIT 1
                    """
                ).first)
            let told = try await it.ask(question, as: "key \(key)")
            #expect(told.answer.outcome == .data, "\(told.text)")
            #expect(try await written(it).first?.hasPrefix("API_KEY ") == true)
        }
    }

    @Test("pioneer 6 the portal's admin reads who looked; the portal's others and the partner have no such field")
    func whoReads() async throws {
        try await PortalPeopleWorld.with { portal in
            let it = portal.world
            let log =
                "{ viewer { customer { reads { totalCount nodes { readerKind readerName viewedName firstAt lastAt } } } } }"
            #expect(try await it.ask(log, as: portal.boss)["viewer", "customer", "reads", "totalCount"] == .int(0))
            _ = try await it.ask("{ customers(first: 100) { nodes { name } } }", as: portal.staff)
            #expect(try await it.reads.write() > 1)
            let told = try await it.ask(log, as: portal.boss)
            #expect(told["viewer", "customer", "reads", "totalCount"] == .int(1), "\(told.text)")
            #expect(told["viewer", "customer", "reads", "nodes", 0, "readerKind"] == "PARTNER")
            let kari = try #require(await portal.signIn(PortalPeopleWorld.kari))
            #expect(try await it.ask(log, as: kari).answer.outcome == .refused(.validation))
            let staff = try await it.ask("{ customers { nodes { reads { totalCount } } } }", as: portal.staff)
            #expect(staff.answer.outcome == .refused(.validation))
        }
    }

    @Test("pioneer 6 what is a year old goes")
    func sweeps() async throws {
        try await World.with { it in
            _ = try await it.ask(Self.one, as: it.token("wide@nordlys.test"))
            try await it.reads.write()
            try it.execute(
                """
                INSERT INTO customer_read (organization_id, partnership_id, customer_id, reader_kind, reader_id,
                    reader_name, hour, first_at, last_at)
                SELECT organization_id, partnership_id, customer_id, reader_kind, reader_id, reader_name, h, h, h
                FROM customer_read, date_trunc('hour', now() - interval '366 days') h
                """)
            try await Sweeper(it.database).sweep()
            #expect(try it.look("SELECT (hour > now() - interval '1 day')::text FROM customer_read") == ["true"])
        }
    }
}
