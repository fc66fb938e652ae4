import Access
import GraphQLLanguage
import GraphQLSchema

/// Reads the places of all mapped types and collects what has none.
struct MappingReader {
    let policy: AccessPolicy
    var faults: [MappingFault] = []

    init(policy: AccessPolicy) {
        self.policy = policy
    }

    private var schema: Schema { policy.schema }

    mutating func read() -> [String: TypeMapping] {
        var types: [String: TypeMapping] = [:]
        for name in schema.types.map(\.name) {
            guard case .object(let type)? = schema.type(named: name), let rule = policy.rowRule(of: name) else {
                continue
            }
            types[name] = read(type, rule)
        }
        faults.sort { ($0.line, $0.column) < ($1.line, $1.column) }
        return types
    }

    /// A type of totals is named after the type whose rows it sums up: `UsageTotal`.
    mutating func readTotals(of types: [String: TypeMapping]) -> [String: TypeMapping] {
        var totals: [String: TypeMapping] = [:]
        for mapping in types.values {
            guard case .object(let total)? = schema.type(named: mapping.name + "Total") else { continue }
            var fields: [String: FieldMapping] = [:]
            for field in total.fields { fields[field.name] = read(field, of: total, code: mapping.typeCode) }
            totals[total.name] = TypeMapping(
                name: total.name, typeCode: mapping.typeCode, table: mapping.table, rowRule: mapping.rowRule,
                fields: fields)
        }
        return totals
    }

    private mutating func read(_ type: ObjectType, _ rule: RowRule) -> TypeMapping? {
        guard let code = GlobalID.typeCodes[type.name] else {
            report("has no code for its ids; give it the next free one in GlobalID", type.name, type.location)
            return nil
        }
        var fields: [String: FieldMapping] = [:]
        for field in type.fields {
            fields[field.name] = read(field, of: type, code: code)
        }
        return TypeMapping(
            name: type.name, typeCode: code, table: tableName(of: type), rowRule: rule, fields: fields)
    }

    private mutating func read(_ field: FieldDefinition, of type: ObjectType, code: UInt8) -> FieldMapping? {
        switch schema.type(named: field.type.namedType) {
        case .scalar, .enumeration: return leaf(field, of: type, code: code)
        case .object(let target): return object(field, of: type, target: target)
        case .interface, .union, .inputObject, nil:
            report("can't be read from a table", "\(type.name).\(field.name)", field.location)
            return nil
        }
    }

    private mutating func leaf(_ field: FieldDefinition, of type: ObjectType, code: UInt8) -> FieldMapping? {
        guard let form = leafForm(of: field, code: code) else {
            report("no column type is known for \(field.type)", "\(type.name).\(field.name)", field.location)
            return nil
        }
        if let computed = field.appliedDirectives.first(named: "computed") {
            guard let function = computed.text(of: "function") else { return nil }
            return .computed(function: function, form)
        }
        if field.appliedDirectives.first(named: "sum") != nil {
            return .sum(column: columnName(field.name, field.appliedDirectives))
        }
        if let counted = field.appliedDirectives.first(named: "count")?.text(of: "distinct") {
            return .count(column: counted)
        }
        return .column(name: columnName(field.name, field.appliedDirectives), form)
    }

    /// Of lists only those of words are stored in a column.
    private func leafForm(of field: FieldDefinition, code: UInt8) -> LeafForm? {
        let form = form(of: field, code: code)
        guard field.type.itemType != nil else { return form }
        guard case .enumeration(let names)? = form else { return nil }
        return .enumerationList(names)
    }

    private func form(of field: FieldDefinition, code: UInt8) -> LeafForm? {
        switch schema.type(named: field.type.namedType) {
        case .enumeration(let type): .enumeration(Set(type.values.map(\.name)))
        case .scalar(let type):
            switch type.form {
            // Only a row's own key is known to be of its type; other ids are stored as clients see them.
            case .id: field.name == "id" ? .id(typeCode: code) : .text
            case .string: .text
            case .int: .int
            case .bigInt: .bigInt
            case .float: .float
            case .boolean: .boolean
            case .dateTime: .dateTime
            case .date: .date
            case .any: nil
            }
        case .object, .interface, .union, .inputObject, nil: nil
        }
    }

    private mutating func object(
        _ field: FieldDefinition, of type: ObjectType, target: ObjectType
    ) -> FieldMapping? {
        if policy.rowRule(of: target.name) != nil {
            if let via = field.appliedDirectives.first(named: "connection")?.text(of: "via") {
                return .toOneBack(type: target.name, foreignKey: via)
            }
            return .toOne(type: target.name, foreignKey: foreignKeyName(field.name, field.appliedDirectives))
        }
        if let node = target.field(named: "nodes")?.type.namedType, policy.rowRule(of: node) != nil {
            let via = field.appliedDirectives.first(named: "connection")?.text(of: "via")
            return .toMany(type: node, foreignKey: via ?? tableName(of: type) + "_id")
        }
        return values(field, of: type, target: target)
    }

    /// A type of values: its columns are those of the row that holds it.
    private mutating func values(
        _ field: FieldDefinition, of type: ObjectType, target: ObjectType
    ) -> FieldMapping? {
        var columns: [String: ValueColumn] = [:]
        let holder = columnName(field.name, field.appliedDirectives)
        let isSum = field.appliedDirectives.first(named: "sum") != nil
        for part in target.fields {
            guard let form = form(of: part, code: 0) else {
                report("a type of values holds leaf fields only", "\(target.name).\(part.name)", part.location)
                return nil
            }
            let pattern = columnName(part.name, part.appliedDirectives)
            let name = pattern.split(separator: "*", omittingEmptySubsequences: false).joined(separator: holder)
            // Of an amount the number is summed up; the currency tells amounts apart.
            let isOwn = name != pattern
            columns[part.name] = ValueColumn(name: name, form: form, isOwn: isOwn, isSum: isSum && isOwn)
        }
        return .values(columns)
    }

    private mutating func report(_ reason: String, _ coordinate: String, _ location: SourceLocation) {
        faults.append(
            MappingFault(coordinate: coordinate, line: location.line, column: location.column, reason: reason))
    }
}
