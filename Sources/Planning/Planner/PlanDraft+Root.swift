import Access
import GraphQLLanguage
import GraphQLSchema
import SQLText

/// The fields of the query root: rows by key, lists, nodes of any type, and the viewer.
extension PlanDraft {
    mutating func rootField(
        _ collected: CollectedField, _ field: FieldDefinition, of type: ObjectType
    ) throws(PlanningError) -> FieldValue {
        switch operation.schema.type(named: field.type.namedType) {
        case .interface(let interface): return try nodes(collected, field, of: type, interface)
        case .object(let target):
            if let mapping = planner.mapping.types[target.name] {
                return try row(byID: collected, field, of: type, target, mapping)
            }
            if target.isConnection { return try connection(collected, field, of: type, target, link: nil) }
            if target.isViewer { return .viewer(try viewerObject(collected, target)) }
            if target.isAccessExplanation { return try accessExplanation(collected, field, target) }
            return .values(try group(collected, target), told: nil)
        case .scalar, .union, .enumeration, .inputObject, nil: return .forbidden
        }
    }

    /// An object without rows of its own, whose fields are those of a root.
    private mutating func group(_ collected: CollectedField, _ type: ObjectType) throws(PlanningError) -> ObjectPlan {
        var fields: [FieldPlan] = []
        for inner in try collection.fields(of: type, in: collected.selectionSets) {
            fields.append(
                try plan(inner, of: type) { draft, field throws(PlanningError) in
                    try draft.rootField(inner, field, of: type)
                })
        }
        return ObjectPlan(fields: fields)
    }

    private mutating func row(
        byID collected: CollectedField, _ field: FieldDefinition, of type: ObjectType, _ target: ObjectType,
        _ mapping: TypeMapping
    ) throws(PlanningError) -> FieldValue {
        let argument = try reader.argument("id", of: field, on: type.name, in: collected.node)
        let slot = argument?.slot(.id(typeCode: mapping.typeCode)) ?? .constant(.null(.uuid))
        return try row(slot, of: target, mapping, collected)
    }

    /// The row with a key, as a root of its own.
    mutating func row(
        _ key: Slot, of type: ObjectType, _ mapping: TypeMapping, _ collected: CollectedField
    ) throws(PlanningError) -> FieldValue {
        let table = Alias(.table, sources.count)
        let source = try addSource(
            of: mapping, link: .root("\(PlanSQL.column("id", of: table)) = \(key)"), at: collected.node.offset)
        return .row(source: source.number, try object(type, collected.selectionSets, in: source))
    }

    // MARK: Nodes

    /// `node` and `nodes`: one source for each type that the ids name.
    ///
    /// Which types those are is part of the shape of the variables, so that statements never depend on data.
    private mutating func nodes(
        _ collected: CollectedField, _ field: FieldDefinition, of type: ObjectType, _ interface: InterfaceType
    ) throws(PlanningError) -> FieldValue {
        let isList = field.type.itemType != nil
        let name = isList ? "ids" : "id"
        guard let ids = try reader.argument(name, of: field, on: type.name, in: collected.node) else {
            return .node([])
        }
        let limit = planner.limits.maximumIDs
        if case .list(let items, _) = ids, items.count > limit {
            throw PlanningError(
                .tooComplex, "At most \(limit) ids can be asked for at once.", at: collected.node.offset)
        }
        var branches: [NodeBranch] = []
        for mapping in mappings(of: ids) {
            guard case .object(let target)? = operation.schema.type(named: mapping.name) else { continue }
            branches.append(try branch(ids, isList, target, mapping, collected))
        }
        return isList ? .nodes(branches, ids: ids.positions ?? .constant(.textArray([]))) : .node(branches)
    }

    private mutating func branch(
        _ ids: Term, _ isList: Bool, _ target: ObjectType, _ mapping: TypeMapping, _ collected: CollectedField
    ) throws(PlanningError) -> NodeBranch {
        if isList {
            let positions = ids.rowsSlot(typeCode: mapping.typeCode) ?? .constant(.textArray([]))
            return try branch(positions, of: target, mapping, collected)
        }
        let key = ids.slot(.id(typeCode: mapping.typeCode)) ?? .constant(.null(.uuid))
        let column = PlanSQL.column("id", of: Alias(.table, sources.count))
        let source = try addSource(of: mapping, link: .root("\(column) = \(key)"), at: collected.node.offset)
        return NodeBranch(source: source.number, object: try object(target, collected.selectionSets, in: source))
    }

