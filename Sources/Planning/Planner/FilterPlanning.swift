import Access
import GraphQLSchema
import SQLText

/// Turns a filter into a condition on the rows of a table.
///
/// Conditions that aren't given aren't in the statement.
struct FilterPlanning {
    let schema: Schema
    let mapping: TypeMapping
    let scope: RowScope
    let table: Alias
    /// How many filters of other types this one stands in.
    var depth = 0
    /// What the table calls a column of the type's.
    var name: @Sendable (String) -> String = { $0 }

    /// The columns that a filter may ask for, where it stands for itself alone.
    static func columns(of type: InputObjectType) -> [String] {
        type.fields.filter { $0.type.namedType != type.name }.map { columnName($0.name, $0.appliedDirectives) }
    }

    /// The condition; nil for a filter that leaves everything.
    func condition(_ filter: Term?, _ type: InputObjectType) throws(PlanningError) -> PlanSQL? {
        guard case .object(let members)? = filter else { return nil }
        var conditions: [PlanSQL] = []
        for member in members {
            guard let field = type.field(named: member.name) else { continue }
            if let condition = try self.condition(member.value, field, of: type) { conditions.append(condition) }
        }
        return conditions.joined(with: " AND ")
    }

    private func condition(
        _ term: Term, _ field: InputValueDefinition, of type: InputObjectType
    ) throws(PlanningError) -> PlanSQL? {
        if term == .null { throw refusal(field, of: type) }
        if field.type.namedType == type.name { return try combination(field.name, term, type) }
        if let relation = relation(field) { return try related(term, relation) }
        let name = columnName(field.name, field.appliedDirectives)
        let column = PlanSQL.column(self.name(name), of: table)
        guard case .inputObject(let operators)? = schema.type(named: field.type.namedType) else {
            return search(term, column)
        }
        var conditions: [PlanSQL] = []
        guard case .object(let members) = term else { return nil }
        for member in members {
            guard let definition = operators.field(named: member.name) else { continue }
            if member.value == .null { throw refusal(definition, of: operators) }
            let form = form(of: definition, over: name)
            if let condition = comparison(member, form, column) { conditions.append(condition) }
        }
        return conditions.joined(with: " AND ")
    }

    /// The one row of another type that a row belongs to, or that names it.
    private struct Relation {
        let target: TypeMapping
        let filter: InputObjectType
        let key: PlanSQL
    }

    private func relation(_ field: InputValueDefinition) -> Relation? {
        let inner = Alias(.filter, depth)
        let (name, key): (String, PlanSQL)
        switch mapping.fields[field.name] {
        case .toOne(let type, let foreignKey):
            (name, key) = (type, "\(PlanSQL.column("id", of: inner)) = \(PlanSQL.column(foreignKey, of: table))")
        case .toOneBack(let type, let foreignKey):
            (name, key) = (type, "\(PlanSQL.column(foreignKey, of: inner)) = \(PlanSQL.column("id", of: table))")
        default: return nil
        }
        guard let target = scope.types[name], case .inputObject(let filter)? = schema.type(named: name + "Filter"),
            filter.name == field.type.namedType
        else { return nil }
        return Relation(target: target, filter: filter, key: key)
    }

    /// There is such a row, and the filter holds for it; one that the viewer doesn't see is none.
    private func related(_ term: Term, _ relation: Relation) throws(PlanningError) -> PlanSQL {
        let inner = Alias(.filter, depth)
        let target = relation.target
        let planning = FilterPlanning(schema: schema, mapping: target, scope: scope, table: inner, depth: depth + 1)
        let condition = try planning.condition(term, relation.filter)
        let visible = scope.condition(of: target, on: inner, inner: Alias(.predicate, depth))
        let conditions = [relation.key, visible, condition].compactMap { $0 }
        return """
            EXISTS (SELECT FROM \(Identifier(target.table)) \(inner) \
            WHERE \(conditions.joined(separator: " AND ")))
            """
    }

    private func combination(_ name: String, _ term: Term, _ type: InputObjectType) throws(PlanningError) -> PlanSQL? {
        // An empty filter leaves everything, and its opposite nothing.
        if name == "not" { return try condition(term, type).map { "NOT (\($0))" } ?? "FALSE" }
        guard case .list(let items, _) = term else { return nil }
        var conditions: [PlanSQL] = []
        for item in items {
            conditions.append(try condition(item, type) ?? "TRUE")
        }
        // Nothing holds in an empty "or", and everything in an empty "and".
        if conditions.isEmpty { return name == "or" ? "FALSE" : nil }
        return conditions.joined(with: name == "or" ? " OR " : " AND ")
    }

    /// The column holds texts in lower case; the position finds a text whatever characters it has.
    ///
    /// Line breaks part the texts and stand in none, so a text with one is in none of them.
    private func search(_ term: Term, _ column: PlanSQL) -> PlanSQL? {
        term.slot(.text).map { "(strpos(\(column), lower(\($0))) > 0 AND strpos(\($0), chr(10)) = 0)" }
    }

    private func comparison(_ member: Term.Member, _ form: LeafForm, _ column: PlanSQL) -> PlanSQL? {
        switch member.name {
        case "in": return member.value.arraySlot(form).map { "\(column) = ANY(\($0))" }
        case "isNull":
            guard case .leaf(.bool(let isNull), _) = member.value else { return nil }
            return isNull ? "\(column) IS NULL" : "\(column) IS NOT NULL"
        default:
            guard let sign = FilterPlanning.signs[member.name] else { return nil }
            return member.value.slot(form).map { "\(column) \(sign) \($0)" }
        }
    }

    private static let signs: [String: PlanSQL] = [
        "eq": "=", "ne": "<>", "gt": ">", "gte": ">=", "lt": "<", "lte": "<=",
    ]

    /// Whether a column holds ids as clients see them, of whatever type.
    private func holdsIDs(_ column: String) -> Bool {
        mapping.fields.values.contains { $0 == .column(name: column, .text) }
    }

    private func form(of definition: InputValueDefinition, over column: String) -> LeafForm {
        switch schema.type(named: definition.type.namedType) {
        case .enumeration(let type): .enumeration(Set(type.values.map(\.name)))
        case .scalar(let type):
            switch type.form {
            case .id: holdsIDs(column) ? .text : .id(typeCode: mapping.typeCode)
            case .int: .int
            case .bigInt: .bigInt
            case .float: .float
            case .boolean: .boolean
            case .dateTime: .dateTime
            case .date: .date
            case .string, .any: .text
            }
        case .object, .interface, .union, .inputObject, nil: .text
        }
    }

    private func refusal(_ field: InputValueDefinition, of type: InputObjectType) -> PlanningError {
        PlanningError(
            .badInput,
            "\"\(type.name).\(field.name)\" is null. Leave it out, or ask for rows without a value by isNull.")
    }
}

extension [PlanSQL] {
    /// One condition in brackets out of several; nil out of none.
    fileprivate func joined(with separator: PlanSQL) -> PlanSQL? {
        switch count {
        case 0: nil
        case 1: self[0]
        default: "(\(map { "(\($0))" as PlanSQL }.joined(separator: separator)))"
        }
    }
}
