import Access
import SQLText
import Testing

@Suite("The planner's wall: row rules and kinds of viewer")
struct RowPredicatesTests {
    static let org = #"t1."organization_id" = $1"#

    private func text(_ rule: RowRule, _ role: Role?, _ reach: Reach = Reach()) -> String {
        let predicate = RowPredicates().predicate(
            of: rule, for: role, reach: reach, on: Alias(.table, 1), inner: Alias(.predicate, 1))
        return switch predicate {
        case .none: "none"
        case .all: "all"
        case .matching(let condition): condition.compiled().text
        }
    }

    @Test("nobody without a sign-in has rows", arguments: [RowRule.global, .assigned(column: "id"), .operatorOnly])
    func anonymous(rule: RowRule) {
        #expect(text(rule, nil) == "none")
    }

    @Test(
        "D0-04 an admin sees the rows of the organisation, whatever is assigned",
        arguments: [RowRule.assigned(column: "id"), .partnership(column: "id"), .own(column: "id")])
    func admin(rule: RowRule) {
        #expect(text(rule, .admin, Reach(assignedCustomers: true)) == Self.org)
    }

    @Test("D2-02 a user without assignments sees the partnerships of the memberships")
    func whole() {
        #expect(
            text(.assigned(column: "customer_id"), .user, Reach(wholePartnerships: true)) == Self.org
                + #" AND t1."partnership_id" = ANY($2)"#)
    }

    @Test("D2-01 an assigned user sees the assigned customers")
    func assigned() {
        #expect(
            text(.assigned(column: "customer_id"), .user, Reach(assignedCustomers: true)) == Self.org
                + #" AND t1."customer_id" = ANY($2)"#)
    }

    @Test("rows that a statement joins to a customer in scope need no more than the organisation")
    func owned() {
        let predicate = RowPredicates().predicate(
            of: .assigned(column: "customer_id"), for: .user, reach: Reach(assignedCustomers: true),
            on: Alias(.table, 1), inner: Alias(.predicate, 1), isOwnedInScope: true)
        guard case .matching(let condition) = predicate else {
            Issue.record("\(predicate)")
            return
        }
        #expect(condition.compiled().text == Self.org)
    }

    @Test("a user with many assignments is looked up row by row")
    func many() {
        #expect(
            text(.assigned(column: "id"), .user, Reach(assignedCustomers: true, manyAssignments: true)) == Self.org
                + #" AND EXISTS (SELECT FROM assignment a WHERE a.user_id = $2 AND a.customer_id = t1."id")"#)
    }

