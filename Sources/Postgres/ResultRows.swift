import CPQ
public import SQLText

/// The rows of one statement, in PostgreSQL's binary format, as libpq received them.
///
/// Nothing is copied: bytes stay valid as long as this object lives. Reading beyond the rows or columns gives nil,
/// never a crash.
public final class ResultRows: @unchecked Sendable {
    // Sendable: a PGresult is never changed after it was received, and it's freed once, here.
    private let result: OpaquePointer

    /// The number of rows.
    public let rowCount: Int
    /// The number of columns.
    public let columnCount: Int

    /// Takes a result over.
    init(owning result: OpaquePointer) {
        self.result = result
        rowCount = Int(PQntuples(result))
        columnCount = Int(PQnfields(result))
    }

    deinit {
        PQclear(result)
    }

    /// The bytes of a value; nil for NULL and beyond the rows or columns.
    ///
    /// They're valid while this object lives.
    public func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        guard row >= 0, row < rowCount, column >= 0, column < columnCount else { return nil }
        let row = Int32(truncatingIfNeeded: row)
        let column = Int32(truncatingIfNeeded: column)
        let length = PQgetlength(result, row, column)
        // libpq gives NULL a length of 0 too, so only an empty value costs a second look.
        if length == 0, PQgetisnull(result, row, column) == 1 { return nil }
        return UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: Int(length))
    }

    /// Whether a value is NULL (or beyond the rows or columns).
    public func isNull(row: Int, column: Int) -> Bool {
        bytes(row: row, column: column) == nil
    }

    /// The number of rows that INSERT, UPDATE, DELETE or SELECT touched; 0 for other commands.
    public var affectedRows: Int {
        PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// The types of the columns by their `pg_type.oid`: the list of `SQLType` needs not contain them.
    public var columnOIDs: [UInt32] {
        (0..<Int32(truncatingIfNeeded: columnCount)).map { PQftype(result, $0) }
    }

    /// The types of the columns; nil for one that the list doesn't contain.
    public var columnTypes: [SQLType?] {
        columnOIDs.map { SQLType(rawValue: $0) }
    }

    /// The names of the columns.
    public var columnNames: [String] {
        (0..<Int32(truncatingIfNeeded: columnCount)).map { PQfname(result, $0).map { String(cString: $0) } ?? "" }
    }

    /// The command's name as the server reports it: `SELECT 5`, `COMMIT`.
    var commandTag: String {
        PQcmdStatus(result).map { String(cString: $0) } ?? ""
    }
}
