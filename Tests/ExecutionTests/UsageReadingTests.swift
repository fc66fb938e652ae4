import Execution
import Foundation
import Testing

@Suite("Readings, as they are listed")
struct UsageReadingTests {
    private struct Counted: Decodable {
        struct Row: Decodable { let id: String }
        struct Period: Decodable {
            struct Place: Decodable { let timeZone: String }
            let partnership: Place
        }

        let customer, product: Row
        let period: Period
        let startOn, endOn, peakAt, lastAt: String
        let peak, sum, last, readings: Int
    }

    private struct Reading: Decodable, Equatable {
        let observedAt: String
        let quantity: Int
    }

    private static func asked<Row: Decodable>(_ answer: Response, _ path: String...) throws -> [Row] {
        var value: Any? = answer.json["data"]
        for step in path { value = (value as? [String: Any])?[step] }
        return try JSONDecoder().decode(
            [Row].self, from: JSONSerialization.data(withJSONObject: try #require(value, "\(answer)")))
    }

    /// The moment when a day begins by a clock, as RFC 3339.
    private static func moment(_ day: String, _ timeZone: String) throws -> String {
        let format = Date.ISO8601FormatStyle(timeZone: try #require(TimeZone(identifier: timeZone)))
        return try format.year().month().day().parse(day).ISO8601Format()
    }

    @Test("D0-29 G-11 G-12 the figures of a period follow from the readings that are listed for it")
    func evidence() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let user = try portal.credential("user@nordlys.test")
        let counters: [Counted] = try Self.asked(
            try await engine.ask(
                """
                { reports { usage(first: 40, orderBy: [{field: START_ON, direction: DESC}]) { nodes {
                    customer { id } product { id } period { partnership { timeZone } } startOn endOn
                    peak peakAt sum last lastAt readings } } } }
                """, as: user), "reports", "usage", "nodes")
        #expect(counters.count == 40)
        for counter in counters {
            let timeZone = counter.period.partnership.timeZone
            let listed: [Reading] = try Self.asked(
                try await engine.ask(
                    """
                    query ($customer: ID!, $product: ID!, $from: DateTime!, $until: DateTime!) {
                      customer(id: $customer) {
                        usageReadings(
                          first: 100, filter: {product: {id: {eq: $product}}, observedAt: {gte: $from, lt: $until}}
                        ) { nodes { observedAt quantity } } } }
                    """,
                    [
                        "customer": .string(counter.customer.id), "product": .string(counter.product.id),
                        "from": .string(try Self.moment(counter.startOn, timeZone)),
                        "until": .string(try Self.moment(counter.endOn, timeZone)),
                    ], as: user), "customer", "usageReadings", "nodes")
            let quantities = listed.map(\.quantity)
            #expect(listed.count == counter.readings)
            #expect(quantities.reduce(0, +) == counter.sum)
            #expect(listed.first == Reading(observedAt: counter.lastAt, quantity: counter.last))
            #expect(quantities.max() == counter.peak)
            #expect(listed.last { $0.quantity == counter.peak }?.observedAt == counter.peakAt)
        }
    }

    @Test(
        "D0-49 D0-50 readings are those of the viewer's customers, all of them and no others",
        arguments: ["admin@nordlys.test", "user@nordlys.test", "operator@portico.test", "admin@leadhaus.test"])
    func counted(email: String) async throws {
        let portal = try await TestPortal.shared.value
        let visible =
            switch email {
            case "operator@portico.test": "true"
            case "user@nordlys.test":
                "customer_id in (select customer_id from assignment a join app_user u on u.id = a.user_id "
                    + "where u.email = '\(email)')"
            default: "organization_id = (select organization_id from app_user where email = '\(email)')"
            }
        let answer = try await portal.engine().ask(
            "{ reports { usageReadings(first: 1) { totalCount } } }", as: portal.credential(email))
        #expect(answer.codes == [], "\(answer)")
        let count = try #require(answer.at("reports", "usageReadings", "totalCount"))
        #expect("\(count)" == (try portal.value("select count(*)::text from usage_reading where \(visible)")))
    }

    @Test("what a portal's people are told of a reading, and that its name at the source isn't part of it")
    func portal() async throws {
        let portal = try await TestPortal.shared.value
        let admin = try portal.credential("admin@fjord.test")
        func ask(_ field: String) async throws -> Response {
            try await portal.engine().ask(
                "{ viewer { customer { usageReadings(first: 3) { totalCount nodes { \(field) } } } } }", as: admin)
        }
        let answer = try await ask("observedAt quantity source product { name } customer { name } createdAt")
        #expect(answer.codes == [], "\(answer)")
        let count = try #require(answer.at("viewer", "customer", "usageReadings", "totalCount"))
        let own = "customer_id = (select customer_id from portal_user where email = 'admin@fjord.test')"
        #expect("\(count)" == (try portal.value("select count(*)::text from usage_reading where \(own)")))
        #expect(try await ask("sourceKey").codes == ["VALIDATION"])
    }
}
