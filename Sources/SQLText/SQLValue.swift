/// A value that can be bound to a parameter of a statement.
public enum SQLValue: Hashable, Sendable {
    case null(SQLType)
    case bool(Bool)
    case int4(Int32)
    case int8(Int64)
    case float8(Double)
    case text(String)
    case uuid(RowID)
    case bytea([UInt8])
    /// Eight bits a byte, the first one the highest.
    case varbit([UInt8])
    /// Microseconds since 1970-01-01T00:00:00Z.
    case timestamptz(microseconds: Int64)
    /// Days since 1970-01-01.
    case date(days: Int32)
    /// A JSON text; the database checks it.
    case json(String)
    case textArray([String])
    case int8Array([Int64])
    case uuidArray([RowID])
    case dateArray(days: [Int32])
    case timestamptzArray(microseconds: [Int64])

    /// The type that the parameter is declared with.
    public var type: SQLType {
        switch self {
        case .null(let type): type
        case .bool: .bool
        case .int4: .int4
        case .int8: .int8
        case .float8: .float8
        case .text: .text
        case .uuid: .uuid
        case .bytea: .bytea
        case .varbit: .varbit
        case .timestamptz: .timestamptz
        case .date: .date
        case .json: .json
        case .textArray: .textArray
        case .int8Array: .int8Array
        case .uuidArray: .uuidArray
        case .dateArray: .dateArray
        case .timestamptzArray: .timestamptzArray
        }
    }
}
