public import SQLText

/// The table of deliveries, by which a viewer's leads are found: it repeats what leads are sorted and looked through
/// by, so that only those that are answered are looked up among all leads.
public struct RepeatedRows: Hashable, Sendable {
    /// The table.
    public var table: Identifier { Identifier("delivery") }
    /// The function of the database that tells which of the viewer's rows may have a text, by an index.
    ///
    /// It only narrows where to look: null doesn't, and of each row that it tells everything is asked all the same.
    public var index: Identifier { Identifier("viewer_leads_with") }
    /// Its column that names the row that is repeated.
    public var key: String { "lead_id" }
    /// Which of its rows say that the viewer sees what they repeat.
    public let condition: SQLText<ViewerParameter>
    /// The partnerships of which each may repeat a row; nil where a row of the viewer's is repeated once.
    public let places: Places?

    /// Where rows are repeated.
    public struct Places: Hashable, Sendable {
        /// All of them, as an array.
        public let all: SQLText<ViewerParameter>
        /// As `RepeatedRows.condition`, of the one place that is called `m.id`.
        public let condition: SQLText<ViewerParameter>
    }

    /// The column that repeats one of the rows'; nil for one that isn't repeated.
    public func column(_ name: String) -> String? {
        switch name {
        case "id": key
        case "received_at", "name", "search_text", "country": name
        default: nil
        }
    }
}
