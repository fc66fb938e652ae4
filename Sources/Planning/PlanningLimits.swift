/// How much an operation may ask of the database.
public struct PlanningLimits: Sendable, Hashable {
    /// Rows of one page.
    public var maximumPage = 100
    /// Rows of a page where none is said.
    public var usualPage = 20
    /// Rows that a list may come to, with the lists that it stands in.
    public var maximumRows = 10_000
    /// Comparisons of one filter, and combinations of them.
    public var maximumConditions = 50
    /// Values of one list in a filter.
    public var maximumItems = 500
    /// The length of one text in a filter, in bytes.
    public var maximumTextBytes = 256
    /// Fields that a list is sorted by; the primary key is added.
    public var maximumOrderTerms = 4
    /// Ids of one `nodes` field.
    public var maximumIDs = 100
    /// Statements of one operation.
    public var maximumStatements = 40
    /// The length of their texts together, in bytes.
    public var maximumSQLBytes = 256 * 1024

    /// How much of the processor planning may take; nil for as much as it takes, until an installation says.
    public var maximumTime: Duration?

    /// The limits of requests.
    public init() {}

    /// For requests.
    public static let server = PlanningLimits()
}
