import Access
import GraphQLLanguage
import GraphQLSchema
import SQLText

/// The arguments of a connection field, as the plan of its list.
struct ListPlanning {
    let reader: TermReader
    let mapping: TypeMapping
    let scope: RowScope
    let table: Alias
    /// The alias for a table that the viewer's rows are found by.
    let inner: Alias
    /// The number of the list in the plan.
    let number: Int
    /// How many terms it may be sorted by; the primary key is added.
    let maximumTerms: Int
    /// Whether these are the viewer's rows, and not those of a parent.
    let isOfRoot: Bool

    /// Everything that the arguments say.
    struct Arguments {
        var draft: ListDraft
        var filter: Term?
        var size: Slot?
        var after: Slot?
        var before: Slot?
    }

    /// Reads `first`, `after`, `last`, `before`, `filter` and `orderBy`.
    func read(_ field: FieldDefinition, on type: String, in node: FieldNode) throws(PlanningError) -> Arguments {
        func argument(_ name: String) throws(PlanningError) -> Term? {
            let term = try reader.argument(name, of: field, on: type, in: node)
            return term == .null ? nil : term
        }
        let first = try argument("first")
        let last = try argument("last")
        if first != nil && last != nil {
            throw PlanningError(.badInput, "Give either \"first\" or \"last\", not both.", at: node.offset)
        }
        let order = try orderTerms(argument("orderBy"), at: node.offset)
        let after = try argument("after")?.slot(.text)
        let before = try argument("before")?.slot(.text)
        let filter = try argument("filter")
        var draft = ListDraft(
            number: number, order: order, filter: try condition(filter, field),
            bounds: bounds(order, after, before) { .column($0, of: table) }, isBackward: last != nil)
        if let repeated = try repeated(filter, field, order, after, before) {
            draft.pageScope = pageScope(repeated, draft)
            draft.count = repeated.count
        } else if isOfRoot, draft.filter == nil {
            draft.count = scope.count(of: mapping, inner: inner)
        }
        return Arguments(
            draft: draft, filter: filter, size: (first ?? last)?.slot(.int), after: after, before: before)
    }

    private func condition(_ filter: Term?, _ field: FieldDefinition) throws(PlanningError) -> PlanSQL? {
        guard let filter, let type = filterType(of: field) else { return nil }
        return try FilterPlanning(schema: reader.schema, mapping: mapping, scope: scope, table: table)
            .condition(filter, type)
    }

    private func filterType(of field: FieldDefinition) -> InputObjectType? {
        guard let definition = field.argument(named: "filter"),
            case .inputObject(let type)? = reader.schema.type(named: definition.type.namedType)
        else { return nil }
        return type
    }

    // MARK: Rows that another table repeats

    /// The same list by the table that repeats its rows; nil where none does, or not all that is asked.
    private func repeated(
        _ filter: Term?, _ field: FieldDefinition, _ order: [OrderTerm], _ after: Slot?, _ before: Slot?
    ) throws(PlanningError) -> RepeatedPlanning? {
        guard isOfRoot, let rows = scope.repeated(of: mapping, inner: inner),
            order.allSatisfy({ rows.column($0.column) != nil })
        else { return nil }
        var condition: PlanSQL?
        if let filter, let type = filterType(of: field) {
            guard FilterPlanning.columns(of: type).allSatisfy({ rows.column($0) != nil }) else { return nil }
            let planning = FilterPlanning(
                schema: reader.schema, mapping: mapping, scope: scope, table: inner, name: { rows.column($0) ?? $0 })
            condition = try planning.condition(filter, type)
        }
        return RepeatedPlanning(
            rows: rows, table: inner, filter: condition,
            bounds: bounds(order, after, before) { .column(rows.column($0) ?? $0, of: inner) },
            isSearched: filter?.isSearch == true, needle: filter?.needle.map { "\($0)" })
    }

