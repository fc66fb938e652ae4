public import SQLText

/// What a row rule says for one viewer.
public enum RowPredicate: Hashable, Sendable {
    /// No row at all.
    case none
    /// Every row.
    case all
    /// The rows for which this holds.
    case matching(SQLText<ViewerParameter>)
}

/// The table of row rules and kinds of viewer: the planner's wall.
///
/// It knows nothing of the policies in the database, which say the same in their own words.
public struct RowPredicates: Sendable {
    private let enforced: Bool

    /// The predicates as they are.
    public init() {
        enforced = true
    }

    /// For tests that show what is left without this wall: every row for everybody.
    init(enforced: Bool) {
        self.enforced = enforced
    }

    /// What a rule says for a viewer about the rows of a table.
    ///
    /// - Parameters:
    ///   - rule: the type's rule.
    ///   - role: the kind of viewer; nil for somebody who isn't signed in.
    ///   - reach: how the viewer's memberships and assignments look.
    ///   - table: the alias of the rows' table in the statement.
    ///   - inner: the alias for a table that the predicate reads itself.
    ///   - isOwnedInScope: the statement joins each row to the customer that it belongs to, and that customer is in
    ///     scope: then the join says what the predicate would.
    /// - Returns: the rows that the viewer may see.
    public func predicate(
        of rule: RowRule, for role: Role?, reach: Reach, on table: Alias, inner: Alias, isOwnedInScope: Bool = false
    ) -> RowPredicate {
        guard enforced else { return .all }
        guard let role else { return .none }
        let terms = PredicateTerms(table: table, inner: inner, reach: reach)
        return switch rule {
        case .global: .all
        case .operatorOnly: role == .operator ? .all : .none
        case .assigned(let column, let person):
            terms.assigned(column, person: person, role, isOwnedInScope: isOwnedInScope)
        case .organization(let column): terms.organization(column, role)
        case .partnership(let column): terms.partnership(column, role)
        case .own(let column): terms.own(column, role)
        case .person(let column): terms.person(column, role)
        case .delivery(let column): terms.delivery(column, role)
        case .delivered(let column): terms.delivered(column, role)
        case .audience(let column): terms.audience(column, role)
        case .journal: terms.journal(role)
        }
    }
}

extension RowPredicates {
    /// The number of a viewer's rows where it's kept, so that none has to be read.
    ///
    /// - Parameters: as of `predicate`; `inner` is the alias for the table that keeps it.
    /// - Returns: the statement; nil where the rows must be counted.
    public func count(of rule: RowRule, for role: Role?, reach: Reach, inner: Alias) -> SQLText<ViewerParameter>? {
        guard enforced, rule == .assigned(column: "id"), let role else { return nil }
        return PredicateTerms(table: inner, inner: inner, reach: reach).countOfCustomers(role)
    }

    /// The table that repeats the viewer's rows of a type.
    ///
    /// - Parameters: as of `predicate`; `inner` is the alias for that table.
    /// - Returns: nil where there is none, or where the viewer sees no row or all.
    public func repeated(of rule: RowRule, for role: Role?, reach: Reach, inner: Alias) -> RepeatedRows? {
        guard enforced, case .delivery = rule, let role else { return nil }
        return PredicateTerms(table: inner, inner: inner, reach: reach).deliveries(role)
    }

    /// What the predicate asks for within its EXISTS, where an index of that gives the rows in their order.
    ///
    /// Whoever reads a page must say there too where it begins and what is looked for: PostgreSQL infers from a column
    /// that equals another how rows are sorted, but not where to begin, nor what needn't be looked up at all.
    ///
    /// - Parameters: as of `predicate`.
    /// - Returns: the statement, which ends in its conditions; nil where there is none.
    public func sorted(
        of rule: RowRule, for role: Role?, reach: Reach, on table: Alias, inner: Alias
    ) -> SQLText<ViewerParameter>? {
        guard enforced, case .delivery(let column) = rule, let role else { return nil }
        return PredicateTerms(table: table, inner: inner, reach: reach).sortedDelivery(column, role)
    }
}

