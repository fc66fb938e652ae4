import Execution
import Testing

/// E13: what is stored, and what the type of the field takes.
///
/// The values are put into a database of its own.
@Suite("Stored values come out as their types say", .serialized)
struct ResultCoercionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let change: String
        let field: String
        let expected: String?

        init(_ change: String, _ field: String, _ expected: String?) {
            self.change = change
            self.field = field
            self.expected = expected
        }

        var testDescription: String { "\(field) of \(change)" }
    }

    private static let rows: [Row] = [
        Row("due_on = '2026-02-28'", "dueOn", #""2026-02-28""#),
        Row("due_on = 'infinity'", "dueOn", nil),
        Row("issued_on = '9999-12-31'", "issuedOn", #""9999-12-31""#),
        Row("issued_on = '10000-01-01'", "issuedOn", nil),
        Row("issued_on = '0001-01-01'", "issuedOn", #""0001-01-01""#),
        Row("issued_on = '0044-03-15 BC'", "issuedOn", nil),
        Row("created_at = '2026-11-21 10:30:00.1239+01'", "createdAt", #""2026-11-21T09:30:00.123Z""#),
        Row("created_at = '-infinity'", "createdAt", nil),
        Row("total_minor = 9007199254740991", "total { minorUnits }", #"{"minorUnits":9007199254740991}"#),
        Row("total_minor = -9007199254740991", "total { minorUnits }", #"{"minorUnits":-9007199254740991}"#),
        Row("total_minor = 9007199254740992", "total { minorUnits }", nil),
        Row("version = 2147483647", "version", "2147483647"), Row("version = -2147483648", "version", "-2147483648"),
        Row(#"number = E'a"\\\n\u0001é😀'"#, "number", #""a\"\\\n\u0001é😀""#),
        Row("paid_on = NULL", "paidOn", "null"),
    ]

    @Test("E13 R4 a value that its type can't show is an error at its place, and every other is its JSON")
    func values() async throws {
        let portal = try await TestPortal()
        let engine = try portal.engine()
        let admin = try portal.credential("admin@nordlys.test")
        let list = try await engine.ask("{ invoices(first: 1) { nodes { id number } } }", as: admin)
        let id = try #require(list.all("id", in: "invoices", "nodes").first)
        let number = try #require(list.all("number", in: "invoices", "nodes").first)
        let key = try #require(try portal.value("SELECT id::text FROM invoice WHERE number = '\(number)'"))
        // What the database's own rules would refuse, too: the writer leans on none of them.
        try portal.administrate(
            """
            ALTER TABLE invoice DISABLE TRIGGER ALL; ALTER TABLE invoice DROP CONSTRAINT invoice_due_after_issue,
                DROP CONSTRAINT invoice_paid_is_dated
            """)
        for row in Self.rows {
            try portal.administrate("UPDATE invoice SET \(row.change) WHERE id = '\(key)'")
            let answer = try await engine.ask(
                "query ($id: ID!) { invoice(id: $id) { \(row.field) } }", ["id": .init(stringLiteral: id)], as: admin)
            if let expected = row.expected {
                let name = row.field.prefix { $0 != " " }
                #expect(
                    answer.text == #"{"data":{"invoice":{"\#(name)":\#(expected)}}}"#,
                    "\(row.testDescription): \(answer)")
            } else {
                #expect(answer.codes == ["INTERNAL"], "\(row.testDescription): \(answer)")
                #expect(answer.text.hasSuffix(#""data":{"invoice":null}}"#), "\(row.testDescription): \(answer)")
                #expect(!answer.text.contains("infinity"))
            }
        }
        await portal.database.shutdown()
    }

    @Test("E13 an enum value that the schema doesn't have is an error at its place")
    func enumValue() async throws {
        let portal = try await TestPortal.shared.value
        let schema = try SchemaText(("enum PartnershipType ", "MSSP", "OTHER")).loaded()
        let answer = try await portal.engine(schema: schema).ask(
            "{ viewer { role } partnerships { nodes { type } } }", as: portal.credential("user@nordlys.test"))
        #expect(answer.codes == ["INTERNAL"], "\(answer)")
        #expect(answer.paths == ["partnerships.nodes.0.type"])
        #expect(answer.data == "null")
        #expect(!answer.text.contains("MSSP"))
    }
}
