public import SQLText

/// A fact about the viewer that a predicate compares rows with.
public enum ViewerParameter: Hashable, Sendable {
    case organizationID
    case userID
    case sessionID
    case partnershipID
    case customerID
    /// The partnerships that a user is a member of.
    case memberships
    /// The one partnership that a user is a member of, where it's only one (`Reach.oneMembership`).
    case membership
    /// Those of them of which the user sees every customer.
    case wholePartnerships
    /// The customers that the user sees one by one.
    case assignedCustomers
    /// The same as bits (`Reach.mostCustomers`).
    case assignedBits

    /// The type of the value.
    public var type: SQLType {
        switch self {
        case .organizationID, .userID, .sessionID, .partnershipID, .customerID, .membership: .uuid
        case .memberships, .wholePartnerships, .assignedCustomers: .uuidArray
        case .assignedBits: .varbit
        }
    }
}

extension Viewer {
    /// The fact as it is bound to a statement.
    public func value(of parameter: ViewerParameter) -> SQLValue {
        switch parameter {
        case .organizationID: id(organizationID)
        case .userID: id(userID)
        case .sessionID: id(sessionID)
        case .partnershipID: id(partnershipID)
        case .customerID: id(customerID)
        case .memberships: .uuidArray(memberships)
        case .membership: id(memberships.count == 1 ? memberships.first : nil)
        case .wholePartnerships: .uuidArray(wholePartnerships)
        case .assignedCustomers: .uuidArray(assignedCustomers)
        case .assignedBits: .varbit(assignedBits)
        }
    }

    private func id(_ row: RowID?) -> SQLValue {
        row.map(SQLValue.uuid) ?? .null(.uuid)
    }
}
