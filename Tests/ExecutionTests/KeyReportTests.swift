import Access
import Execution
import GraphQLSchema
import Testing

/// What the report scopes of an API key open, and what they don't.
@Suite("Keys read the reports of their partnership")
struct KeyReportTests {
    let audiences: Audiences

    /// The demonstration, where customers of the reseller use something, too.
    private static let shared = Task {
        let portal = try await TestPortal()
        try portal.administrate(
            """
            INSERT INTO usage_reading (organization_id, partnership_id, customer_id, product_id, observed_at, quantity,
                source, source_key)
            SELECT c.organization_id, c.partnership_id, c.id, d.id, now(), 7, 'resale', c.id::text
            FROM customer c JOIN partnership p ON p.id = c.partnership_id AND p.type = 'RESELLER'
            CROSS JOIN (SELECT id FROM product ORDER BY code LIMIT 1) d
            """)
        return try Audiences(portal)
    }

    init() async throws {
        audiences = try await Self.shared.value
    }

    private func ask(_ query: String, as viewer: TestViewer) async throws -> Response {
        try await audiences.plain.ask(query, as: audiences.credential(viewer))
    }

    /// One value of the rows of a table that are of the partnership of a key.
    private func told(_ expression: String, of table: String, _ viewer: TestViewer) throws -> String {
        let type = viewer.audience.apiScopes.contains(.resellerReport) ? "RESELLER" : "MSSP"
        return try audiences.portal.value(
            """
            SELECT (\(expression))::text FROM \(table) t WHERE t.partnership_id = (
                SELECT p.id FROM partnership p JOIN customer c ON c.organization_id = p.organization_id
                WHERE c.name LIKE 'Fjord%' AND p.type = '\(type)')
            """) ?? ""
    }

    private func names(_ query: String, as viewer: TestViewer) async throws -> Set<String> {
        let answer = try await ask(query, as: viewer)
        #expect(answer.codes.isEmpty, "\(answer)")
        return Set(answer.text.matches(of: /"name":"([^"]+)"/).map { String($0.1) })
    }

    @Test(
        "D0-19 D0-23 a key is told the figures of its own partnership and none of the one beside it",
        arguments: [TestViewer.managedKey, .resaleKey, .wholeKey])
    func figures(viewer: TestViewer) async throws {
        let answer = try await ask(
            """
            { reports {
              usage(first: 1) { totalCount totals { quantity customers } }
              periods(first: 1) { totalCount } } }
            """, as: viewer)
        func tells(_ value: Any?, _ expected: String) { #expect("\(value ?? "nothing")" == expected, "\(answer)") }
        tells(answer.at("reports", "usage", "totalCount"), try told("count(*)", of: "usage_counter", viewer))
        tells(
            answer.at("reports", "usage", "totals", 0, "quantity"),
            try told("sum(quantity)", of: "usage_counter", viewer))
        tells(
            answer.at("reports", "usage", "totals", 0, "customers"),
            try told("count(DISTINCT customer_id)", of: "usage_counter", viewer))
        tells(answer.at("reports", "periods", "totalCount"), try told("count(*)", of: "reporting_period", viewer))
    }

    @Test(
        "D0-23 D0-39 of contract values a reseller's key is told the own ones, and an MSSP's that there are none such")
    func contractValues() async throws {
        let query = "{ reports { contractValues(first: 1) { totalCount nodes { amount { minorUnits } } } } }"
        let answer = try await ask(query, as: .resaleKey)
        #expect(
            "\(answer.at("reports", "contractValues", "totalCount") ?? "")"
                == (try told("count(*)", of: "acv_snapshot", .resaleKey)), "\(answer)")
        for viewer in [TestViewer.managedKey, .wholeKey, .key, .keyWithoutScope] {
            #expect(try await ask(query, as: viewer).codes == ["VALIDATION"])
        }
    }

    @Test("D0-23 whom a report names is of the key's own partnership", arguments: [TestViewer.managedKey, .resaleKey])
    func customers(viewer: TestViewer) async throws {
        let named = try await names("{ reports { usage(first: 100) { nodes { customer { name } } } } }", as: viewer)
        let other: TestViewer = viewer == .resaleKey ? .managedKey : .resaleKey
        let beside = try await names("{ reports { usage(first: 100) { nodes { customer { name } } } } }", as: other)
        #expect(!named.isEmpty && named.isDisjoint(with: beside))
    }

