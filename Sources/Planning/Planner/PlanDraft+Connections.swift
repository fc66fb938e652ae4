import Access
import GraphQLLanguage
import GraphQLSchema
import SQLText

/// Lists a page at a time, as Relay's connections.
extension PlanDraft {
    /// Lists stand at most this deep in each other.
    static let maximumListDepth = 8

    /// Plans a connection.
    ///
    /// Its rows are read only if it shows any, and counted only if it's asked how many there are.
    ///
    /// - Parameter link: how the rows hang on their parents; nil for a list of the root.
    mutating func connection(
        _ collected: CollectedField, _ field: FieldDefinition, of type: ObjectType, _ connectionType: ObjectType,
        link: SourceDraft.Link?
    ) throws(PlanningError) -> FieldValue {
        guard let nodeName = connectionType.field(named: "nodes")?.type.namedType,
            case .object(let node)? = operation.schema.type(named: nodeName),
            let mapping = planner.mapping.types[nodeName]
        else { return .forbidden }
        let parts = try collection.fields(of: connectionType, in: collected.selectionSets)
        var connection = ConnectionDraft(node: node, mapping: mapping, link: link ?? .root(nil))
        if parts.contains(where: { ["nodes", "edges", "pageInfo"].contains($0.node.name.text) }) {
            connection.rows = try addList(collected, field, of: type, connection, readsOneMore: asksForMore(parts))
        }
        var fields: [FieldPlan] = []
        for part in parts {
            fields.append(
                try plan(part, of: connectionType) { draft, definition throws(PlanningError) in
                    try draft.connectionField(part, definition, of: type, connection, (collected, field))
                })
        }
        return .connection(source: connection.rows?.number, ObjectPlan(fields: fields))
    }

    /// What the parts of a connection share.
    struct ConnectionDraft {
        let node: ObjectType
        let mapping: TypeMapping
        let link: SourceDraft.Link
        var rows: SourceDraft?
    }

    private mutating func connectionField(
        _ part: CollectedField, _ definition: FieldDefinition, of type: ObjectType, _ connection: ConnectionDraft,
        _ field: (collected: CollectedField, definition: FieldDefinition)
    ) throws(PlanningError) -> FieldValue {
        switch (definition.name, connection.rows) {
        case ("nodes", let rows?):
            return .nodeList(try object(connection.node, part.selectionSets, in: rows))
        case ("edges", let rows?):
            return .edgeList(
                try parts(of: part, definition) { draft, inner, name throws(PlanningError) in
                    if name == "cursor" { return draft.cursor(.edgeCursor, rows) }
                    return .edgeNode(try draft.object(connection.node, inner.selectionSets, in: rows))
                })
        case ("pageInfo", let rows?):
            return .pageInfo(
                try parts(of: part, definition) { draft, _, name throws(PlanningError) in
                    switch name {
                    case "hasNextPage": .hasNextPage
                    case "hasPreviousPage": .hasPreviousPage
                    case "startCursor": draft.cursor(.startCursor, rows)
                    default: draft.cursor(.endCursor, rows)
                    }
                })
        case ("totalCount", _):
            let count = try addList(field.collected, field.definition, of: type, connection, readsOneMore: false)
            counts.insert(count.number)
            return .totalCount(source: count.number)
        case ("totals", _):
            guard case .object(let total)? = operation.schema.type(named: definition.type.namedType),
                let mapping = planner.mapping.totals[total.name]
            else { return .forbidden }
            let groups = try addList(
                field.collected, field.definition, of: type, connection, readsOneMore: false, totals: mapping)
            return .totalList(source: groups.number, try object(total, part.selectionSets, in: groups))
        default: return .forbidden
        }
    }