/// The words that the predicates are made of.
private struct PredicateTerms {
    typealias SQL = SQLText<ViewerParameter>

    let table: Alias
    let inner: Alias
    let reach: Reach

    func assigned(_ column: String, person: String?, _ role: Role, isOwnedInScope: Bool) -> RowPredicate {
        let ofCustomer: SQL = "\(SQL.column(column, of: table)) = \(.customerID)"
        return switch role {
        case .operator: .all
        case .admin: .matching(inOrganization)
        case .user where reach.isEmpty: .none
        case .user where isOwnedInScope: .matching(inOrganization)
        case .user: .matching("\(inOrganization) AND \(reached(column))")
        case .marketing: .none
        case .portalAdmin: .matching(ofCustomer)
        case .portalUser:
            .matching(person.map { "\(ofCustomer) AND \(SQL.column($0, of: table)) = \(.userID)" } ?? ofCustomer)
        case .integration: .matching("\(inOrganization) AND \(ofPartnership)")
        }
    }

    func organization(_ column: String, _ role: Role) -> RowPredicate {
        switch role {
        case .operator: .all
        case .admin, .user, .marketing: .matching("\(SQL.column(column, of: table)) = \(.organizationID)")
        case .portalAdmin, .portalUser, .integration: .none
        }
    }

    func partnership(_ column: String, _ role: Role) -> RowPredicate {
        switch role {
        case .operator: .all
        case .admin: .matching(inOrganization)
        case .user, .marketing: .matching("\(inOrganization) AND \(SQL.column(column, of: table)) = \(memberships)")
        case .integration: .matching("\(SQL.column(column, of: table)) = \(.partnershipID)")
        case .portalAdmin, .portalUser: .none
        }
    }

    func own(_ column: String, _ role: Role) -> RowPredicate {
        switch role {
        case .operator: .all
        case .admin: .matching(inOrganization)
        case .user, .marketing: .matching("\(inOrganization) AND \(SQL.column(column, of: table)) = \(.userID)")
        case .portalAdmin, .portalUser, .integration: .none
        }
    }

    func person(_ column: String, _ role: Role) -> RowPredicate {
        switch role {
        case .operator, .admin, .user, .marketing, .portalAdmin, .portalUser:
            .matching("\(SQL.column(column, of: table)) = \(.userID)")
        case .integration: .none
        }
    }

    /// By the delivery that repeats what leads are sorted by, so that an index of it gives them in their order.
    ///
    /// No index gives the leads of several partnerships in one order, and a lead may be delivered to each of them.
    func delivery(_ column: String, _ role: Role) -> RowPredicate {
        let key: SQL = "\(inner).lead_id = \(SQL.column(column, of: table))"
        let several: SQL = "SELECT FROM delivery \(inner) WHERE \(key) AND \(done) = \(memberships)"
        return switch role {
        case .operator: .all
        case .admin, .user: .matching("EXISTS (\(sortedDelivery(column, role) ?? several))")
        case .marketing, .portalAdmin, .portalUser, .integration: .none
        }
    }

    func delivered(_ column: String, _ role: Role) -> RowPredicate {
        let made: SQL = "\(inOrganization) AND \(SQL.column("delivered_at", of: table)) IS NOT NULL"
        return switch role {
        case .operator: .all
        case .admin: .matching(made)
        case .user: .matching("\(made) AND \(SQL.column(column, of: table)) = \(memberships)")
        case .marketing, .portalAdmin, .portalUser, .integration: .none
        }
    }

    func sortedDelivery(_ column: String, _ role: Role) -> SQL? {
        once(role).map {
            """
            SELECT FROM delivery \(inner) WHERE \(inner).lead_id = \(SQL.column(column, of: table)) \
            AND \(inner).received_at = \(SQL.column("received_at", of: table)) \
            AND \(inner).name = \(SQL.column("name", of: table)) AND \($0)
            """
        }
    }

