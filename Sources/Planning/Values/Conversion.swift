import GraphQLSchema
import SQLText

extension LeafForm {
    /// The value as the database takes it.
    ///
    /// An id that names no row of the type is the key that no row has: ids that are malformed, of another type, foreign
    /// or unknown are all alike, also where a filter asks for the opposite.
    func sqlValue(_ value: InputValue) -> SQLValue {
        switch (self, value) {
        case (.id(let code), .string(let text)): id(text, code)
        case (.text, .string(let text)): .text(text)
        case (.enumeration, .enumeration(let name)): .text(name)
        case (.int, .int(let number)): Int32(exactly: number).map(SQLValue.int4) ?? .null(.int4)
        case (.bigInt, .int(let number)): .int8(number)
        case (.float, .float(let number)): .float8(number)
        case (.float, .int(let number)): .float8(Double(number))
        case (.boolean, .bool(let flag)): .bool(flag)
        case (.dateTime, .string(let text)):
            CivilTime.moment(text).map { .timestamptz(microseconds: $0) } ?? .null(.timestamptz)
        case (.date, .string(let text)): CivilTime.date(text).map { .date(days: $0) } ?? .null(.date)
        default: .null(sqlType)
        }
    }

    private func id(_ text: String, _ code: UInt8) -> SQLValue {
        guard let id = GlobalID(text), id.typeCode == code else { return .uuid(RowID(high: 0, low: 0)) }
        return .uuid(id.row)
    }
}

extension SQLType {
    /// The values as one array; those that are null have no place in it, since nothing equals them.
    func arrayValue(_ values: [SQLValue]) -> SQLValue {
        switch self {
        case .uuid: .uuidArray(values.compactMap { if case .uuid(let id) = $0 { id } else { nil } })
        case .int8: .int8Array(values.compactMap { if case .int8(let number) = $0 { number } else { nil } })
        case .date: .dateArray(days: values.compactMap { if case .date(let days) = $0 { days } else { nil } })
        case .timestamptz:
            .timestamptzArray(
                microseconds: values.compactMap { if case .timestamptz(let moment) = $0 { moment } else { nil } })
        default: .textArray(values.compactMap { if case .text(let text) = $0 { text } else { nil } })
        }
    }
}

extension Conversion {
    /// The value as the database takes it.
    func sqlValue(_ value: InputValue) -> SQLValue {
        switch self {
        case .leaf(let form): return form.sqlValue(value)
        case .list(let form):
            guard case .list(let items) = value else { return .null(sqlType) }
            return form.sqlType.arrayValue(items.map(form.sqlValue))
        case .row(let code): return .text(rowText(value, code))
        case .rows(let code):
            guard case .list(let items) = value else { return .null(sqlType) }
            return .textArray(items.map { rowText($0, code) })
        }
    }

    /// The key as text, empty where the id names no row of the type: the statement turns it into null.
    private func rowText(_ value: InputValue, _ code: UInt8) -> String {
        guard case .string(let text) = value, let id = GlobalID(text), id.typeCode == code else { return "" }
        return id.row.description
    }
}
