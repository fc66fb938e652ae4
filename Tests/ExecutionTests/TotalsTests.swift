import Execution
import Foundation
import Testing

@Suite("Totals over whole lists")
struct TotalsTests {
    /// A query of totals, and the same figures by plain SQL: one text a total, in the order of the answer.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let query: String
        let sql: String

        var testDescription: String { name }
    }

    private static let visible = """
        customer_id in (select a.customer_id from assignment a join app_user u on u.id = a.user_id
            where u.email = 'user@nordlys.test')
        """

    static let cases = [
        Case(
            name: "by period and product",
            query: "{ reports { usage { totals { label product { code } quantity customers } } } }",
            sql: """
                select label, code, sum(quantity), count(distinct customer_id) from usage_counter u
                join product p on p.id = product_id where \(visible) group by label, p.id order by label, p.id
                """),
        Case(
            name: "by customer, filtered and whatever the page",
            query: """
                { reports { usage(first: 1, filter: {startOn: {gte: "2026-05-01"}}, orderBy: [{field: QUANTITY}]) {
                    nodes { id } totals { customer { name } quantity } } } }
                """,
            sql: """
                select c.name, sum(quantity) from usage_counter u join customer c on c.id = u.customer_id
                where start_on >= '2026-05-01' and \(visible) group by c.id order by c.id
                """),
        Case(
            name: "of enabled customers only",
            query: """
                { reports { usage(filter: {customer: {status: {eq: ENABLED}}}) { totals { label quantity } } } }
                """,
            sql: """
                select label, sum(quantity) from usage_counter u join customer c on c.id = u.customer_id
                where c.status = 'ENABLED' and \(visible) group by label order by label
                """),
        Case(
            name: "in the order of what is asked for",
            query: "{ reports { usage { totals { product { code } label quantity } } } }",
            sql: """
                select label, code, sum(quantity) from usage_counter u join product p on p.id = product_id
                where \(visible) group by label, p.id order by p.id, label
                """),
        Case(
            name: "all together",
            query: "{ reports { usage { totals { quantity } } } }",
            sql: "select sum(quantity) from usage_counter where \(visible)"),
        Case(
            name: "of nothing",
            query: "{ reports { usage(filter: {label: {eq: \"1999-01\"}}) { totals { label quantity } } } }",
            sql: "select 1 where false"),
    ]

    @Test("D0-31 D0-33 D0-37 G-17 Totals are the sums of what the viewer sees, and of nothing else", arguments: cases)
    func sums(example: Case) async throws {
        let portal = try await TestPortal.shared.value
        let answer = try await portal.engine().ask(example.query, as: portal.credential("user@nordlys.test"))
        #expect(answer.codes == [])
        let totals = try #require(answer.at("reports", "usage", "totals") as? [[String: Any]])
        let columns = ["label", "product", "customer", "quantity", "customers"]
        let answered = totals.map { total in
            columns.compactMap { Self.text(total[$0]) }.joined(separator: " ")
        }
        let expected = try portal.value(
            "select coalesce(string_agg(concat_ws(' ', variadic array(select value from json_each_text(row_to_json(t)))),"
                + " E'\\n'), '') from (\(example.sql)) t")
        #expect(answered.joined(separator: "\n") == expected)
    }

    private static func text(_ value: Any?) -> String? {
        switch value {
        case let object as [String: Any]: text(object.values.first)
        case let text as String: text
        case let number as NSNumber: number.stringValue
        default: nil
        }
    }

    @Test("D0-42 Each parent has totals of its own, and they add up to those of the whole list")
    func parents() async throws {
        let portal = try await TestPortal.shared.value
        let answer = try await portal.engine().ask(
            """
            { customers(first: 100) { nodes { contractValues(filter: {day: {eq: "2026-11-19"}}) { totals {
                amount { minorUnits } } } } }
              reports { contractValues(filter: {day: {eq: "2026-11-19"}}) {
                totals { amount { minorUnits } customers } } } }
            """, as: portal.credential("admin@nordlys.test"))
        #expect(answer.codes == [])
        let customers = try #require(answer.at("customers", "nodes") as? [[String: Any]])
        let amounts = customers.compactMap { customer -> Int? in
            let values = customer["contractValues"] as? [String: Any]
            let total = (values?["totals"] as? [[String: Any]])?.first
            return (total?["amount"] as? [String: Any])?["minorUnits"] as? Int
        }
        #expect(amounts.count > 5)
        #expect(
            answer.at("reports", "contractValues", "totals", 0, "amount", "minorUnits") as? Int == amounts.reduce(0, +))
        #expect(answer.at("reports", "contractValues", "totals", 0, "customers") as? Int == amounts.count)
    }

    @Test("A filter of related rows finds nothing by rows that the viewer doesn't see")
    func invisible() async throws {
        let portal = try await TestPortal()
        let query = """
            query ($name: String!) { invoices(filter: {customer: {name: {eq: $name}}}) { totalCount }
              customers(filter: {partnership: {name: {eq: "Nordlys Resale"}}}) { totalCount } }
            """
        let name = try #require(try portal.value("select name from customer where name like 'Fjord%'"))
        let admin = try await portal.engine().ask(
            query, ["name": .string(name)], as: portal.credential("admin@nordlys.test"))
        let user = try await portal.engine().ask(
            query, ["name": .string(name)], as: portal.credential("user@nordlys.test"))
        #expect(admin.codes + user.codes == [])
        #expect(admin.at("customers", "totalCount") as? Int != 0)
        #expect(user.at("customers", "totalCount") as? Int == 0)
        #expect(user.at("invoices", "totalCount") as? Int == admin.at("invoices", "totalCount") as? Int)
        let other = try await portal.engine().ask(
            query, ["name": .string(name)], as: portal.credential("admin@leadhaus.test"))
        #expect(other.at("invoices", "totalCount") as? Int == 0)
        await portal.database.shutdown()
    }

    @Test("Amounts of different currencies are never summed up, even where the currency isn't asked for")
    func currencies() async throws {
        let portal = try await TestPortal()
        try portal.administrate(
            "update contract set currency = 'SEK' where id in (select id from contract order by id limit 3)")
        let answer = try await portal.engine().ask(
            "{ contracts { totals { annualValue { minorUnits } } } }", as: portal.credential("admin@nordlys.test"))
        #expect((answer.at("contracts", "totals") as? [Any])?.count == 2)
        await portal.database.shutdown()
    }

    @Test("More totals than can be given are an error and never cut", arguments: [(1_000, 0), (1_001, 1)])
    func tooMany(days: Int, errors: Int) async throws {
        let portal = try await TestPortal()
        try portal.administrate(
            """
            delete from acv_snapshot;
            insert into acv_snapshot (organization_id, partnership_id, customer_id, day, amount_minor, currency)
            select c.organization_id, c.partnership_id, c.id, date '2020-01-01' + n, 100, 'EUR'
            from (select * from customer where organization_id =
                (select organization_id from app_user where email = 'admin@nordlys.test') limit 1) c,
                generate_series(1, \(days)) n
            """)
        let answer = try await portal.engine().ask(
            "{ reports { contractValues { totals { day customers } } } }", as: portal.credential("admin@nordlys.test"))
        #expect(answer.codes == Array(repeating: "TOO_LARGE", count: errors))
        #expect((answer.at("reports", "contractValues", "totals") as? [Any])?.count == (errors == 0 ? days : nil))
        await portal.database.shutdown()
    }
}
