public import SQLText

/// The kinds of viewer who sign in (`Role` of the schema's directives).
public enum Role: String, Sendable, CaseIterable {
    case `operator` = "OPERATOR"
    case admin = "ADMIN"
    case user = "USER"
    case marketing = "MARKETING"
    case portalAdmin = "PORTAL_ADMIN"
    case portalUser = "PORTAL_USER"
    case integration = "INTEGRATION"
}

/// What a portal admin may allow a portal user (`Permission` of the schema's directives).
public enum Permission: String, Sendable, CaseIterable {
    case billing = "BILLING"
    case technical = "TECHNICAL"
    case users = "USERS"
}

/// What an API key may read (`ApiScope` of the schema's directives).
public enum APIScope: String, Sendable, CaseIterable {
    case me = "ME_READ"
    case customers = "CUSTOMERS_READ"
    case msspReport = "MSSP_REPORT_READ"
    case resellerReport = "RESELLER_REPORT_READ"
}

/// The surface that a viewer signed in at.
public enum Realm: String, Sendable, CaseIterable {
    case partner = "PARTNER"
    case `operator` = "OPERATOR"
    case portal = "PORTAL"
}

/// Which rows a USER reaches through memberships and assignments, as far as it shapes a statement.
///
/// Ids are never in here: they are bound, so that all users of the same reach share their plans.
public struct Reach: Hashable, Sendable {
    /// There is a membership that lets in all customers of its partnership.
    public var wholePartnerships: Bool
    /// There are customers that are seen one by one.
    public var assignedCustomers: Bool
    /// There are so many of them that looking each row's up beats carrying the set.
    public var manyAssignments: Bool
    /// They are so large a part of the company's customers that a sorted list soon comes by a page of them: a bit for
    /// each customer is carried.
    public var mostCustomers: Bool
    /// The user is a member of one partnership and no more.
    public var oneMembership: Bool

    /// A set of more customers than this is not carried.
    public static let carriedCustomers = 1_000

    /// Describes a reach.
    public init(
        wholePartnerships: Bool = false, assignedCustomers: Bool = false, manyAssignments: Bool = false,
        mostCustomers: Bool = false, oneMembership: Bool = false
    ) {
        self.wholePartnerships = wholePartnerships
        self.assignedCustomers = assignedCustomers
        self.manyAssignments = manyAssignments
        self.mostCustomers = mostCustomers
        self.oneMembership = oneMembership
    }
}

/// What decides which fields exist for a viewer.
///
/// Viewers with equal audiences see the same schema.
public struct Audience: Hashable, Sendable {
    /// The kind of viewer; nil for somebody who isn't signed in.
    public var role: Role?
    /// What a portal user is allowed besides.
    public var permissions: Set<Permission>
    /// What an API key may read.
    public var apiScopes: Set<APIScope>
    /// Whether somebody else looks at the portal as the viewer: then what is the person's alone isn't there.
    public var isViewedAs: Bool

    /// Describes an audience.
    public init(
        role: Role?, permissions: Set<Permission> = [], apiScopes: Set<APIScope> = [], isViewedAs: Bool = false
    ) {
        self.role = role
        self.permissions = permissions
        self.apiScopes = apiScopes
        self.isViewedAs = isViewedAs
    }

    /// Everybody without a sign-in.
    public static let anonymous = Audience(role: nil)
}

/// Who asks.
public struct Viewer: Hashable, Sendable {
    /// Which fields exist for the viewer.
    public var audience: Audience
    /// Which shape the viewer's row predicates have.
    public var reach: Reach
    /// The user, operator, portal user or API key.
    public var userID: RowID?
    /// The session that asks; of an API key the key.
    public var sessionID: RowID?
    /// The partner company.
    public var organizationID: RowID?
    /// The partnership of an API key.
    public var partnershipID: RowID?
    /// The customer of a portal.
    public var customerID: RowID?
    /// The partnerships that a user is a member of.
    public var memberships: [RowID] = []
    /// Those of them of which the user sees every customer.
    public var wholePartnerships: [RowID] = []
    /// The customers that the user sees one by one; empty for many (`Reach.manyAssignments`).
    public var assignedCustomers: [RowID] = []
    /// A one at the number of each of them, eight numbers a byte; empty but for most (`Reach.mostCustomers`).
    public var assignedBits: [UInt8] = []

