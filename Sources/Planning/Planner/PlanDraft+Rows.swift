import Access
import GraphQLLanguage
import GraphQLSchema
import SQLText

/// The fields of a row: its columns, and the rows that hang on it.
extension PlanDraft {
    mutating func object(
        _ type: ObjectType, _ sets: [SelectionSet], in source: SourceDraft
    ) throws(PlanningError) -> ObjectPlan {
        var fields: [FieldPlan] = []
        for collected in try collection.fields(of: type, in: sets) {
            fields.append(
                try plan(collected, of: type) { draft, field throws(PlanningError) in
                    try draft.rowField(collected, field, of: type, in: source)
                })
        }
        return ObjectPlan(fields: fields)
    }

    private mutating func rowField(
        _ collected: CollectedField, _ field: FieldDefinition, of type: ObjectType, in source: SourceDraft
    ) throws(PlanningError) -> FieldValue {
        switch source.mapping.fields[field.name] {
        case .column(let name, let form): return .column(source.read(column: name), visible(form, of: field))
        case .computed(let function, let form):
            return .column(source.read("\(Identifier(function))(\(source.table))"), visible(form, of: field))
        case .sum(let name): return .column(source.read(sumOf: name), .bigInt)
        case .count(let name): return .column(source.read(countOf: name), .bigInt)
        case .values(let columns): return try values(collected, field, columns, in: source)
        case .toOne(let name, let foreignKey):
            return try row(of: name, .toOne(source, foreignKey: foreignKey), collected)
        case .toOneBack(let name, let foreignKey):
            return try row(of: name, .toMany(source, foreignKey: foreignKey), collected)
        case .toMany(_, let foreignKey):
            guard case .object(let target)? = operation.schema.type(named: field.type.namedType) else {
                return .forbidden
            }
            return try connection(collected, field, of: type, target, link: .toMany(source, foreignKey: foreignKey))
        case nil: return .forbidden
        }
    }

    private mutating func row(
        of name: String, _ link: SourceDraft.Link, _ collected: CollectedField
    ) throws(PlanningError) -> FieldValue {
        guard let mapping = planner.mapping.types[name],
            case .object(let target)? = operation.schema.type(named: name)
        else { return .forbidden }
        let row = try addSource(of: mapping, link: link, at: collected.node.offset)
        return .row(source: row.number, try object(target, collected.selectionSets, in: row))
    }

    /// The words of an enum that the viewer sees: a hidden one that is stored doesn't come out either.
    private func visible(_ form: LeafForm, of field: FieldDefinition) -> LeafForm {
        guard case .enumeration(let type)? = operation.schema.type(named: field.type.namedType) else { return form }
        let names = Set(type.values.map(\.name))
        if case .enumerationList = form { return .enumerationList(names) }
        return .enumeration(names)
    }

    private mutating func values(
        _ collected: CollectedField, _ field: FieldDefinition, _ columns: [String: ValueColumn], in source: SourceDraft
    ) throws(PlanningError) -> FieldValue {
        guard case .object(let type)? = operation.schema.type(named: field.type.namedType) else { return .forbidden }
        if columns.values.contains(where: \.isSum) {
            // Amounts of different currencies are never summed up, whether or not the currency is asked for.
            for name in columns.values.filter({ !$0.isSum }).map(\.name).sorted() { _ = source.read(column: name) }
        }
        let own = columns.values.filter(\.isOwn).map(\.name).min()
        let told = field.type.isNonNull ? nil : own.map { source.read(column: $0) }
        var fields: [FieldPlan] = []
        for part in try collection.fields(of: type, in: collected.selectionSets) {
            fields.append(
                try plan(part, of: type) { _, definition throws(PlanningError) in
                    guard let column = columns[definition.name] else { return .forbidden }
                    let position = column.isSum ? source.read(sumOf: column.name) : source.read(column: column.name)
                    return .column(position, column.form)
                })
        }
        return .values(ObjectPlan(fields: fields), told: told)
    }
}