    /// The fields of a part of a connection: of an edge, of the page.
    private mutating func parts(
        of part: CollectedField, _ definition: FieldDefinition,
        value: (inout PlanDraft, CollectedField, String) throws(PlanningError) -> FieldValue
    ) throws(PlanningError) -> ObjectPlan {
        guard case .object(let type)? = operation.schema.type(named: definition.type.namedType) else {
            return ObjectPlan(fields: [])
        }
        var fields: [FieldPlan] = []
        for inner in try collection.fields(of: type, in: part.selectionSets) {
            fields.append(
                try plan(inner, of: type) { draft, field throws(PlanningError) in
                    try value(&draft, inner, field.name)
                })
        }
        return ObjectPlan(fields: fields)
    }

    // MARK: Lists

    private mutating func addList(
        _ collected: CollectedField, _ field: FieldDefinition, of type: ObjectType, _ connection: ConnectionDraft,
        readsOneMore: Bool, totals: TypeMapping? = nil
    ) throws(PlanningError) -> SourceDraft {
        let number = lists.count
        let planning = ListPlanning(
            reader: reader, mapping: connection.mapping, scope: scope, table: Alias(.table, sources.count),
            inner: Alias(.predicate, sources.count), number: number, maximumTerms: planner.limits.maximumOrderTerms,
            isOfRoot: connection.link.isRoot)
        var arguments = try planning.read(field, on: type.name, in: collected.node)
        arguments.draft.readsOneMore = readsOneMore
        let parent = enclosingList(connection.link)
        try checkDepth(parent, at: collected.node.offset)
        let source = try addSource(
            of: totals ?? connection.mapping, link: connection.link, list: arguments.draft, isGrouped: totals != nil,
            at: collected.node.offset)
        lists.append(
            ListPlan(
                coordinate: "\(type.name).\(field.name)", order: arguments.draft.orderText, filter: arguments.filter,
                size: arguments.size, isBackward: arguments.draft.isBackward, readsOneMore: readsOneMore,
                after: arguments.after, before: arguments.before, cursorColumns: [], parent: parent,
                ids: enclosingIDs(connection.link), fixedSize: totals == nil ? nil : source.maximumGroups))
        return source
    }

    /// Writing a cursor takes the order keys of the row.
    private mutating func cursor(_ value: FieldValue, _ rows: SourceDraft) -> FieldValue {
        if let list = rows.list {
            lists[list.number].cursorColumns = list.order.map { rows.read(column: $0.column) }
        }
        return value
    }

    private func asksForMore(_ parts: [CollectedField]) throws(PlanningError) -> Bool {
        guard case .object(let pageInfo)? = operation.schema.type(named: "PageInfo") else { return false }
        for part in parts where part.node.name.text == "pageInfo" {
            let names = try collection.fields(of: pageInfo, in: part.selectionSets).map(\.node.name.text)
            if names.contains("hasNextPage") || names.contains("hasPreviousPage") { return true }
        }
        return false
    }

    private func enclosingList(_ link: SourceDraft.Link) -> Int? {
        switch link {
        case .root, .positions: nil
        case .toOne(let parent, _), .toMany(let parent, _): parent.list?.number ?? enclosingList(parent.link)
        }
    }

    private func enclosingIDs(_ link: SourceDraft.Link) -> Slot? {
        switch link {
        case .root: nil
        case .positions(let slot): slot
        case .toOne(let parent, _), .toMany(let parent, _): parent.list == nil ? enclosingIDs(parent.link) : nil
        }
    }

    private func checkDepth(_ parent: Int?, at offset: Int) throws(PlanningError) {
        var depth = 1
        var list = parent
        while let number = list {
            depth += 1
            list = lists[number].parent
        }
        if depth > PlanDraft.maximumListDepth {
            throw PlanningError(.tooComplex, "Lists stand more than 8 deep in each other.", at: offset)
        }
    }
}

extension ListDraft {
    /// The order in words, which cursors are bound to.
    fileprivate var orderText: String {
        order.map { $0.column + ($0.isDescending ? " desc" : " asc") }.joined(separator: ",")
    }
}