    /// Describes a viewer without memberships.
    public init(
        audience: Audience, reach: Reach = Reach(), userID: RowID? = nil, organizationID: RowID? = nil,
        partnershipID: RowID? = nil, customerID: RowID? = nil
    ) {
        self.audience = audience
        self.reach = reach
        self.userID = userID
        self.organizationID = organizationID
        self.partnershipID = partnershipID
        self.customerID = customerID
    }

    /// Somebody without a sign-in.
    public static let anonymous = Viewer(audience: .anonymous)

    /// The same viewer with what a user reaches.
    ///
    /// - Parameters:
    ///   - customers: those that are assigned; one more than is carried stands for many.
    ///   - bits: a one at the number of each, where most customers of the company are assigned; otherwise empty.
    public func reaching(
        memberships: [RowID], wholePartnerships: [RowID], customers: [RowID], bits: [UInt8] = []
    ) -> Viewer {
        var viewer = self
        viewer.reach = Reach(
            wholePartnerships: !wholePartnerships.isEmpty, assignedCustomers: !customers.isEmpty,
            manyAssignments: customers.count > Reach.carriedCustomers, mostCustomers: !bits.isEmpty,
            oneMembership: memberships.count == 1)
        viewer.memberships = memberships
        viewer.wholePartnerships = wholePartnerships
        viewer.assignedCustomers = viewer.reach.manyAssignments || viewer.reach.mostCustomers ? [] : customers
        viewer.assignedBits = bits
        return viewer
    }
}

/// Who looks at the portal as somebody else, for a while and without changing anything.
public struct Impersonator: Hashable, Sendable {
    /// What they are called.
    public let name: String
    /// Where they signed in themselves.
    public let realm: Realm
    /// When it ends at the latest, as RFC 3339.
    public let endsAt: String

    /// Describes who looks.
    public init(name: String, realm: Realm, endsAt: String) {
        self.name = name
        self.realm = realm
        self.endsAt = endsAt
    }
}

/// What is remembered of a session between requests.
///
/// Whether it still holds is checked in the database by the first statement of every request, which compares the epoch.
public struct CachedViewer: Sendable {
    /// Who asks.
    public let viewer: Viewer
    /// Where the viewer signed in.
    public let realm: Realm
    /// SHA-256 of the session's secret.
    public let tokenHash: [UInt8]
    /// Raised in the database with every change of the viewer's rights.
    public let epoch: Int64
    /// The viewer's name, for the viewer's own eyes.
    public let name: String
    /// The viewer's e-mail address.
    public let email: String
    /// The name of the partner company.
    public let organizationName: String?
    /// Whether signing in takes a code besides the password.
    public var hasSecondFactor = false
    /// How many recovery codes are left.
    public var recoveryCodes: Int32 = 0
    /// Who looks as the viewer; nil where it is the viewer in person.
    public var impersonator: Impersonator?
    /// The address that the session was begun from; nil for a key.
    public var address: String?
    /// When a key ends by itself, as RFC 3339; nil for one that doesn't, and for everybody else.
    public var expiresAt: String?

    /// Remembers a session.
    public init(
        viewer: Viewer, realm: Realm, tokenHash: [UInt8], epoch: Int64, name: String, email: String,
        organizationName: String?
    ) {
        self.viewer = viewer
        self.realm = realm
        self.tokenHash = tokenHash
        self.epoch = epoch
        self.name = name
        self.email = email
        self.organizationName = organizationName
    }
}