    @Test("a user with most of the customers is asked of each row by the customer's number", arguments: [false, true])
    func most(many: Bool) {
        let reach = Reach(assignedCustomers: true, manyAssignments: many, mostCustomers: true)
        for (column, number) in [("id", "ordinal"), ("customer_id", "customer_ordinal")] {
            #expect(
                text(.assigned(column: column), .user, reach) == Self.org
                    + " AND substring($2 from t1.\"\(number)\" for 1) = B'1'")
        }
    }

    @Test("D2-01 assigned customers are counted by their number, where the user sees no others")
    func countedCustomers() {
        func text(_ rule: RowRule, _ role: Role?, _ reach: Reach) -> String? {
            RowPredicates().count(of: rule, for: role, reach: reach, inner: Alias(.predicate, 1))?.compiled().text
        }
        let customers = RowRule.assigned(column: "id")
        let assigned = Reach(assignedCustomers: true)
        #expect(
            text(customers, .user, assigned)
                == "SELECT coalesce((SELECT x1.customer_count FROM user_reach x1 WHERE x1.user_id = $1), 0)::int8")
        #expect(text(customers, .user, Reach(wholePartnerships: true, assignedCustomers: true)) == nil)
        #expect(text(customers, .user, Reach()) == nil)
        #expect(text(.assigned(column: "customer_id"), .user, assigned) == nil)
        for role in Role.allCases where role != .user { #expect(text(customers, role, assigned) == nil) }
    }

    @Test("D2-03 a user without memberships sees nothing")
    func nothing() {
        #expect(text(.assigned(column: "id"), .user) == "none")
    }

    @Test("D2-12 marketing has no customers")
    func marketing() {
        #expect(text(.assigned(column: "id"), .marketing) == "none")
        #expect(text(.delivery(column: "id"), .marketing) == "none")
    }

    @Test("D1-02 of the people of a portal, its admin sees all and anybody else only the own row")
    func people() {
        let rule = RowRule.assigned(column: "customer_id", person: "id")
        #expect(text(rule, .portalAdmin) == #"t1."customer_id" = $1"#)
        #expect(text(rule, .portalUser) == #"t1."customer_id" = $1 AND t1."id" = $2"#)
        #expect(text(rule, .admin) == Self.org)
    }

    @Test("D1-02 a portal user sees its own customer", arguments: [Role.portalAdmin, .portalUser])
    func portal(role: Role) {
        #expect(text(.assigned(column: "customer_id"), role) == #"t1."customer_id" = $1"#)
        #expect(text(.organization(column: "id"), role) == "none")
        #expect(text(.partnership(column: "id"), role) == "none")
        #expect(text(.own(column: "id"), role) == "none")
        #expect(text(.delivery(column: "id"), role) == "none")
    }

    @Test("D0-23 an API key reads one partnership")
    func integration() {
        #expect(text(.assigned(column: "id"), .integration) == Self.org + #" AND t1."partnership_id" = $2"#)
        #expect(text(.partnership(column: "id"), .integration) == #"t1."id" = $1"#)
    }

    @Test("D4-18 leads are seen through deliveries only, by what both are sorted by")
    func deliveries() {
        let delivery =
            #"EXISTS (SELECT FROM delivery x1 WHERE x1.lead_id = t1."id" AND x1.received_at = t1."received_at" "#
            + #"AND x1.name = t1."name" AND "#
        let rule = RowRule.delivery(column: "id")
        #expect(text(rule, .admin) == delivery + "x1.shown_to = $1)")
        #expect(
            text(rule, .user, Reach(oneMembership: true)) == delivery
                + "x1.organization_id = $1 AND x1.delivered_at IS NOT NULL AND x1.partnership_id = $2)")
        #expect(
            text(rule, .user) == #"EXISTS (SELECT FROM delivery x1 WHERE x1.lead_id = t1."id" "#
                + "AND x1.organization_id = $1 AND x1.delivered_at IS NOT NULL AND x1.partnership_id = ANY($2))")
        #expect(text(rule, .operator) == "all")
    }

    @Test("D2-03 D4-18 deliveries are seen once they are made, by an admin and by the members of their partnership")
    func made() {
        let rule = RowRule.delivered(column: "partnership_id")
        let made = Self.org + #" AND t1."delivered_at" IS NOT NULL"#
        #expect(text(rule, .operator) == "all")
        #expect(text(rule, .admin) == made)
        #expect(text(rule, .user) == made + #" AND t1."partnership_id" = ANY($2)"#)
        for role in [Role.marketing, .portalAdmin, .portalUser, .integration] { #expect(text(rule, role) == "none") }
    }

    @Test("leads are repeated by their deliveries: once where there is one for each, else in each membership")
    func repeated() throws {
        func rows(_ role: Role?, _ reach: Reach = Reach()) -> RepeatedRows? {
            RowPredicates().repeated(
                of: .delivery(column: "id"), for: role, reach: reach, inner: Alias(.predicate, 1))
        }
        func text(_ rows: RepeatedRows?) -> String? { rows?.condition.compiled().text }
        let done = "x1.organization_id = $1 AND x1.delivered_at IS NOT NULL AND x1.partnership_id = "
        #expect(text(rows(.admin)) == "x1.shown_to = $1")
        #expect(text(rows(.user, Reach(oneMembership: true))) == done + "$2")
        #expect(text(rows(.user)) == done + "ANY($2)")
        #expect(rows(.admin)?.places == nil && rows(.user, Reach(oneMembership: true))?.places == nil)
        #expect(try #require(rows(.user)?.places).condition.compiled().text == done + "m.id")
        for role in [nil, .operator, .marketing, .portalAdmin, .portalUser, .integration] as [Role?] {
            #expect(rows(role) == nil)
        }
        #expect(
            RowPredicates().repeated(
                of: .assigned(column: "id"), for: .admin, reach: Reach(), inner: Alias(.predicate, 1)) == nil)
    }

    @Test(
        "D0-51 D2-11 the partner kit is read by the kinds of the viewer's partnerships, by portals and keys not at all")
    func audience() {
        let published = #"t1."published_at" <= now() AND (t1."audience" = 'ALL' OR EXISTS (SELECT FROM partnership x1 "#
        let own = #"WHERE x1.organization_id = $1 AND x1.type = t1."audience""#
        let rule = RowRule.audience(column: "audience")
        #expect(text(rule, .operator) == "all")
        #expect(text(rule, .admin) == published + own + "))")
        for role in [Role.user, .marketing] { #expect(text(rule, role) == published + own + " AND x1.id = ANY($2)))") }
        for role in [Role.portalAdmin, .portalUser, .integration] { #expect(text(rule, role) == "none") }
    }

    @Test("D4-32 D4-33 the journal is the admin's, and the operator's where it is of no organisation")
    func journal() {
        #expect(text(.journal, .admin) == Self.org)
        #expect(text(.journal, .operator) == #"t1."organization_id" IS NULL"#)
        for role in Role.allCases where ![.admin, .operator].contains(role) { #expect(text(.journal, role) == "none") }
    }

    @Test("a person's rows are the person's, and nobody else's")
    func ownRows() {
        for role in Role.allCases {
            let own = role == .integration ? "none" : #"t1."person_id" = $1"#
            #expect(text(.person(column: "person_id"), role) == own)
        }
    }

    @Test("the operator's rows are the operator's")
    func operatorRows() {
        #expect(text(.operatorOnly, .operator) == "all")
        for role in Role.allCases where role != .operator { #expect(text(.operatorOnly, role) == "none") }
    }
}
