import Execution
import Testing

@Suite("Filters mean what they say")
struct FilterTests {
    /// A portal with an invoice for a whole partnership, which belongs to no customer.
    private static let portal = Task {
        let portal = try await TestPortal()
        try portal.administrate(
            """
            with whole as (
                insert into invoice (organization_id, partnership_id, number, issued_on, due_on, time_zone, currency,
                    total_minor)
                select organization_id, id, 'whole', '2026-01-31', '2026-02-28', 'UTC', 'EUR', 0
                from partnership where name = 'Nordlys Resale' returning *)
            insert into invoice_line (organization_id, partnership_id, invoice_id, position, kind, description,
                quantity, unit_price_minor, amount_minor, currency)
            select organization_id, partnership_id, id, 1, 'ADJUSTMENT', 'Nothing', 1, 0, 0, 'EUR' from whole
            """)
        return portal
    }

    /// Filters of invoices and, as SQL, which of them they leave.
    static let invoices: [(filter: String, rows: String)] = [
        ("{}", "true"), ("{and: []}", "true"), ("{or: [{}]}", "true"), ("{or: []}", "false"),
        ("{not: {}}", "false"), ("{not: {and: []}}", "false"), ("{not: {number: {}}}", "false"),
        ("{not: {not: {}}}", "true"),
        ("{customer: {}}", "customer_id is not null"), ("{customer: {and: [{}]}}", "customer_id is not null"),
        ("{not: {customer: {}}}", "customer_id is null"), ("{customer: {not: {}}}", "false"),
        (#"{customer: {id: {eq: "nobody"}}}"#, "false"),
        (#"{customer: {not: {id: {eq: "nobody"}}}}"#, "customer_id is not null"),
        (#"{customer: {not: {id: {in: ["nobody"]}}}}"#, "customer_id is not null"),
        (#"{not: {customer: {id: {eq: "nobody"}}}}"#, "true"),
    ]

    @Test(
        "An empty filter leaves everything, its opposite nothing, and an id of nobody is no row's",
        arguments: invoices)
    func empty(filter: String, rows: String) async throws {
        let portal = try await Self.portal.value
        let answer = try await portal.engine().ask(
            "{ invoices(filter: \(filter)) { totalCount } }", as: portal.credential("admin@nordlys.test"))
        let expected = try portal.value(
            """
            select count(*)::text from invoice where (\(rows)) and organization_id =
                (select organization_id from app_user where email = 'admin@nordlys.test')
            """)
        #expect(answer.codes == [])
        #expect((answer.at("invoices", "totalCount") as? Int).map(String.init) == expected)
    }

    @Test(
        "A search finds a text within one value, never from the end of one into the next",
        arguments: [
            ("right(name, 3)", true), ("upper(left(email, 3))", true),
            ("right(name, 3) || E'\\n' || left(email, 3)", false), ("E'\\n'", false),
        ])
    func search(needle: String, isFound: Bool) async throws {
        let portal = try await TestPortal.shared.value
        let text = try #require(try portal.value("select \(needle) from customer where email = 'admin@fjord.test'"))
        let answer = try await portal.engine().ask(
            "query ($text: String!) { customers(filter: {search: $text}) { totalCount } }", ["text": .string(text)],
            as: portal.credential("admin@nordlys.test"))
        let count = try #require(answer.at("customers", "totalCount") as? Int)
        #expect((count > 0) == isFound, "\(answer)")
    }

    @Test(
        "RFC 3339 5.6 Moments compare to the microsecond, however many digits their seconds have",
        arguments: ["", ".0", ".000000", ".000000000", ".0000000000", ".0000000000000000001", ".000000999999999"])
    func fractions(digits: String) async throws {
        let portal = try await TestPortal.shared.value
        let text = try #require(
            try portal.value(
                "select to_char(min(created_at) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS') from customer"))
        let answer = try await portal.engine().ask(
            #"{ customers(filter: {createdAt: {gte: "\#(text)\#(digits)Z"}}) { totalCount } all: customers { totalCount } }"#,
            as: portal.credential("admin@nordlys.test"))
        #expect(answer.codes == [])
        #expect(answer.at("customers", "totalCount") as? Int == answer.at("all", "totalCount") as? Int)
        #expect(answer.at("all", "totalCount") as? Int != 0)
    }

    /// Filters of customers by their newest assessment and, as SQL, which of them they leave.
    static let newest: [(filter: String, rows: String)] = [
        ("{churn: {}}", "a.id is not null"), ("{not: {churn: {}}}", "a.id is null"),
        ("{churn: {band: {eq: HIGH}}}", "a.band = 'HIGH'"),
        ("{churn: {band: {in: [MEDIUM, NOT_ENOUGH_DATA]}}}", "a.band in ('MEDIUM', 'NOT_ENOUGH_DATA')"),
        ("{churn: {customer: {status: {eq: DISABLED}}, isLatest: {eq: true}}}", "c.status = 'DISABLED'"),
        ("{churn: {isLatest: {eq: false}}}", "false"),
        ("{churn: {day: {lt: \"2026-01-01\"}}}", "false"),
    ]

    @Test("D0-20 D0-22 Customers are found by their newest assessment alone, set by set", arguments: newest)
    func churned(filter: String, rows: String) async throws {
        let portal = try await TestPortal.shared.value
        for email in ["admin@nordlys.test", "user@nordlys.test"] {
            let answer = try await portal.engine().ask(
                "{ customers(filter: \(filter)) { totalCount } }", as: portal.credential(email))
            let expected = try portal.value(
                """
                select count(*)::text from customer c
                join app_user u on u.organization_id = c.organization_id and u.email = '\(email)'
                left join lateral (
                    select * from churn_assessment where customer_id = c.id order by day desc limit 1) a on true
                where (\(rows)) and (u.role = 'ADMIN'
                    or exists (select from assignment s where s.user_id = u.id and s.customer_id = c.id))
                """)
            #expect(answer.codes == [])
            #expect((answer.at("customers", "totalCount") as? Int).map(String.init) == expected)
        }
    }
}
