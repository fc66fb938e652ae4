public import SQLText

/// How a leaf value stands in a column and in JSON.
public enum LeafForm: Hashable, Sendable {
    /// A key, shown as an id of the type with this code.
    case id(typeCode: UInt8)
    case text
    case int
    case bigInt
    case float
    case boolean
    /// A moment, shown in UTC with milliseconds.
    case dateTime
    case date
    /// A text that must be one of these to be shown.
    case enumeration(Set<String>)
    /// A list of such texts; what must not be shown is left out.
    case enumerationList(Set<String>)

    /// The type that a column with such values has.
    public var sqlType: SQLType {
        switch self {
        case .id: .uuid
        case .text, .enumeration: .text
        case .int: .int4
        case .bigInt: .int8
        case .float: .float8
        case .boolean: .bool
        case .dateTime: .timestamptz
        case .date: .date
        case .enumerationList: .textArray
        }
    }
}
