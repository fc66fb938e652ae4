/// A PostgreSQL type that a parameter or a column can have here.
///
/// The list is closed: a column of another type is found when the schema is checked against the database.
public enum SQLType: UInt32, Hashable, Sendable, CaseIterable {
    case bool = 16
    case bytea = 17
    case int8 = 20
    case int2 = 21
    case int4 = 23
    case text = 25
    case json = 114
    case float8 = 701
    case inet = 869
    case date = 1082
    case timestamptz = 1184
    case interval = 1186
    case uuid = 2950
    case varbit = 1562
    case xid8 = 5069
    case boolArray = 1000
    case int4Array = 1007
    case textArray = 1009
    case int8Array = 1016
    case dateArray = 1182
    case timestamptzArray = 1185
    case uuidArray = 2951

    /// PostgreSQL's number for the type (`pg_type.oid`).
    public var oid: UInt32 { rawValue }

    /// The type's name as a cast writes it.
    public var name: String {
        switch self {
        case .bool: "bool"
        case .bytea: "bytea"
        case .int8: "int8"
        case .int2: "int2"
        case .int4: "int4"
        case .text: "text"
        case .json: "json"
        case .float8: "float8"
        case .inet: "inet"
        case .date: "date"
        case .timestamptz: "timestamptz"
        case .interval: "interval"
        case .uuid: "uuid"
        case .varbit: "varbit"
        case .xid8: "xid8"
        case .boolArray: "bool[]"
        case .int4Array: "int4[]"
        case .textArray: "text[]"
        case .int8Array: "int8[]"
        case .dateArray: "date[]"
        case .timestamptzArray: "timestamptz[]"
        case .uuidArray: "uuid[]"
        }
    }

    /// The array type with elements of this type, where there is one in the list.
    public var array: SQLType? {
        switch self {
        case .bool: .boolArray
        case .int4: .int4Array
        case .text: .textArray
        case .int8: .int8Array
        case .date: .dateArray
        case .timestamptz: .timestamptzArray
        case .uuid: .uuidArray
        default: nil
        }
    }
}