    private func pageScope(_ repeated: RepeatedPlanning, _ draft: ListDraft) -> PlanSQL? {
        let order = draft.order.map { term in
            (column: repeated.rows.column(term.column) ?? term.column, direction: draft.direction(of: term))
        }
        guard let keys = repeated.keys(of: number, order: order) else {
            return repeated.asked.isEmpty
                ? nil : scope.condition(of: mapping, on: table, inner: inner, and: repeated.asked)
        }
        let visible = [scope.condition(of: mapping, on: table, inner: inner)].compactMap { $0 }
        return (visible + ["\(PlanSQL.column("id", of: table)) = ANY(\(keys))"]).joined(separator: " AND ")
    }

    // MARK: Order

    private func orderTerms(_ term: Term?, at offset: Int) throws(PlanningError) -> [OrderTerm] {
        var order: [OrderTerm] = []
        if case .list(let items, _)? = term {
            for item in items {
                guard let name = item.member("field")?.enumName, let type = orderFieldType,
                    let value = type.value(named: name)
                else { continue }
                let column = columnName(name.lowercased(), value.appliedDirectives)
                if order.contains(where: { $0.column == column }) { continue }
                let isDescending = item.member("direction")?.enumName == "DESC"
                order.append(OrderTerm(column: column, form: mapping.form(ofOrder: column), isDescending: isDescending))
            }
            if items.count > maximumTerms {
                throw PlanningError(.tooComplex, "A list is sorted by at most \(maximumTerms) fields.", at: offset)
            }
        }
        let key = OrderTerm(
            column: "id", form: .id(typeCode: mapping.typeCode), isDescending: order.last?.isDescending ?? false)
        return order + [key]
    }

    private var orderFieldType: EnumType? {
        guard case .enumeration(let type)? = reader.policy.schema.type(named: mapping.name + "OrderField") else {
            return nil
        }
        return type
    }

    // MARK: Cursors

    private func bounds(
        _ order: [OrderTerm], _ after: Slot?, _ before: Slot?, _ column: (String) -> PlanSQL
    ) -> PlanSQL? {
        var conditions: [PlanSQL] = []
        if after != nil { conditions.append(beyond(.after, order, column)) }
        if before != nil { conditions.append(beyond(.before, order, column)) }
        return conditions.isEmpty ? nil : conditions.joined(separator: " AND ")
    }

    /// The rows on the far side of a cursor: one row comparison where all columns run in one direction, which an
    /// index serves, else the comparison column by column.
    private func beyond(_ bound: CursorBound, _ order: [OrderTerm], _ column: (String) -> PlanSQL) -> PlanSQL {
        let columns = order.map { column($0.column) }
        let keys = order.indices.map { position in
            PlanSQL.parameter(.cursor(list: number, bound: bound, key: position, order[position].form.sqlType))
        }
        func sign(_ term: OrderTerm) -> PlanSQL { term.isDescending == (bound == .after) ? "<" : ">" }
        if Set(order.map(\.isDescending)).count == 1 {
            let key = "(\(columns.joined(separator: ", ")))" as PlanSQL
            return "\(key) \(sign(order[0])) (\(keys.joined(separator: ", ")))"
        }
        let alternatives = order.indices.map { position in
            let equal = (0..<position).map { "\(columns[$0]) = \(keys[$0])" as PlanSQL }
            let last: PlanSQL = "\(columns[position]) \(sign(order[position])) \(keys[position])"
            return "(\((equal + [last]).joined(separator: " AND ")))" as PlanSQL
        }
        return "(\(alternatives.joined(separator: " OR ")))"
    }
}

extension Term {
    /// Whether a filter looks for a text in rows, at whatever depth.
    fileprivate var isSearch: Bool {
        switch self {
        case .object(let members): members.contains { $0.name == "search" || $0.value.isSearch }
        case .list(let items, _): items.contains { $0.isSearch }
        default: false
        }
    }

    /// The text that a filter looks for in each row that it leaves; of several one.
    fileprivate var needle: Slot? {
        guard case .object(let members) = self else { return nil }
        for member in members {
            switch (member.name, member.value) {
            case ("search", let text):
                if let slot = text.slot(.text) { return slot }
            case ("and", .list(let items, _)):
                if let slot = items.lazy.compactMap(\.needle).first { return slot }
            default: continue
            }
        }
        return nil
    }
}
