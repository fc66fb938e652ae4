@testable import Access
import Execution
import Postgres
import SQLText
import Testing

@Suite("Either wall holds alone", .serialized)
struct WallTests {
    static let query = """
        { customers(first: 50, orderBy: [{field: NAME}]) { totalCount nodes { id name
            contacts { totalCount nodes { id customer { id } } }
            invoices(orderBy: [{field: ISSUED_ON}]) { totalCount nodes { id lines(first: 5) { nodes { id } } } } } }
          contacts(first: 100, orderBy: [{field: NAME}]) { totalCount nodes { id } }
          invoices(first: 100, orderBy: [{field: NUMBER}]) { totalCount nodes { id } }
          partnerships { totalCount nodes { id memberships { totalCount } } }
          reports { usage(first: 100) { totalCount totals { label quantity customers product { code } } nodes { id } }
            usageReadings(first: 100) { totalCount nodes { id } }
            contractValues(first: 5) { totalCount totals { day amount { minorUnits } } }
            periods(first: 100) { totalCount nodes { id usage { totals { quantity } } } } }
          contracts(first: 100) { totalCount totals { annualValue { minorUnits currency } customer { id } } }
          tasks(first: 100, orderBy: [{field: SEVERITY}]) { totals { severity tasks } nodes { id contract { id } } }
          portalUsers(first: 100) { totalCount nodes { id name email state lastLoginAt portal { slug admin { id } } } }
          users(first: 100) { totalCount nodes { id } } leads(first: 100) { totalCount nodes { id } } }
        """
    static let lifeQuery = """
        { engagement(first: 100, orderBy: [{field: SCORE}]) { totalCount nodes { id customer { id } } }
          churnAssessments(first: 100, filter: {isLatest: {eq: true}}, orderBy: [{field: SCORE, direction: DESC}]) {
            totalCount totals { band customers } nodes { id factors(first: 5) { nodes { id assessment { id } } } } }
          customers(filter: {churn: {band: {in: [HIGH, MEDIUM]}}}) { totalCount nodes { id churn { id score }
            engagement(first: 3) { totalCount nodes { id } } churnAssessments(first: 3) { totalCount nodes { id } } } } }
        """
    static let kitQuery = """
        { partnerKit(first: 50, filter: {isCurrent: {}}, orderBy: [{field: TITLE}]) {
            totalCount nodes { id title supersededBy { id } } } }
        """
    static let deliveryQuery = """
        { deliveries(first: 100) { totalCount nodes { id status price { minorUnits currency } lead { id } partnership { id } } }
          leads(first: 50, orderBy: [{field: NAME}]) { nodes { id deliveries { totalCount nodes { id } } } } }
        """
    static let userQuery = query.replacing(" memberships { totalCount }", with: "")

    static let viewers = [
        ("admin@nordlys.test", query), ("user@nordlys.test", userQuery), ("wide@nordlys.test", userQuery),
        ("admin@leadhaus.test", query), ("admin@nordlys.test", lifeQuery), ("user@nordlys.test", lifeQuery),
        ("wide@nordlys.test", lifeQuery), ("admin@leadhaus.test", lifeQuery), ("admin@nordlys.test", kitQuery),
        ("marketing@nordlys.test", kitQuery), ("admin@leadhaus.test", kitQuery), ("most@nordlys.test", userQuery),
        ("most@nordlys.test", lifeQuery), ("admin@leadhaus.test", deliveryQuery), ("admin@nordlys.test", deliveryQuery),
    ]
    /// A user who is assigned every other customer of the company, and so carries a bit for each.
    static let most = """
        WITH person AS (
            INSERT INTO app_user (organization_id, name, email, role, status)
            SELECT organization_id, 'Most', 'most@nordlys.test', 'USER', 'ACTIVE'
            FROM app_user WHERE email = 'user@nordlys.test' RETURNING id, organization_id),
        place AS (
            INSERT INTO membership (organization_id, partnership_id, user_id, customer_access)
            SELECT p.organization_id, p.id, u.id, 'ASSIGNED' FROM person u JOIN partnership p USING (organization_id)
            RETURNING id, organization_id, partnership_id, user_id)
        INSERT INTO assignment (organization_id, partnership_id, membership_id, user_id, customer_id)
        SELECT m.organization_id, m.partnership_id, m.id, m.user_id, c.id
        FROM place m JOIN customer c USING (partnership_id) WHERE c.ordinal % 2 = 0
        """

    @Test("policies off: the planner alone shows the same rows; predicates off: the policies alone do")
    func eitherWall() async throws {
        let portal = try await TestPortal()
        try portal.administrate(Self.most)
        let credentials = try Self.viewers.map { try portal.credential($0.0) }
        let both = try await answers(portal.engine(), credentials)
        // One connection for all, so that each viewer comes to one that another has used.
        var narrow = portal.store.configuration()
        narrow.sharedConnections = 1
        narrow.exclusiveConnections = 1
        let policiesAlone = try await portal.store.open(narrow) { database in
            try await answers(
                portal.engine(predicates: RowPredicates(enforced: false), database: database), credentials)
        }
        #expect(policiesAlone == both)
        try portal.removePolicies()
        let planner = try await answers(portal.engine(), credentials)
        #expect(planner == both)
        let neither = try await answers(portal.engine(predicates: RowPredicates(enforced: false)), credentials)
        #expect(neither != both)
        await portal.database.shutdown()
    }

    private func answers(_ engine: Engine, _ credentials: [Credential]) async throws -> [String] {
        var answers: [String] = []
        for _ in 0..<2 {
            for (viewer, credential) in zip(Self.viewers, credentials) {
                let answer = try await engine.ask(viewer.1, as: credential)
                #expect(answer.codes.isEmpty, "\(viewer.0): \(answer)")
                answers.append("\(answer)")
            }
        }
        return answers
    }
}
