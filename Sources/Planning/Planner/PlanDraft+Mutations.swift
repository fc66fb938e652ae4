import Access
import GraphQLLanguage
import GraphQLSchema
import SQLText

/// Mutations: the domain function's payload, and the rows that are read back for it.
extension PlanDraft {
    mutating func mutation(
        _ collected: CollectedField, _ field: FieldDefinition
    ) throws(PlanningError) -> FieldValue {
        guard case .object(let payload)? = operation.schema.type(named: field.type.namedType) else { return .forbidden }
        let first = sources.count
        let parts = try collection.fields(of: payload, in: collected.selectionSets)
        var fields: [FieldPlan] = []
        for part in parts {
            fields.append(
                try plan(part, of: payload) { draft, definition throws(PlanningError) in
                    try draft.payloadField(part, definition)
                })
        }
        return .mutation(
            MutationPlan(
                name: field.name, field: field, node: collected.node,
                selectedFields: Set(parts.map { $0.node.name.text }), payload: ObjectPlan(fields: fields),
                statements: Array(first..<sources.count)))
    }

    private mutating func payloadField(
        _ collected: CollectedField, _ field: FieldDefinition
    ) throws(PlanningError) -> FieldValue {
        guard case .object(let type)? = operation.schema.type(named: field.type.namedType) else {
            return .payloadLeaf(field.name)
        }
        if let mapping = planner.mapping.types[type.name] {
            if field.type.itemType != nil {
                return .payloadRows(
                    field.name,
                    try branch(.payloadRows(field: field.name), of: type, mapping, collected))
            }
            guard
                case .row(let source, let object) = try row(
                    .payloadRow(field: field.name), of: type, mapping, collected)
            else { return .forbidden }
            return .payloadRow(field.name, source: source, object)
        }
        if type.isViewer {
            return .payloadViewer(field.name, try newViewer(collected, type))
        }
        return .payloadObjects(field.name, try payloadObject(collected, type))
    }

    /// The viewer that signed in: facts only, since rows are read with the rights of whoever sent the operation.
    private mutating func newViewer(_ collected: CollectedField, _ type: ObjectType) throws(PlanningError) -> ObjectPlan
    {
        let before = sources.count
        let object = try viewerObject(collected, type)
        if sources.count > before {
            throw PlanningError(
                .badInput, "Ask for the rows of the new viewer in an operation of its own.", at: collected.node.offset)
        }
        return object
    }

    /// An object that the domain function made itself, such as a user error.
    mutating func payloadObject(
        _ collected: CollectedField, _ type: ObjectType
    ) throws(PlanningError) -> ObjectPlan {
        var fields: [FieldPlan] = []
        for inner in try collection.fields(of: type, in: collected.selectionSets) {
            fields.append(
                try plan(inner, of: type) { draft, definition throws(PlanningError) in
                    try draft.payloadField(inner, definition)
                })
        }
        return ObjectPlan(fields: fields)
    }
}
