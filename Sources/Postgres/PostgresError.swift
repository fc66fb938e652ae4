/// Why the database gave no result.
///
/// `description` may travel to a client; `debugDescription` says everything and is for the operator.
public enum PostgresError: Error, Sendable, Equatable {
    /// Nothing was done: no connection, a full queue, or a connection lost before anything could be kept.
    case unavailable(reason: String)
    /// The deadline passed, ours or the database's; nothing was kept.
    case timeout
    /// The task that asked was cancelled; nothing was kept.
    case cancelled
    /// The connection was lost while COMMIT was under way: the transaction may or may not have been kept.
    case outcomeUnknown
    /// The database refused a statement; nothing of its transaction was kept.
    case server(ServerFault)
    /// Something was asked that the adapter refuses, or the server answered what the protocol doesn't allow.
    case protocolViolation(String)
}

/// What the database says about a statement that it refused: the fields of its ErrorResponse.
public struct ServerFault: Error, Sendable, Equatable {
    /// The five characters of the SQLSTATE.
    public var sqlState: String
    /// The severity, in English: ERROR, FATAL or PANIC.
    public var severity: String
    /// The primary message.
    public var message: String
    /// A second message with more, which can contain values of rows.
    public var detail: String?
    /// What to do about it.
    public var hint: String?
    /// The constraint that was violated, if it was one.
    public var constraint: String?
    /// The table concerned, if there is one.
    public var table: String?
    /// The column concerned, if there is one.
    public var column: String?
    /// Where in the statement's text, 1-based in characters.
    public var position: Int?
    /// The call stack within the database: functions, triggers.
    public var context: String?
    /// Which statement of the round trip it was, from 0.
    public var statementIndex: Int?

    /// Makes a fault of its two necessary fields.
    public init(sqlState: String, message: String, severity: String = "ERROR") {
        self.sqlState = sqlState
        self.message = message
        self.severity = severity
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    /// What may travel: no text of the database, no value of a row.
    public var description: String {
        switch self {
        case .unavailable: "The database is not available."
        case .timeout: "The database did not answer in time."
        case .cancelled: "The request was cancelled."
        case .outcomeUnknown: "The connection to the database was lost while the change was being saved."
        case .server(let fault): "The database refused a statement (\(fault.sqlState))."
        case .protocolViolation: "The database was used in a way that is not allowed."
        }
    }

    /// Everything, for the operator's log.
    public var debugDescription: String {
        switch self {
        case .unavailable(let reason): "\(description) [\(reason)]"
        case .protocolViolation(let detail): "\(description) [\(detail)]"
        case .server(let fault): "\(description) [\(fault.everything)]"
        case .timeout, .cancelled, .outcomeUnknown: description
        }
    }

    /// The SQLSTATE, when the database refused a statement.
    public var sqlState: String? {
        if case .server(let fault) = self { fault.sqlState } else { nil }
    }
}

extension ServerFault {
    fileprivate var everything: String {
        var parts = ["\(severity) \(sqlState): \(message)"]
        let optional: [(String, String?)] = [
            ("detail", detail), ("hint", hint), ("constraint", constraint), ("table", table), ("column", column),
            ("position", position.map(String.init)), ("statement", statementIndex.map(String.init)),
            ("context", context),
        ]
        for case (let name, let value?) in optional { parts.append("\(name): \(value)") }
        return parts.joined(separator: "; ")
    }
}