    /// The deliveries of which there is one for each lead of the viewer; nil where there may be several.
    func once(_ role: Role) -> SQL? {
        switch role {
        case .admin: "\(inner).shown_to = \(.organizationID)"
        case .user where reach.oneMembership: "\(done) = \(.membership)"
        default: nil
        }
    }

    /// The deliveries by which the viewer sees leads.
    func deliveries(_ role: Role) -> RepeatedRows? {
        switch role {
        case .admin, .user:
            if let once = once(role) { return RepeatedRows(condition: once, places: nil) }
            let places = RepeatedRows.Places(all: "\(.memberships)", condition: "\(done) = m.id")
            return RepeatedRows(condition: "\(done) = \(memberships)", places: places)
        case .operator, .marketing, .portalAdmin, .portalUser, .integration: return nil
        }
    }

    private var done: SQL {
        """
        \(inner).organization_id = \(.organizationID) AND \(inner).delivered_at IS NOT NULL \
        AND \(inner).partnership_id
        """
    }

    func audience(_ column: String, _ role: Role) -> RowPredicate {
        let audience = SQL.column(column, of: table)
        let own: SQL = """
            SELECT FROM partnership \(inner) WHERE \(inner).organization_id = \(.organizationID) \
            AND \(inner).type = \(audience)
            """
        func published(for partnerships: SQL) -> RowPredicate {
            .matching(
                "\(SQL.column("published_at", of: table)) <= now() AND (\(audience) = 'ALL' OR EXISTS (\(partnerships)))"
            )
        }
        return switch role {
        case .operator: .all
        case .admin: published(for: own)
        case .user, .marketing: published(for: "\(own) AND \(inner).id = \(memberships)")
        case .portalAdmin, .portalUser, .integration: .none
        }
    }

    func journal(_ role: Role) -> RowPredicate {
        switch role {
        case .operator: .matching("\(SQL.column("organization_id", of: table)) IS NULL")
        case .admin: .matching(inOrganization)
        case .user, .marketing, .portalAdmin, .portalUser, .integration: .none
        }
    }

    private var inOrganization: SQL { "\(SQL.column("organization_id", of: table)) = \(.organizationID)" }

    private var ofPartnership: SQL { "\(SQL.column("partnership_id", of: table)) = \(.partnershipID)" }

    private var memberships: SQL { "ANY(\(.memberships))" }

    private func reached(_ column: String) -> SQL {
        let whole: SQL = "\(SQL.column("partnership_id", of: table)) = ANY(\(.wholePartnerships))"
        guard reach.assignedCustomers else { return whole }
        let assigned = assigned(column)
        return reach.wholePartnerships ? "(\(whole) OR \(assigned))" : assigned
    }

    /// Which rows are of an assigned customer.
    ///
    /// A small part of all is found by the set. Where it's a large part, the rows come in the order of their list and
    /// the customer's number names the bit that says it, so that nothing is looked up for a row.
    private func assigned(_ column: String) -> SQL {
        if reach.mostCustomers {
            let number = SQL.column(RowRule.numberColumn(beside: column), of: table)
            return "substring(\(.assignedBits) from \(number) for 1) = B'1'"
        }
        let customer = SQL.column(column, of: table)
        let lookup: SQL = "SELECT FROM assignment a WHERE a.user_id = \(.userID) AND a.customer_id = \(customer)"
        return reach.manyAssignments ? "EXISTS (\(lookup))" : "\(customer) = ANY(\(.assignedCustomers))"
    }

    /// The number of a user's customers, where all are assigned; nil where they must be counted.
    func countOfCustomers(_ role: Role) -> SQL? {
        guard role == .user, reach.assignedCustomers, !reach.wholePartnerships else { return nil }
        return """
            SELECT coalesce((SELECT \(inner).customer_count FROM user_reach \(inner) \
            WHERE \(inner).user_id = \(.userID)), 0)::int8
            """
    }
}

extension Reach {
    fileprivate var isEmpty: Bool { !wholePartnerships && !assignedCustomers }
}
