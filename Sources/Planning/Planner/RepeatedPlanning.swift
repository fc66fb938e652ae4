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
    /// Whether the filter looks for a text: in the order of an index each row that doesn't fit lies somewhere else.
    let isSearched: Bool
    /// The text that every row must have; nil where there is none, or where rows without it fit too.
    let needle: PlanSQL?

    /// What is asked of the table for a page.
    var asked: [PlanSQL] { [bounds, filter].compactMap { $0 } }

    /// Counts the rows without reading them.
    var count: PlanSQL {
        let conditions = [rows.condition.mapParameters(Slot.viewer)] + [filter].compactMap { $0 }
        let key = PlanSQL.column(rows.key, of: table)
        if needle != nil {
            let counted = "(\(read(["\(key) AS k"], where: conditions))) l" as PlanSQL
            return rows.places == nil
                ? "\(found)SELECT count(*) FROM \(counted)"
                : "\(found)SELECT count(*) FROM (SELECT l.k FROM \(counted) GROUP BY l.k) l"
        }
        let from: PlanSQL = "\(rows.table) \(table) WHERE \(conditions.joined(separator: " AND "))"
        return rows.places == nil
            ? "SELECT count(*) FROM \(from)" : "SELECT count(*) FROM (SELECT \(key) FROM \(from) GROUP BY \(key)) l"
    }

    // MARK: Rows with a text

    /// What comes before a statement that reads rows with the text: the keys of all that an index tells may have it,
    /// once for the whole statement; null where the index isn't asked or would tell too many.
    private var found: PlanSQL {
        needle.map { "WITH f AS MATERIALIZED (SELECT \(rows.index)(\($0)) AS ids) " } ?? ""
    }

    /// Reads columns of the rows that fit.
    ///
    /// A statement is the same whatever is looked for: it has the way by the keys that were found and the one through
    /// all rows, and which is gone is known before either is begun. What is asked of the rows is asked on both.
    private func read(_ columns: [PlanSQL], where conditions: [PlanSQL]) -> PlanSQL {
        func select(_ way: [PlanSQL]) -> PlanSQL {
            """
            SELECT \(columns.joined(separator: ", ")) FROM \(rows.table) \(table) \
            WHERE \((way + conditions).joined(separator: " AND "))
            """
        }
        guard needle != nil else { return select([]) }
        let key = PlanSQL.column(rows.key, of: table)
        return """
            \(select(["(SELECT f.ids FROM f) IS NULL"])) UNION ALL \
            \(select(["\(key) = ANY((SELECT f.ids FROM f)::uuid[])"]))
            """
    }

    // MARK: Pages

    /// The keys among which a page of rows is: where several places repeat them, since no index gives those of all
    /// places in one order, but one gives those of each; and where a text is looked for, since none gives those in
    /// order.
    ///
    /// - Parameter order: the columns of the table that the page is sorted by, with their directions.
    /// - Returns: an array; nil where an index gives the rows themselves in their order.
    func keys(of list: Int, order: [(column: String, direction: PlanSQL)]) -> PlanSQL? {
        if let places = rows.places {
            let page = page(of: list, places.condition.mapParameters(Slot.viewer), order)
            let all = places.all.mapParameters(Slot.viewer)
            return "ARRAY(\(found)SELECT l.k FROM unnest(\(all)) AS m(id) CROSS JOIN LATERAL (\(page)) l)"
        }
        guard isSearched else { return nil }
        return "ARRAY(\(found)\(page(of: list, rows.condition.mapParameters(Slot.viewer), order)))"
    }

    private func page(
        of list: Int, _ condition: PlanSQL, _ order: [(column: String, direction: PlanSQL)]
    ) -> PlanSQL {
        let conditions = [condition] + asked
        let key = PlanSQL.column(rows.key, of: table)
        let limit: PlanSQL = "LIMIT \(.limit(list: list, extra: 1))"
        if isSearched {
            var columns: [PlanSQL] = ["\(key) AS k"]
            var terms: [PlanSQL] = []
            for (place, term) in order.enumerated() {
                columns.append("\(PlanSQL.column(term.column, of: table)) AS o\(.number(place))")
                terms.append("s.o\(.number(place))\(term.direction)")
            }
            // OFFSET 0 keeps the order out, so that rows are read as they lie.
            return """
                SELECT s.k FROM (\(read(columns, where: conditions)) OFFSET 0) s \
                ORDER BY \(terms.joined(separator: ", ")) \(limit)
                """
        }
        let terms = order.map { PlanSQL.column($0.column, of: table) + $0.direction }
        let wanted: PlanSQL = "\(rows.table) \(table) WHERE \(conditions.joined(separator: " AND "))"
        return "SELECT \(key) AS k FROM \(wanted) ORDER BY \(terms.joined(separator: ", ")) \(limit)"
    }
}
