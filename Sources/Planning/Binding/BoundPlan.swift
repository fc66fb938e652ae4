public import Access
public import Cryptography
public import GraphQLSchema
public import SQLText

/// A plan with the values of one request in its slots.
public struct BoundPlan: Sendable {
    /// The values of each statement's parameters, in the order of `OperationPlan.statements`.
    public let parameters: [[SQLValue]]
    /// How many rows a page of each list has at most.
    public let pageSizes: [Int]
    /// What the cursors of each list are bound to; nil where none are used.
    public let cursorContexts: [CursorContext?]
    /// How many places each list of ids has.
    public let idCounts: [Slot: Int]
}

extension OperationPlan {
    /// Fills the slots.
    ///
    /// - Parameters:
    ///   - variables: the coerced variables of the request, of the shape that the plan was made for.
    ///   - viewer: who asks, of the kind that the plan was made for.
    ///   - cipher: what cursors are read with.
    ///   - payloadRows: the rows that a mutation answered with.
    /// - Throws: `PlanningError` for a page size or cursor that can't be used.
    public func bound(
        variables: [String: InputValue], viewer: Viewer, cipher: DeterministicCipher,
        payloadRows: [String: [RowID]] = [:]
    ) throws(PlanningError) -> BoundPlan {
        var binding = Binding(variables: variables, viewer: viewer, cipher: cipher, payloadRows: payloadRows)
        try binding.readPages(lists, limits)
        var parameters: [[SQLValue]] = []
        parameters.reserveCapacity(statements.count)
        for statement in statements {
            var values: [SQLValue] = []
            values.reserveCapacity(statement.parameters.count)
            for slot in statement.parameters { values.append(try binding.value(of: slot)) }
            parameters.append(values)
        }
        return BoundPlan(
            parameters: parameters, pageSizes: binding.pageSizes, cursorContexts: binding.cursorContexts,
            idCounts: try binding.idCounts(root))
    }

    /// The type of the parameter that a slot stands for.
    public static func type(of slot: Slot) -> SQLType {
        switch slot {
        case .viewer(let parameter): parameter.type
        case .payloadRow: .uuid
        case .payloadRows: .textArray
        case .constant(let value): value.type
        case .variable(_, let conversion): conversion.sqlType
        case .array(_, let element): element.array ?? .textArray
        case .limit: .int8
        case .cursor(_, _, _, let type): type
        }
    }
}

private struct Binding {
    let variables: [String: InputValue]
    let viewer: Viewer
    let cipher: DeterministicCipher
    let payloadRows: [String: [RowID]]
    var pageSizes: [Int] = []
    var cursorContexts: [CursorContext?] = []
    private var cursors: [CursorPlace: [[UInt8]]] = [:]

    init(variables: [String: InputValue], viewer: Viewer, cipher: DeterministicCipher, payloadRows: [String: [RowID]]) {
        self.variables = variables
        self.viewer = viewer
        self.cipher = cipher
        self.payloadRows = payloadRows
    }

    private struct CursorPlace: Hashable {
        let list: Int
        let bound: CursorBound
    }

    // MARK: Pages

    mutating func readPages(_ lists: [ListPlan], _ limits: PlanningLimits) throws(PlanningError) {
        var rows: [Int] = []
        for (number, list) in lists.enumerated() {
            if let filter = list.filter {
                try FilterLimits.check(filter.resolved(variables), of: list.coordinate, limits)
            }
            let size = try pageSize(list, limits)
            pageSizes.append(size)
            let holders = if let parent = list.parent { rows[parent] } else { try count(of: list.ids) }
            rows.append(size * max(holders, 1))
            if rows[number] > limits.maximumRows {
                throw PlanningError(
                    .tooComplex,
                    "The lists ask for up to \(rows[number]) rows; at most \(limits.maximumRows) can be asked for.")
            }
            cursorContexts.append(
                list.usesCursors
                    ? CursorContext(list, variables: variables, organizationID: viewer.organizationID) : nil)
            try readCursor(list.after, CursorPlace(list: number, bound: .after))
            try readCursor(list.before, CursorPlace(list: number, bound: .before))
        }
    }

    /// How many rows a list gives at most; what is asked for is checked also where totals give as many as there are.
    private func pageSize(_ list: ListPlan, _ limits: PlanningLimits) throws(PlanningError) -> Int {
        var size = limits.usualPage
        if let slot = list.size, case .int4(let number) = try value(of: slot) {
            size = Int(number)
        }
        guard (0...limits.maximumPage).contains(size) else {
            let gives = "\"\(list.coordinate)\" gives 0 to \(limits.maximumPage) rows at a time"
            throw PlanningError(.badInput, "\(gives), \(size) were asked for.")
        }
        return list.fixedSize ?? size
    }

    // MARK: Cursors

    private mutating func readCursor(_ slot: Slot?, _ place: CursorPlace) throws(PlanningError) {
        guard let slot else { return }
        guard case .text(let text) = try value(of: slot), let context = cursorContexts[place.list],
            let keys = context.keys(of: text, cipher: cipher)
        else { throw badCursor }
        cursors[place] = keys
    }

    private var badCursor: PlanningError {
        PlanningError(
            .badCursor, "The cursor doesn't belong to this list with this order and filter. Start again without it.")
    }

    // MARK: Values

    func value(of slot: Slot) throws(PlanningError) -> SQLValue {
        switch slot {
        case .viewer(let parameter): return viewer.value(of: parameter)
        case .constant(let value): return value
        case .variable(let path, let conversion):
            return path.value(in: variables).map(conversion.sqlValue) ?? .null(conversion.sqlType)
        case .array(let slots, let element):
            var values: [SQLValue] = []
            for slot in slots { values.append(try value(of: slot)) }
            return element.arrayValue(values)
        case .limit(let list, let extra): return .int8(Int64(pageSizes[list] + extra))
        case .cursor(let list, let bound, let key, let type):
            guard let keys = cursors[CursorPlace(list: list, bound: bound)], keys.indices.contains(key),
                let value = type.value(binary: keys[key])
            else { throw badCursor }
            return value
        case .payloadRow(let field): return payloadRows[field]?.first.map(SQLValue.uuid) ?? .null(.uuid)
        case .payloadRows(let field): return .textArray((payloadRows[field] ?? []).map(\.description))
        }
    }

    func idCounts(_ root: ObjectPlan) throws(PlanningError) -> [Slot: Int] {
        var counts: [Slot: Int] = [:]
        for field in root.fields {
            if case .nodes(_, let ids) = field.value { counts[ids] = try count(of: ids) }
        }
        return counts
    }

    /// How many ids a list of them has; one without such a list.
    private func count(of ids: Slot?) throws(PlanningError) -> Int {
        guard let ids, case .textArray(let texts) = try value(of: ids) else { return 1 }
        return texts.count
    }
}
