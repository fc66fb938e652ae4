import SQLText

/// The statements of a source.
///
/// None waits for the rows of another, and none reads them again: a statement on whose rows others hang leaves their
/// keys in settings of the transaction, in the order of its result, where those behind it in the same round trip find
/// them. Rows that hang on others begin with the number of the row that they belong to, from 1.
///
/// Within a statement, `p` are the keys that rows hang on, `l` the rows of one key, `r` the rows in their order.
///
/// Rows are sorted where a page is cut and nowhere again. Of several keys, each has its page read in turn: a page with
/// a limit can only be joined so, and that the keys keep their order is asked for. Rows that are kept to be read twice
/// are read in the order in which they came.
extension SourceDraft {
    /// Reads the rows, in the order of the answer (from the end for a page taken from the end).
    func rowsStatement() -> PlanSQL {
        if !handles.isEmpty { return rowsHandingOver }
        guard isKeyed else { return "SELECT \(read.joined(separator: ", "))\(page)" }
        let selected: [PlanSQL] = ["p.k"] + names("c", read).map { "l.\($0)" }
        return "SELECT \(selected.joined(separator: ", ")) FROM \(rows)\(order)"
    }

    /// Counts the rows of the whole list.
    func countStatement() -> PlanSQL {
        if let count = list?.count { return count }
        let count: PlanSQL = "SELECT count(*) FROM \(from)\(conditions([linkCondition, scope, list?.filter]))"
        return isKeyed ? "SELECT p.k, (\(count)) FROM \(keys) ORDER BY p.k" : count
    }

    /// Reads the rows and hands their keys over; the condition does that, once, before the first row.
    private var rowsHandingOver: PlanSQL {
        let columns = (isKeyed ? ["k"] : []) + names("c", read)
        let settings: [PlanSQL] = names("h", handles).enumerated().map { number, handle in
            "set_config(\(setting(number)), array_agg(r.\(handle))::text, true)"
        }
        return """
            WITH r AS MATERIALIZED (\(rowsWithKeys)) \
            SELECT \(columns.map { "r.\($0)" }.joined(separator: ", ")) FROM r \
            WHERE (SELECT concat(\(settings.joined(separator: ", "))) FROM r) IS NOT NULL
            """
    }

    private var rowsWithKeys: PlanSQL {
        let parent: [PlanSQL] = isKeyed ? ["p.k"] : []
        let selected = parent + names("c", read).map { "l.\($0)" } + names("h", handles).map(handedOver)
        return "SELECT \(selected.joined(separator: ", ")) FROM \(rows)\(order)"
    }

    /// A key for others; none for the row that only tells that there are more.
    private func handedOver(_ handle: PlanSQL) -> PlanSQL {
        guard let list, list.readsOneMore else { return "l.\(handle)" }
        let partition: PlanSQL = isKeyed ? "PARTITION BY p.k " : ""
        let terms = zip(names("o", list.order), list.order).map { "l.\($0)" + list.direction(of: $1) }
        let place: PlanSQL = "row_number() OVER (\(partition)ORDER BY \(terms.joined(separator: ", ")))"
        return "CASE WHEN \(place) <= \(.limit(list: list.number, extra: 0)) THEN l.\(handle) END AS \(handle)"
    }

    // MARK: Rows

    private var rows: PlanSQL { isKeyed ? "\(keys) CROSS JOIN LATERAL (\(namedPage)) l" : "(\(namedPage)) l" }

    private var namedPage: PlanSQL {
        let keys = handles.map { PlanSQL.column($0, of: table) }
        let isCounted = list?.readsOneMore == true && !handles.isEmpty
        let selected = named("c", read) + named("h", keys) + (isCounted ? named("o", orderColumns) : [])
        return "SELECT \(selected.joined(separator: ", "))\(page)"
    }

    /// The rows of one key or of the root: filtered, sorted and cut.
    private var page: PlanSQL {
        if isGrouped { return groups }
        let seen = list?.pageScope ?? scope
        let wanted = " FROM \(from)\(conditions([linkCondition, seen, list?.filter, list?.bounds]))" as PlanSQL
        guard let list else { return wanted }
        let terms = zip(orderColumns, list.order).map { $0 + list.direction(of: $1) }
        return """
            \(wanted) ORDER BY \(terms.joined(separator: ", ")) \
            LIMIT \(.limit(list: list.number, extra: list.readsOneMore ? 1 : 0))
            """
    }

    /// The rows of one key or of the root as totals; one more than is given tells that there are too many.
    private var groups: PlanSQL {
        let wanted: PlanSQL = " FROM \(from)\(conditions([linkCondition, scope, list?.filter]))"
        if common.isEmpty { return wanted }
        let shared: [PlanSQL] = common.map { value in
            switch value {
            case .column(let place): columns[place]
            case .handle(let place): .column(handles[place], of: table)
            }
        }
        let terms = shared.joined(separator: ", ") as PlanSQL
        return "\(wanted) GROUP BY \(terms) ORDER BY \(terms) LIMIT \(.number(maximumGroups + 1))"
    }

    private var read: [PlanSQL] {
        guard columns.isEmpty else { return columns }
        return [isGrouped ? "count(*)" : .column("id", of: table)]
    }

    private var from: PlanSQL { "\(Identifier(mapping.table)) \(table)" }

    private var linkCondition: PlanSQL? {
        switch link {
        case .root(let condition): condition
        case .toOne, .positions: "\(PlanSQL.column("id", of: table)) = p.c"
        case .toMany(_, let foreignKey): "\(PlanSQL.column(foreignKey, of: table)) = p.c"
        }
    }

    private func conditions(_ conditions: [PlanSQL?]) -> PlanSQL {
        let given = conditions.compactMap { $0 }
        return given.isEmpty ? "" : " WHERE " + given.joined(separator: " AND ")
    }

    // MARK: Order

    private var orderColumns: [PlanSQL] {
        (list?.order ?? []).map { .column($0.column, of: table) }
    }

    /// The order of the keys; that of a page is its own.
    private var order: PlanSQL { isKeyed ? " ORDER BY p.k" : "" }

    private func named(_ letter: StaticString, _ columns: [PlanSQL]) -> [PlanSQL] {
        zip(columns, names(letter, columns)).map { "\($0) AS \($1)" }
    }

    private func names(_ letter: StaticString, _ items: [some Any]) -> [PlanSQL] {
        items.indices.map { PlanSQL(stringLiteral: letter) + .number($0) }
    }

    // MARK: Keys

    private var keys: PlanSQL {
        switch link {
        case .root: ""
        case .toOne(let parent, let foreignKey): parent.keys(of: foreignKey)
        case .toMany(let parent, _): parent.keys(of: "id")
        case .positions(let slot):
            "(SELECT ids.k, nullif(ids.id, '')::uuid AS c FROM unnest(\(slot)) WITH ORDINALITY AS ids(id, k)) p"
        }
    }

    /// The keys that the source handed over; none where it had no rows.
    private func keys(of column: String) -> PlanSQL {
        let handle = handles.firstIndex(of: column) ?? 0
        return "unnest(nullif(current_setting(\(setting(handle)), true), '')::uuid[]) WITH ORDINALITY AS p(c, k)"
    }

    private func setting(_ handle: Int) -> PlanSQL {
        "'portico.keys_\(.number(number))_\(.number(handle))'"
    }
}

extension ListDraft {
    /// The direction in which a column is read: a page from the end is read from the end.
    func direction(of term: OrderTerm) -> PlanSQL {
        term.isDescending == isBackward ? "" : " DESC"
    }
}
