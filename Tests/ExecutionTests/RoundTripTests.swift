import Execution
import GraphQLSchema
import Testing

@Suite("Statements depend on the document, never on the data", .serialized)
struct RoundTripTests {
    static let query = """
        query ($first: Int!) { customers(first: $first) { totalCount nodes { id contacts { nodes { id customer { name } } }
          invoices(first: 9) { nodes { lines(first: 9) { nodes { id } } } } } } }
        """

    @Test("one round trip a query, however many rows")
    func oneRoundTrip() async throws {
        let portal = try await TestPortal()
        let engine = try portal.engine()
        let admin = try portal.credential("admin@nordlys.test")
        _ = try await engine.ask(Self.query, ["first": 1], as: admin)
        for first in [0, 1, 3, 100] {
            let before = try await settledRoundTrips(portal)
            let answer = try await engine.ask(Self.query, ["first": .int(Int64(first))], as: admin)
            #expect(answer.codes.isEmpty, "\(answer)")
            #expect(answer.answer.statementCount == 6)
            #expect(try await settledRoundTrips(portal) - before == 1)
        }
        await portal.database.shutdown()
    }

    /// The count is published by the thread of the connections, a moment after the answer.
    private func settledRoundTrips(_ portal: TestPortal) async throws -> UInt64 {
        try await Task.sleep(for: .milliseconds(50))
        return portal.database.statistics.roundTrips
    }

    @Test("D0-06 a role, membership or assignment changed in SQL shows in the very next request")
    func nextRequest() async throws {
        let portal = try await TestPortal()
        let engine = try portal.engine()
        let user = try portal.credential("user@nordlys.test")
        let query = "{ customers { totalCount } viewer { role } }"
        #expect(try await engine.ask(query, as: user).at("customers", "totalCount") as? Int == 3)
        try portal.administrate(
            "DELETE FROM assignment WHERE id = (SELECT a.id FROM assignment a JOIN app_user u ON u.id = a.user_id WHERE u.email = 'user@nordlys.test' LIMIT 1)"
        )
        #expect(try await engine.ask(query, as: user).at("customers", "totalCount") as? Int == 2)
        try portal.administrate("UPDATE membership SET customer_access = 'ALL' WHERE false")
        try portal.administrate(
            "DELETE FROM assignment USING app_user u WHERE u.id = user_id AND u.email = 'user@nordlys.test'")
        #expect(try await engine.ask(query, as: user).at("customers", "totalCount") as? Int == 0)
        try portal.administrate("UPDATE app_user SET role = 'ADMIN' WHERE email = 'user@nordlys.test'")
        let admin = try await engine.ask(query, as: user)
        #expect(admin.at("viewer", "role") as? String == "ADMIN", "\(admin)")
        #expect((admin.at("customers", "totalCount") as? Int ?? 0) > 40)
        try portal.administrate("UPDATE app_user SET status = 'DISABLED' WHERE email = 'user@nordlys.test'")
        #expect(try await engine.ask(query, as: user).answer.outcome == .credentialRefused)
        await portal.database.shutdown()
    }
}
