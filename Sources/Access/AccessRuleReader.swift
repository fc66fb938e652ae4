import GraphQLLanguage
import GraphQLSchema

/// Reads the rules of all elements of a schema and collects what is wrong with them.
struct AccessRuleReader {
    let schema: Schema
    var rules: [SchemaElement: AccessRule] = [:]
    var rowRules: [String: RowRule] = [:]
    var faults: [AccessFault] = []

    init(schema: Schema) {
        self.schema = schema
    }

    mutating func read() {
        let types = schema.types.filter { !$0.name.hasPrefix("__") }.sorted { $0.name < $1.name }
        for type in types { readTypeRule(type) }
        for type in types { readFieldRules(type) }
        for type in types { readColumnRules(type) }
        faults.sort { ($0.location.line, $0.location.column) < ($1.location.line, $1.location.column) }
    }

    // MARK: Types

    private mutating func readTypeRule(_ type: NamedType) {
        if case .inputObject(let input) = type {
            let rule = readInputRule(input.appliedDirectives, .type(input.name), input.location)
            if !rule.isEmpty { rules[.type(input.name)] = rule }
        }
        guard let fieldsType = type.fieldsType else { return }
        var rule = AccessRule(type.appliedDirectives)
        if rule.isEmpty { report(.undecided, .type(type.name), fieldsType.location) }
        checkKeys(of: rule, .type(type.name), fieldsType.location)
        if let node = connectionNode(of: fieldsType) ?? totalledType(type.name) {
            rule = rule + AccessRule(node.appliedDirectives)
        }
        rules[.type(type.name)] = rule
        if case .object(let object) = type { readRowRule(object) }
    }

    /// The type whose rows a connection or an edge shows: its rule is theirs too, also for their number.
    private func connectionNode(of type: any FieldsType) -> (any TypeDefinition)? {
        guard type.name.hasSuffix("Connection") || type.name.hasSuffix("Edge"),
            let field = type.field(named: "nodes") ?? type.field(named: "node")
        else { return nil }
        return schema.type(named: field.type.namedType)?.fieldsType
    }

    /// The type whose rows a type of totals sums up.
    private func totalledType(_ name: String) -> (any TypeDefinition)? {
        guard name.hasSuffix("Total"), case .object(let type)? = schema.type(named: String(name.dropLast(5))),
            !RowRule.all(of: type).isEmpty
        else { return nil }
        return type
    }

    private mutating func readRowRule(_ type: ObjectType) {
        let found = RowRule.all(of: type)
        let isMapped = !found.isEmpty || type.interfaces.contains { $0.name == "Node" }
        if isMapped && found.count != 1 {
            report(.rowRules(count: found.count), .type(type.name), type.location)
        }
        rowRules[type.name] = found.first
    }

    // MARK: Fields

    private mutating func readFieldRules(_ type: NamedType) {
        switch type {
        case .object(let object): for field in object.fields { readFieldRule(field, of: object) }
        case .interface(let interface): for field in interface.fields { readFieldRule(field, of: interface) }
        case .enumeration(let enumeration): for value in enumeration.values { readOwnRule(value, of: enumeration) }
        case .inputObject(let input): for field in input.fields { readOwnRule(field, of: input) }
        case .scalar, .union: break
        }
    }

    private mutating func readFieldRule(_ field: FieldDefinition, of type: any FieldsType) {
        let element = SchemaElement.field(type.name, field.name)
        let own = AccessRule(field.appliedDirectives)
        if own.isEmpty && isRoot(type) { report(.undecided, element, field.location) }
        checkKeys(of: own, element, field.location)
        if field.type.isNonNull && own.clauses.contains(where: \.deniesWithNull) {
            report(.nullOnNonNull, element, field.location)
        }
        var rule = (rules[.type(type.name)] ?? AccessRule()) + own
        for interface in type.interfaces {
            guard let implemented = schema.type(named: interface.name)?.field(named: field.name) else { continue }
            rule = rule + AccessRule(implemented.appliedDirectives)
        }
        if let returned = rules[.type(field.type.namedType)] { rule = rule + returned }
        rules[element] = rule
        for argument in field.arguments {
            let rule = readInputRule(
                argument.appliedDirectives, .argument(type.name, field.name, argument.name), argument.location)
            if !rule.isEmpty { rules[.argument(type.name, field.name, argument.name)] = rule }
        }
    }

    private func isRoot(_ type: any FieldsType) -> Bool {
        type.name == schema.queryType.name || type.name == schema.mutationType?.name
    }

    private mutating func readOwnRule(_ value: EnumValueDefinition, of type: EnumType) {
        let element = SchemaElement.enumValue(type.name, value.name)
        let rule = readInputRule(value.appliedDirectives, element, value.location)
        if !rule.isEmpty { rules[element] = rule }
    }