    @Test("D0-20 a key without CUSTOMERS_READ is told the ids and names of customers, and nothing else of them")
    func named() async throws {
        for viewer in [TestViewer.managedKey, .resaleKey] {
            let schema = try audiences.portal.schema.policy.visibleSchema(for: viewer.audience)
            func fields(_ type: String) -> Set<String> {
                switch schema.type(named: type) {
                case .object(let type)?: Set(type.fields.map(\.name))
                case .inputObject(let type)?: Set(type.fields.map(\.name))
                default: []
                }
            }
            #expect(fields("Customer") == ["id", "name"])
            #expect(fields("CustomerFilter") == ["id", "name", "and", "or", "not"])
            #expect(
                fields("Query") == ["viewer", "node", "nodes", "products", "product", "reports"])
            let hasValues: Set<String> = viewer == .resaleKey ? ["contractValues"] : []
            #expect(fields("Reports") == hasValues.union(["periods", "usage", "usageReadings"]))
            #expect(fields("UsageTotal").contains("customer"))
            #expect(
                fields("Partnership") == [
                    "id", "type", "name", "currency", "timeZone", "periodAnchorDay", "status", "reportingPeriods",
                    "version", "createdAt", "updatedAt",
                ])
            #expect(schema.type(named: "Engagement") == nil && schema.type(named: "Contract") == nil)
        }
    }

    @Test("D0-19 D0-20 what a customer used is told from the customer on to a key with both scopes alone")
    func both() async throws {
        let query = "{ customers(first: 100) { nodes { name usage(first: 1) { totalCount } } } }"
        let told = try await ask(query, as: .wholeKey)
        #expect(
            told.codes.isEmpty && told.all("name", in: "customers", "nodes").contains("Fjord Shipping AS"), "\(told)")
        #expect(try await ask(query, as: .key).codes == ["VALIDATION"])
        let within = "{ reports { usage(first: 1) { nodes { customer { usage(first: 1) { totalCount } } } } } }"
        #expect(try await ask(within, as: .wholeKey).codes.isEmpty)
        #expect(try await ask(within, as: .managedKey).codes == ["VALIDATION"])
    }

    @Test("A key is told what it is: its name, its partnership, what it may read and when it ends")
    func itself() async throws {
        let query =
            "{ viewer { role name email scopes expiresAt partnership { type reportingPeriods(first: 1) { totalCount } } } }"
        let answer = try await ask(query, as: .resaleKey)
        #expect(answer.at("viewer", "role") as? String == "INTEGRATION", "\(answer)")
        #expect(answer.at("viewer", "name") as? String == "Test")
        #expect(answer.at("viewer", "scopes") as? [String] == ["ME_READ", "RESELLER_REPORT_READ"])
        #expect(answer.at("viewer", "partnership", "type") as? String == "RESELLER")
        #expect(answer.text.contains(#""expiresAt":null"#))
        let bare = try await ask("{ viewer { scopes partnership { name } } }", as: .keyWithoutScope)
        #expect(bare.at("viewer", "scopes") as? [String] == ["ME_READ"], "\(bare)")
        #expect(bare.at("viewer", "partnership", "name") is String)
        for viewer in [TestViewer.admin, .user, .operator, .portalAdmin] {
            #expect(try await ask("{ viewer { scopes } }", as: viewer).codes == ["VALIDATION"])
        }
    }

    @Test(
        "D0-25 a key is told its end, and that of its grace where it is sooner",
        arguments: [
            ("expires_at = '2040-01-02'", "2040-01-02T00:00:00.000Z"),
            ("grace_ends_at = '2039-01-02'", "2039-01-02T00:00:00.000Z"),
            ("expires_at = '2040-01-02', grace_ends_at = '2039-01-02'", "2039-01-02T00:00:00.000Z"),
            ("expires_at = '2038-01-02', grace_ends_at = '2039-01-02'", "2038-01-02T00:00:00.000Z"),
        ])
    func end(change: String, expected: String) async throws {
        let credential = try audiences.portal.key([.me])
        guard case .token(let hash, _) = credential else { return }
        let digits = hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        try audiences.portal.administrate(
            """
            UPDATE api_key SET \(change)
            WHERE id = (SELECT key_id FROM api_key_secret WHERE secret_hash = '\\x\(digits)')
            """)
        let answer = try await audiences.plain.ask("{ viewer { expiresAt } }", as: credential)
        #expect(answer.at("viewer", "expiresAt") as? String == expected, "\(answer)")
    }
}
