import CPQ
public import SQLText

/// A connection that one thread has for itself and waits on: for migrations, bulk loading and commands.
///
/// Requests never use it: `Database` serves them.
public final class DirectSession {
    private let handle: OpaquePointer

    /// Connects, and takes a role if one is named.
    ///
    /// - Throws: `PostgresError.unavailable` with libpq's reason.
    public init(_ connectionString: String, role: String? = nil) throws(PostgresError) {
        let parameters = [
            ("dbname", connectionString), ("client_encoding", "UTF8"), ("fallback_application_name", "portico"),
            ("connect_timeout", "10"),
        ]
        guard let handle = withConnectionParameters(parameters, { PQconnectdbParams($0, $1, 1) }) else {
            throw .unavailable(reason: "out of memory")
        }
        self.handle = handle
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        if PQstatus(handle) != CONNECTION_OK { throw .unavailable(reason: lastMessage) }
        if let role { try execute("SET ROLE \(role.quotedAsIdentifier)") }
    }

    deinit {
        PQfinish(handle)
    }

    private var lastMessage: String {
        PQerrorMessage(handle).map { String(cString: $0).trimmedEnd } ?? ""
    }

    /// Whether the session is in a transaction, failed or not.
    public var isInTransaction: Bool {
        let status = PQtransactionStatus(handle)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    /// The process that serves this session in the database.
    public var backendID: Int32 { PQbackendPID(handle) }

    /// Runs a script of any number of commands, without parameters.
    ///
    /// - Throws: `server` with the first error, `position` counted in the whole script; the rest isn't run.
    public func execute(_ script: String) throws(PostgresError) {
        if script.utf8.contains(0) { throw .protocolViolation("a script contains a NUL") }
        PQclear(try check(PQexec(handle, script)))
    }

    /// Runs one statement.
    public func run(_ bound: BoundStatement) throws(PostgresError) -> ResultRows {
        if let fault = bound.fault { throw .protocolViolation(fault) }
        var scratch = ParameterScratch()
        scratch.encode(bound.values)
        let result = PQexecParams(
            handle, bound.statement.text, Int32(clamping: bound.values.count), bound.statement.parameterOIDs,
            scratch.pointers, scratch.lengths, scratch.formats, 1)
        return ResultRows(owning: try check(result))
    }

    /// Runs one statement of SQL text.
    @discardableResult
    public func run(_ sql: SQLText<SQLValue>) throws(PostgresError) -> ResultRows {
        try run(BoundStatement(sql.compiled()))
    }

    /// Runs a body between BEGIN and COMMIT, or ROLLBACK when it throws.
    @discardableResult
    public func transaction<Value>(_ body: () throws -> Value) throws -> Value {
        try execute("BEGIN")
        do {
            let value = try body()
            try execute("COMMIT")
            return value
        } catch {
            // The body's error says more than one about the rollback, which a lost connection does by itself.
            try? execute("ROLLBACK")
            throw error
        }
    }

    /// Loads rows with COPY FROM STDIN, far faster than INSERT.
    ///
    /// - Parameters:
    ///   - table: the table's name, without quotes.
    ///   - columns: the columns' names; the values must have exactly the columns' types.
    ///   - body: adds the rows; when it throws, none is kept.
    /// - Returns: the number of rows.
    /// - Throws: what the body throws; `PostgresError` when a row or the whole load is refused.
    @discardableResult
    public func copy(
        into table: String, columns: [String], _ body: (inout CopyWriter) throws -> Void
    ) throws -> Int {
        try copy(into: table, columns, format: .binary, body)
    }

    /// Loads rows with COPY FROM STDIN from PostgreSQL's text forms: for types that `SQLValue` has no case for.
    @discardableResult
    public func copyText(
        into table: String, columns: [String], _ body: (inout CopyWriter) throws -> Void
    ) throws -> Int {
        try copy(into: table, columns, format: .text, body)
    }

    private func copy(
        into table: String, _ columns: [String], format: CopyWriter.Format, _ body: (inout CopyWriter) throws -> Void
    ) throws -> Int {
        let list = columns.map(\.quotedAsIdentifier).joined(separator: ", ")
        let command = "COPY \(table.quotedAsIdentifier) (\(list)) FROM STDIN (FORMAT \(format.rawValue))"
        PQclear(try check(PQexec(handle, command)))
        do {
            var writer = CopyWriter(handle, format, columns: columns.count)
            try body(&writer)
            try writer.finish()
        } catch {
            PQputCopyEnd(handle, "the rows could not be made")
            while let result = PQgetResult(handle) { PQclear(result) }
            throw error
        }
        if PQputCopyEnd(handle, nil) != 1 { throw PostgresError.unavailable(reason: lastMessage) }
        let rows = ResultRows(owning: try check(PQgetResult(handle)))
        while let result = PQgetResult(handle) { PQclear(result) }
        return rows.affectedRows
    }

    /// A result that is no error; otherwise the error, and the result is freed.
    private func check(_ result: OpaquePointer?) throws(PostgresError) -> OpaquePointer {
        guard let result else { throw .unavailable(reason: lastMessage) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN: return result
        case PGRES_FATAL_ERROR:
            defer { PQclear(result) }
            let fault = ServerFault(result: result)
            throw fault.endsConnection ? .unavailable(reason: fault.message) : fault.error
        default:
            defer { PQclear(result) }
            throw .protocolViolation("the server answered with \(String(cString: PQresStatus(PQresultStatus(result))))")
        }
    }
}
