public import Access
import GraphQLLanguage
import GraphQLSchema

extension Mapping {
    /// What the schema says and the database has not, each with its place in the schema.
    ///
    /// Empty where all is there.
    public func faults(against catalogue: Catalogue, policy: AccessPolicy) -> [MappingFault] {
        (Array(types.values) + totals.values)
            .flatMap { MappingCheck(mapping: self, type: $0, catalogue: catalogue, policy: policy).faults() }
            .sorted { ($0.line, $0.column, $0.reason) < ($1.line, $1.column, $1.reason) }
    }
}

/// Holds one type against the database.
private struct MappingCheck {
    let mapping: Mapping
    let type: TypeMapping
    let catalogue: Catalogue
    let policy: AccessPolicy

    func faults() -> [MappingFault] {
        guard case .object(let object)? = policy.schema.type(named: type.name) else { return [] }
        guard let columns = catalogue.tables[type.table] else {
            return [fault("the database has no table \(type.table)", type.name, object.location)]
        }
        let fields = object.fields.flatMap { check($0, columns) }
        let number = numberReason(columns).map { fault($0, type.name, object.location) }
        return fields + order(columns, object) + [number].compactMap { $0 }
    }

    /// What users see by the customers that are assigned to them has those customers' numbers.
    private func numberReason(_ columns: [String: Catalogue.Column]) -> String? {
        guard case .assigned(let column, _) = type.rowRule,
            policy.decision(on: .type(type.name), for: Audience(role: .user)) == .allowed
        else { return nil }
        let number = RowRule.numberColumn(beside: column)
        return columns[number] == nil ? "the table \(type.table) has no column \(number)" : nil
    }

    private func check(_ field: FieldDefinition, _ columns: [String: Catalogue.Column]) -> [MappingFault] {
        let reasons: [String?] =
            switch type.fields[field.name] {
            case .column(let name, let form):
                [reason(columns[name], name, form, isNonNull: field.type.isNonNull)]
            case .values(let parts):
                parts.values.map { reason(columns[$0.name], $0.name, $0.form, isNonNull: field.type.isNonNull) }
            case .toOne(_, let foreignKey):
                [reason(columns[foreignKey], foreignKey, .id(typeCode: 0), isNonNull: field.type.isNonNull)]
            case .toOneBack(let other, let foreignKey), .toMany(let other, let foreignKey):
                [foreignKeyReason(other, foreignKey)]
            case .sum(let name): [reason(columns[name], name, .bigInt, isNonNull: field.type.isNonNull)]
            case .count(let name): [columns[name] == nil ? "the table \(type.table) has no column \(name)" : nil]
            case .computed(let function, _):
                [
                    catalogue.functions.contains("\(function)(\(type.table))")
                        ? nil : "the database has no function \(function)(\(type.table))"
                ]
            case nil: []
            }
        return reasons.compactMap { $0 }.map { fault($0, "\(type.name).\(field.name)", field.location) }
    }

    private func foreignKeyReason(_ other: String, _ foreignKey: String) -> String? {
        guard let target = mapping.types[other], let columns = catalogue.tables[target.table] else { return nil }
        return columns[foreignKey] == nil ? "the table \(target.table) has no column \(foreignKey)" : nil
    }

    private func reason(
        _ column: Catalogue.Column?, _ name: String, _ form: LeafForm, isNonNull: Bool
    ) -> String? {
        guard let column else { return "the table \(type.table) has no column \(name)" }
        guard column.typeOID == form.sqlType.oid else {
            return "the column \(type.table).\(name) isn't of type \(form.sqlType.name)"
        }
        return isNonNull && !column.isNotNull ? "the column \(type.table).\(name) can be null, the field can't" : nil
    }

    /// What a list is sorted by can't be null and is of a known type, since a cursor compares with it.
    private func order(_ columns: [String: Catalogue.Column], _ object: ObjectType) -> [MappingFault] {
        guard case .enumeration(let order)? = policy.schema.type(named: type.name + "OrderField") else { return [] }
        return order.values.compactMap { value in
            let name = columnName(value.name.lowercased(), value.appliedDirectives)
            return orderReason(columns[name], name).map { fault($0, "\(order.name).\(value.name)", value.location) }
        }
    }

    private func orderReason(_ column: Catalogue.Column?, _ name: String) -> String? {
        guard let column, column.isNotNull else {
            return "a list can be sorted only by a column without nulls, not by \(type.table).\(name)"
        }
        return reason(column, name, type.form(ofOrder: name), isNonNull: true)
    }

    private func fault(_ reason: String, _ coordinate: String, _ location: SourceLocation) -> MappingFault {
        MappingFault(coordinate: coordinate, line: location.line, column: location.column, reason: reason)
    }
}
