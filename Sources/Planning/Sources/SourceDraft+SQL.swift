import SQLText

/// The statements of a source. A child repeats its parent's page as a subquery and hangs its rows on it, so that no
/// statement waits for the rows of another.
///
/// Each row of a page has a key: that of its parent, times 128, plus its place in the page. A page has at most 100
/// rows, so keys are unique, and they sort like the answer.
extension SourceDraft {
    /// How many places a page has in a key.
    static let placesInPage = 128

    /// Reads the rows, in the order of the answer (from the end for a page taken from the end).
    func rowsStatement() -> PlanSQL {
        let read = columns.isEmpty ? [PlanSQL.column("id", of: table)] : columns
        switch link {
        case .root:
            return root(selecting: read.joined(separator: ", "), extra: list?.extra ?? 0)
        case .toOne, .positions:
            let selected = ([PlanSQL("\(page).k")] + read).joined(separator: ", ")
            return "SELECT \(selected) FROM \(joinedToParent) ORDER BY \(page).k"
        case .toMany:
            let selected = ([PlanSQL("\(page).k")] + read.indices.map { "l.\(Identifier("c\($0)"))" })
            return """
                SELECT \(selected.joined(separator: ", ")) FROM \(parentPage) CROSS JOIN LATERAL \
                (\(pageOfParent(selecting: read, extra: list?.extra ?? 0))) l ORDER BY \(page).k, \(outerOrder)
                """
        }
    }

    /// Counts the rows of the whole list.
    func countStatement() -> PlanSQL {
        guard case .toMany = link else {
            return "SELECT count(*) FROM \(from)\(conditions([linkCondition, scope, list?.filter]))"
        }
        return """
            SELECT \(page).k, (SELECT count(*) FROM \(from)\(conditions([linkCondition, scope, list?.filter]))) \
            FROM \(parentPage) ORDER BY \(page).k
            """
    }

    /// The page as children see it: each row's key, and one column as `c`.
    private func page(exporting column: String) -> PlanSQL {
        let exported = PlanSQL.column(column, of: table)
        switch link {
        case .root:
            guard list != nil else { return root(selecting: "0::int8 AS k, \(exported) AS c", extra: 0) }
            let selected = ([PlanSQL("\(exported) AS c")] + orderColumns).joined(separator: ", ")
            return "SELECT \(place(partition: nil)) AS k, l.c FROM (\(root(selecting: selected, extra: 0))) l"
        case .toOne, .positions:
            return "SELECT \(page).k, \(exported) AS c FROM \(joinedToParent)"
        case .toMany:
            return """
                SELECT \(page).k * \(.number(SourceDraft.placesInPage)) + \(place(partition: "\(page).k")) AS k, \
                l.c0 AS c FROM \(parentPage) CROSS JOIN LATERAL (\(pageOfParent(selecting: [exported], extra: 0))) l
                """
        }
    }

    // MARK: Parts

    /// The parent's page in a statement of this source.
    private var page: Alias { Alias(.page, number) }

    private var from: PlanSQL { "\(Identifier(mapping.table)) \(table)" }

    private var parentPage: PlanSQL {
        switch link {
        case .root: ""
        case .toOne(let parent, let foreignKey): "(\(parent.page(exporting: foreignKey))) \(page)"
        case .toMany(let parent, _): "(\(parent.page(exporting: "id"))) \(page)"
        case .positions(let slot):
            """
            (SELECT ids.k, nullif(ids.id, '')::uuid AS c FROM unnest(\(slot)) WITH ORDINALITY AS ids(id, k)) \(page)
            """
        }
    }

    private var joinedToParent: PlanSQL {
        "\(parentPage) JOIN \(from) ON \(PlanSQL.column("id", of: table)) = \(page).c\(conditions([scope]))"
    }

    private var linkCondition: PlanSQL? {
        switch link {
        case .root(let condition): condition
        case .toMany(_, let foreignKey): "\(PlanSQL.column(foreignKey, of: table)) = \(page).c"
        case .toOne, .positions: nil
        }
    }

    private func root(selecting selected: PlanSQL, extra: Int) -> PlanSQL {
        "SELECT \(selected) FROM \(from)\(conditions([linkCondition, scope, list?.filter, list?.bounds]))\(cut(extra))"
    }

    private func pageOfParent(selecting columns: [PlanSQL], extra: Int) -> PlanSQL {
        let selected = columns.enumerated().map { PlanSQL("\($1) AS \(Identifier("c\($0)"))") } + orderColumns
        return root(selecting: selected.joined(separator: ", "), extra: extra)
    }

    /// Sorts and cuts a list; nothing for at most one row.
    private func cut(_ extra: Int) -> PlanSQL {
        guard let list else { return "" }
        let terms = list.order.map { term in
            PlanSQL.column(term.column, of: table) + list.direction(of: term)
        }
        return " ORDER BY \(terms.joined(separator: ", ")) LIMIT \(.limit(list: list.number, extra: extra))"
    }

    /// The order columns under names that outer queries use.
    private var orderColumns: [PlanSQL] {
        (list?.order ?? []).enumerated().map { position, term in
            "\(PlanSQL.column(term.column, of: table)) AS \(Identifier("o\(position)"))"
        }
    }

    private var outerOrder: PlanSQL {
        (list?.order ?? []).enumerated().map { position, term in
            PlanSQL("l.\(Identifier("o\(position)"))") + (list?.direction(of: term) ?? "")
        }.joined(separator: ", ")
    }

    /// A row's place in its page; a page from the end is numbered from the end, so that the places still sort like
    /// the answer.
    private func place(partition: PlanSQL?) -> PlanSQL {
        let window: PlanSQL = partition.map { "PARTITION BY \($0) ORDER BY \(outerOrder)" } ?? "ORDER BY \(outerOrder)"
        let number: PlanSQL = "row_number() OVER (\(window))"
        return list?.isBackward == true ? "\(.number(SourceDraft.placesInPage - 1)) - \(number)" : number
    }

    private func conditions(_ conditions: [PlanSQL?]) -> PlanSQL {
        let given = conditions.compactMap { $0 }
        return given.isEmpty ? "" : " WHERE " + given.joined(separator: " AND ")
    }
}

extension ListDraft {
    /// How many rows more than asked for are read.
    fileprivate var extra: Int { readsOneMore ? 1 : 0 }

    /// The direction in which a column is read: a page from the end is read from the end.
    fileprivate func direction(of term: OrderTerm) -> PlanSQL {
        term.isDescending == isBackward ? "" : " DESC"
    }
}
