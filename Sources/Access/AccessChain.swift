/// Why somebody sees a row or doesn't: what has to hold, in order, as far as it does.
///
/// It explains and decides nothing: whether the row is seen is asked of the engine, as that person. Where the two
/// differ the explanation is wrong.
public struct AccessChain: Hashable, Sendable {
    /// What has to hold.
    ///
    /// Only the last may be unmet.
    public let steps: [AccessStep]

    /// Whether all of it holds.
    public var isWhole: Bool { steps.allSatisfy(\.isMet) }

    /// Follows a type's rules.
    ///
    /// - Parameters:
    ///   - type: the row's type.
    ///   - rule: which rows of it are seen.
    ///   - policy: who may see rows of it at all.
    ///   - standing: who would see the row.
    ///   - ties: what ties the row to them.
    public init(
        of type: String, _ rule: RowRule, in policy: AccessPolicy, for standing: AccessStanding, _ ties: AccessTies
    ) {
        var account = AccessStep(.account, standing.state == "ACTIVE")
        account.state = standing.state
        // That their company is let in goes without saying: the one who asks is of the same.
        var steps = [account]
        if let portal = standing.portal { steps.append(AccessStep(.portal, portal.isOpen, name: portal.customer)) }
        let rows = standing.viewer.flatMap { viewer -> [AccessStep]? in
            guard policy.decision(on: .type(type), for: viewer.audience) == .allowed else { return nil }
            return viewer.audience.role.flatMap { ties.steps(to: rule, for: $0, viewer, of: standing.company) }
        }
        var role = AccessStep(.role, rows != nil)
        role.role = standing.role
        steps += [role] + (rows ?? [])
        let end = steps.firstIndex { !$0.isMet } ?? steps.endIndex - 1
        self.steps = Array(steps[...end])
    }
}

extension AccessTies {
    /// What has to hold of the row; nil for a role that sees no row under the rule.
    fileprivate func steps(to rule: RowRule, for role: Role, _ viewer: Viewer, of company: String) -> [AccessStep]? {
        let organization = AccessStep(.organization, organizationID == viewer.organizationID, name: company)
        let own = AccessStep(.own, personID == viewer.userID)
        switch (rule, role) {
        case (.global, _): return []
        case (.operatorOnly, _), (_, .operator), (_, .integration): return nil
        case (.assigned, .admin), (.partnership, .admin), (.delivered, .admin), (.own, .admin), (.journal, .admin):
            return [organization]
        case (.assigned, .user): return [organization] + place + assignment
        case (.assigned(_, nil), .portalUser), (.assigned, .portalAdmin): return [customer(of: viewer)]
        case (.assigned, .portalUser): return [customer(of: viewer), own]
        case (.organization, .admin), (.organization, .user), (.organization, .marketing): return [organization]
        case (.partnership, .user), (.partnership, .marketing), (.delivered, .user): return [organization] + place
        case (.own, .user), (.own, .marketing): return [organization, own]
        case (.person, .admin), (.person, .user), (.person, .marketing), (.person, .portalAdmin),
            (.person, .portalUser):
            return [own]
        case (.delivery, .admin), (.delivery, .user):
            return [AccessStep(.delivery, isReleased, name: partnershipName)]
        case (.audience, .admin), (.audience, .user), (.audience, .marketing):
            return [AccessStep(.audience, isReleased)]
        case (.assigned, .marketing), (.delivery, .marketing), (.delivered, .marketing), (.journal, .user),
            (.journal, .marketing), (.organization, .portalAdmin), (.organization, .portalUser),
            (.partnership, .portalAdmin), (.partnership, .portalUser), (.own, .portalAdmin), (.own, .portalUser),
            (.delivery, .portalAdmin), (.delivery, .portalUser), (.delivered, .portalAdmin), (.delivered, .portalUser),
            (.audience, .portalAdmin), (.audience, .portalUser), (.journal, .portalAdmin), (.journal, .portalUser):
            return nil
        }
    }

    private var place: [AccessStep] {
        var step = AccessStep(.membership, customerAccess != nil, name: partnershipName)
        step.customerAccess = customerAccess
        return [step]
    }

    /// A place that shows all customers needs no assignment.
    private var assignment: [AccessStep] {
        if customerAccess == "ALL" { return [] }
        var step = AccessStep(.assignment, isAssigned, name: customerName)
        step.grantedBy = grantedBy
        step.grantedAt = grantedAt
        return [step]
    }

    private func customer(of viewer: Viewer) -> AccessStep {
        AccessStep(.customer, customerID == viewer.customerID, name: customerName)
    }
}
