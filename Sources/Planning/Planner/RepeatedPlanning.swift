import Access
import SQLText

/// Reads a list by the table that repeats its rows.
///
/// Asked of the rows themselves, what a client looks for is looked up for each row of the viewer's, since no index tells
/// a policy's answer. Asked of the table that repeats them, it costs no look-up for those that don't fit.
struct RepeatedPlanning {
    let rows: RepeatedRows
    /// The alias of the table.
    let table: Alias
    /// The client's filter and where the page begins, as asked of the table.
    let filter: PlanSQL?
    let bounds: PlanSQL?
    /// Whether the filter looks for a text: no index finds that, and in the order of an index each row that doesn't fit
    /// lies somewhere else.
    let isSearched: Bool

    /// What is asked of the table for a page.
    var asked: [PlanSQL] { [bounds, filter].compactMap { $0 } }

    /// Counts the rows without reading them.
    var count: PlanSQL {
        let conditions =
            ([rows.condition.mapParameters(Slot.viewer)] + [filter].compactMap { $0 })
            .joined(separator: " AND ") as PlanSQL
        let from: PlanSQL = "\(rows.table) \(table) WHERE \(conditions)"
        let key = PlanSQL.column(rows.key, of: table)
        return rows.places == nil
            ? "SELECT count(*) FROM \(from)" : "SELECT count(*) FROM (SELECT \(key) FROM \(from) GROUP BY \(key)) l"
    }

    /// The keys among which a page of rows is: where several places repeat them, since no index gives those of all
    /// places in one order, but one gives those of each; and where a text is looked for, which takes looking at all.
    ///
    /// - Parameter order: the columns of the table that the page is sorted by, with their directions.
    /// - Returns: an array; nil where an index gives the rows themselves in their order.
    func keys(of list: Int, order: [(column: String, direction: PlanSQL)]) -> PlanSQL? {
        if let places = rows.places {
            let page = page(of: list, places.condition.mapParameters(Slot.viewer), order)
            let all = places.all.mapParameters(Slot.viewer)
            return "ARRAY(SELECT l.k FROM unnest(\(all)) AS m(id) CROSS JOIN LATERAL (\(page)) l)"
        }
        guard isSearched else { return nil }
        return "ARRAY(\(page(of: list, rows.condition.mapParameters(Slot.viewer), order)))"
    }

    private func page(
        of list: Int, _ condition: PlanSQL, _ order: [(column: String, direction: PlanSQL)]
    ) -> PlanSQL {
        let wanted: PlanSQL = "\(rows.table) \(table) WHERE \(([condition] + asked).joined(separator: " AND "))"
        let key = PlanSQL.column(rows.key, of: table)
        let limit: PlanSQL = "LIMIT \(.limit(list: list, extra: 1))"
        if isSearched {
            // OFFSET 0 keeps the order out, so that rows are read as they lie.
            var columns: [PlanSQL] = ["\(key) AS k"]
            var terms: [PlanSQL] = []
            for (place, term) in order.enumerated() {
                columns.append("\(PlanSQL.column(term.column, of: table)) AS o\(.number(place))")
                terms.append("s.o\(.number(place))\(term.direction)")
            }
            return """
                SELECT s.k FROM (SELECT \(columns.joined(separator: ", ")) FROM \(wanted) OFFSET 0) s \
                ORDER BY \(terms.joined(separator: ", ")) \(limit)
                """
        }
        let terms = order.map { PlanSQL.column($0.column, of: table) + $0.direction }
        return "SELECT \(key) AS k FROM \(wanted) ORDER BY \(terms.joined(separator: ", ")) \(limit)"
    }
}
