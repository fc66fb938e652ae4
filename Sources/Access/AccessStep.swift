/// One thing that has to hold for somebody to see something (`AccessStep` of the schema).
public struct AccessStep: Hashable, Sendable {
    /// What has to hold (`AccessStepKind` of the schema).
    public enum Kind: String, Sendable, CaseIterable {
        case account = "ACCOUNT"
        case portal = "PORTAL"
        case role = "ROLE"
        case organization = "ORGANIZATION"
        case customer = "CUSTOMER"
        case membership = "MEMBERSHIP"
        case assignment = "ASSIGNMENT"
        case own = "OWN"
        case delivery = "DELIVERY"
        case audience = "AUDIENCE"
    }

    /// What has to hold.
    public let kind: Kind
    /// Whether it does.
    public let isMet: Bool
    /// What it is about.
    public var name: String?
    /// The state of an account.
    public var state: String?
    /// The role of an account.
    public var role: String?
    /// Which customers a place shows.
    public var customerAccess: String?
    /// Who made an assignment.
    public var grantedBy: String?
    /// When an assignment was made, as RFC 3339.
    public var grantedAt: String?

    init(_ kind: Kind, _ isMet: Bool, name: String? = nil) {
        self.kind = kind
        self.isMet = isMet
        self.name = name
    }
}