    /// The rows of one type whose keys stand at their places in a list.
    mutating func branch(
        _ positions: Slot, of type: ObjectType, _ mapping: TypeMapping, _ collected: CollectedField
    ) throws(PlanningError) -> NodeBranch {
        let source = try addSource(of: mapping, link: .positions(positions), at: collected.node.offset)
        return NodeBranch(source: source.number, object: try object(type, collected.selectionSets, in: source))
    }

    /// The types that the ids are of, in a fixed order.
    private func mappings(of ids: Term) -> [TypeMapping] {
        let values: [InputValue] =
            switch ids.resolved(variables) {
            case .list(let items): items
            case let value: [value]
            }
        let codes = Set(values.compactMap { if case .string(let text) = $0 { GlobalID(text)?.typeCode } else { nil } })
        return planner.mapping.types.values.filter { codes.contains($0.typeCode) }.sorted { $0.typeCode < $1.typeCode }
    }

    /// Whoever is asked about is known only when it runs, so that their statements are planned then.
    private mutating func accessExplanation(
        _ collected: CollectedField, _ field: FieldDefinition, _ type: ObjectType
    ) throws(PlanningError) -> FieldValue {
        try reserve(Self.explanationStatements, at: collected.node.offset)
        return .accessExplanation(
            AccessExplanationPlan(field: field, node: collected.node, object: try payloadObject(collected, type)))
    }

    /// How many statements an explanation counts for: those of two round trips.
    private static let explanationStatements = 8

    // MARK: Viewer

    mutating func viewerObject(_ collected: CollectedField, _ type: ObjectType) throws(PlanningError) -> ObjectPlan {
        var fields: [FieldPlan] = []
        for inner in try collection.fields(of: type, in: collected.selectionSets) {
            fields.append(
                try plan(inner, of: type) { draft, field throws(PlanningError) in
                    try draft.viewerField(inner, field)
                })
        }
        return ObjectPlan(fields: fields)
    }

    private mutating func viewerField(
        _ collected: CollectedField, _ field: FieldDefinition
    ) throws(PlanningError) -> FieldValue {
        if let fact = ViewerFact(rawValue: field.name) { return .viewerFact(fact) }
        guard case .object(let target)? = operation.schema.type(named: field.type.namedType) else { return .forbidden }
        if target.isImpersonator { return .impersonator(try payloadObject(collected, target)) }
        guard let mapping = planner.mapping.types[target.name] else { return .forbidden }
        let key: ViewerParameter =
            switch target.name {
            case "Organization": .organizationID
            case "Customer": .customerID
            case "Session": .sessionID
            case "Partnership": .partnershipID
            default: .userID
            }
        return try row(.viewer(key), of: target, mapping, collected)
    }
}

extension Term {
    /// The ids of a type at their places, as texts; empty at the places of others.
    fileprivate func rowsSlot(typeCode: UInt8) -> Slot? {
        guard case .list(let items, let path) = self else { return nil }
        if let path { return .variable(path, .rows(typeCode: typeCode)) }
        return .array(items.map { $0.rowSlot(typeCode) }, .text)
    }

    private func rowSlot(_ typeCode: UInt8) -> Slot {
        guard case .leaf(let value, let path) = self else { return .constant(.text("")) }
        if let path { return .variable(path, .row(typeCode: typeCode)) }
        return .constant(Conversion.row(typeCode: typeCode).sqlValue(value))
    }

    /// The list as texts, for the number of its places.
    fileprivate var positions: Slot? { arraySlot(.text) }
}

extension ObjectType {
    /// Whether the type tells who asks.
    var isViewer: Bool { field(named: ViewerFact.realm.rawValue) != nil }

    /// Whether the type tells who looks as somebody else.
    fileprivate var isImpersonator: Bool { field(named: "endsAt") != nil && field(named: "realm") != nil }

    /// Whether the type tells by which rule somebody sees a thing.
    fileprivate var isAccessExplanation: Bool { field(named: "isAllowed") != nil && field(named: "steps") != nil }

    /// Whether the type is a page of a list (Relay's connections).
    var isConnection: Bool { name.hasSuffix("Connection") && field(named: "nodes") != nil }
}
