public import SQLText

/// What lets somebody in or keeps them out, whatever they look at.
public struct AccessStanding: Hashable, Sendable {
    /// The role's name; that of somebody who never signs in is no `Role`.
    public let role: String
    /// The account's state; only ACTIVE lets in.
    public let state: String
    /// What the company is called.
    public let company: String
    /// The portal that they sign in at; nil for a user of the company.
    public let portal: Portal?
    /// Who they are to the rules; nil where they aren't let in.
    public let viewer: Viewer?

    /// The portal of a customer.
    public struct Portal: Hashable, Sendable {
        /// What the customer is called.
        public let customer: String
        /// Whether the portal and its customer are enabled.
        public let isOpen: Bool

        /// Describes a portal.
        public init(customer: String, isOpen: Bool) {
            self.customer = customer
            self.isOpen = isOpen
        }
    }

    /// Describes somebody.
    public init(role: String, state: String, company: String, portal: Portal?, viewer: Viewer?) {
        self.role = role
        self.state = state
        self.company = company
        self.portal = portal
        self.viewer = viewer
    }
}

/// What ties a row to somebody, as far as the row's rule asks for it.
public struct AccessTies: Hashable, Sendable {
    /// The organisation that the row belongs to.
    public var organizationID: RowID?
    /// The customer that the row belongs to, and its name.
    public var customerID: RowID?
    public var customerName: String?
    /// The name of the partnership that the row belongs to, or that a lead was delivered to.
    public var partnershipName: String?
    /// The person whose row it is.
    public var personID: RowID?
    /// Which customers somebody's place in the partnership shows; nil without a place.
    public var customerAccess: String?
    /// Whether the customer is assigned to them, by whom and when.
    public var isAssigned = false
    public var grantedBy: String?
    public var grantedAt: String?
    /// Whether the lead was delivered to them, or the row published for them.
    public var isReleased = false

    /// No ties at all.
    public init() {}
}
