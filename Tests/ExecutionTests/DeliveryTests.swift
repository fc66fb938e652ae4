import Execution
import Foundation
import Testing

@Suite("Deliveries, as they are listed")
struct DeliveryTests {
    private struct Delivery: Decodable {
        struct Amount: Decodable { let minorUnits: Int, currency: String }

        let status: String
        let deliveredAt: String?
        let price: Amount?
    }

    private static let made: Set = ["DELIVERED", "ACCEPTED", "REJECTED"]

    private static func deliveries(of answer: Response) throws -> [Delivery] {
        let data = answer.json["data"] as? [String: Any]
        let nodes = (data?["deliveries"] as? [String: Any])?["nodes"]
        return try JSONDecoder().decode(
            [Delivery].self, from: JSONSerialization.data(withJSONObject: try #require(nodes, "\(answer)")))
    }

    @Test(
        "D4-18 D4-19 deliveries are those made to the viewer's company, and to the operator all",
        arguments: [
            ("operator@portico.test", "true"),
            ("admin@leadhaus.test", "delivered_at is not null and organization_id = (select organization_id from me)"),
            ("admin@nordlys.test", "delivered_at is not null and organization_id = (select organization_id from me)"),
            ("user@nordlys.test", "false"),
        ])
    func counted(email: String, visible: String) async throws {
        let portal = try await TestPortal.shared.value
        let answer = try await portal.engine().ask(
            "{ deliveries(first: 1) { totalCount } }", as: portal.credential(email))
        #expect(answer.codes == [], "\(answer)")
        let count = try #require(answer.at("deliveries", "totalCount"))
        let me = "with me as (select organization_id from app_user where email = '\(email)') "
        #expect("\(count)" == (try portal.value("\(me)select count(*)::text from delivery where \(visible)")))
    }

    @Test("what a lead costs is told once it is delivered, and what is on its way to the operator alone")
    func priced() async throws {
        let portal = try await TestPortal.shared.value
        func asked(_ filter: String, as email: String) async throws -> [Delivery] {
            let answer = try await portal.engine().ask(
                """
                { deliveries(first: 100, filter: {status: {in: [\(filter)]}}) {
                    nodes { status deliveredAt price { currency minorUnits } } } }
                """, as: portal.credential(email))
            #expect(answer.codes == [], "\(answer)")
            return try Self.deliveries(of: answer)
        }
        let onTheirWay = "QUEUED, SENDING, RETRYING, FAILED"
        let unmade = try await asked(onTheirWay, as: "operator@portico.test")
        #expect(!unmade.isEmpty)
        #expect(unmade.allSatisfy { $0.price == nil && $0.deliveredAt == nil && !Self.made.contains($0.status) })
        #expect(try await asked(onTheirWay, as: "admin@leadhaus.test").isEmpty)
        for email in ["operator@portico.test", "admin@leadhaus.test"] {
            let made = try await asked(Self.made.sorted().joined(separator: ", "), as: email)
            #expect(!made.isEmpty)
            #expect(made.allSatisfy { $0.price != nil && $0.deliveredAt != nil })
        }
    }

    @Test("an amount that isn't there is null also where its currency alone is asked for")
    func noAmount() async throws {
        let portal = try await TestPortal.shared.value
        let answer = try await portal.engine().ask(
            "{ deliveries(first: 1, filter: {deliveredAt: {isNull: true}}) { nodes { price { currency } } } }",
            as: portal.credential("operator@portico.test"))
        #expect(answer.text.contains(#""nodes":[{"price":null}]"#), "\(answer)")
    }
}