    private mutating func readOwnRule(_ field: InputValueDefinition, of type: InputObjectType) {
        let element = SchemaElement.inputField(type.name, field.name)
        let rule = AccessRule(type.appliedDirectives) + readInputRule(field.appliedDirectives, element, field.location)
        if !rule.isEmpty { rules[element] = rule }
    }

    private mutating func readInputRule(
        _ directives: [AppliedDirective], _ element: SchemaElement, _ location: SourceLocation
    ) -> AccessRule {
        let rule = AccessRule(directives)
        if rule.clauses.contains(where: \.deniesWithNull) { report(.nullOnInput, element, location) }
        checkKeys(of: rule, element, location)
        return rule
    }

    /// Refuses a rule that would keep out the keys it seems to let in.
    private mutating func checkKeys(of rule: AccessRule, _ element: SchemaElement, _ location: SourceLocation) {
        if rule.clauses.contains(where: \.namesHalfAKey) { report(.halfAKey, element, location) }
    }

    // MARK: Columns of filters, orders and totals

    private mutating func readColumnRules(_ type: NamedType) {
        switch type {
        case .inputObject(let input):
            guard let mapped = mappedType(type.name, suffix: "Filter") else { return }
            for field in input.fields where !isCombination(field, of: input) {
                readColumnRule(filteredColumn(field), .inputField(input.name, field.name), mapped, field.location)
            }
        case .enumeration(let order):
            guard let mapped = mappedType(type.name, suffix: "OrderField") else { return }
            for value in order.values {
                readColumnRule(
                    columnName(value.name.lowercased(), value.appliedDirectives), .enumValue(order.name, value.name),
                    mapped, value.location)
            }
        case .object(let total):
            guard let mapped = mappedType(type.name, suffix: "Total") else { return }
            for field in total.fields {
                readColumnRule(totalledColumn(field), .field(total.name, field.name), mapped, field.location)
            }
        case .scalar, .interface, .union: return
        }
    }

    /// The column that a filter's field compares: for the filter of another type's rows, the key of the row.
    private func filteredColumn(_ field: InputValueDefinition) -> String {
        mappedType(field.type.namedType, suffix: "Filter") == nil
            ? columnName(field.name, field.appliedDirectives) : foreignKeyName(field.name, field.appliedDirectives)
    }

    /// The column that a field of a type of totals sums up, counts or groups by.
    private func totalledColumn(_ field: FieldDefinition) -> String {
        if let counted = field.appliedDirectives.first(where: { $0.name == "count" })?.text(of: "distinct") {
            return counted
        }
        return isRelation(field)
            ? foreignKeyName(field.name, field.appliedDirectives) : columnName(field.name, field.appliedDirectives)
    }

    private func isRelation(_ field: FieldDefinition) -> Bool {
        rowRules[field.type.namedType] != nil
    }

    private func mappedType(_ name: String, suffix: String) -> ObjectType? {
        guard name.hasSuffix(suffix), case .object(let type)? = schema.type(named: String(name.dropLast(suffix.count))),
            rowRules[type.name] != nil
        else { return nil }
        return type
    }

    /// `and`, `or` and `not` hold conditions of the same type and name no column.
    private func isCombination(_ field: InputValueDefinition, of type: InputObjectType) -> Bool {
        field.type.namedType == type.name
    }

    private mutating func readColumnRule(
        _ column: String, _ element: SchemaElement, _ type: ObjectType, _ location: SourceLocation
    ) {
        let shown = type.fields.filter { field in
            columnName(field.name, field.appliedDirectives) == column
                || isRelation(field) && foreignKeyName(field.name, field.appliedDirectives) == column
        }
        let own = rules[element] ?? AccessRule()
        if shown.isEmpty && own.isEmpty { report(.unknownColumn(column, type: type.name), element, location) }
        let rule = shown.reduce(own) { $0 + (rules[.field(type.name, $1.name)] ?? AccessRule()) }
        rules[element] = rule.hidingWhatIsDenied
    }

    private mutating func report(_ reason: AccessFault.Reason, _ element: SchemaElement, _ location: SourceLocation) {
        faults.append(AccessFault(reason: reason, element: element, location: location))
    }
}

extension AccessRule.Clause {
    fileprivate var deniesWithNull: Bool {
        if case .roles(_, _, _, onDeny: .null) = self { true } else { false }
    }
}

extension AccessRule {
    /// The same rule where a value can't be null in its place: a column that is nulled for a viewer can't be
    /// filtered or sorted by either.
    fileprivate var hidingWhatIsDenied: AccessRule {
        AccessRule(
            clauses: clauses.map { clause in
                guard case .roles(let roles, let permission, let scopes, onDeny: .null) = clause else { return clause }
                return .roles(roles, permission: permission, apiScopes: scopes, onDeny: .rejected)
            })
    }
}
