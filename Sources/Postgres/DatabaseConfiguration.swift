/// How a `Database` connects and how much it lets happen at once.
public struct DatabaseConfiguration: Sendable {
    /// What libpq connects with: `postgresql://…` or `host=… dbname=…`.
    ///
    /// The login is the owner's.
    public var connectionString: String
    /// The role that every connection takes right after connecting; nil keeps the login's own (tests only).
    public var role: String?
    /// Connections of the shared read lane.
    public var sharedConnections = 4
    /// Connections of the exclusive read lane.
    public var exclusiveConnections = 3
    /// Connections of the write lane.
    public var writeConnections = 4
    /// How many requests are under way in one shared connection.
    public var pipelineDepth = 4
    /// How many requests wait in each lane before further ones are refused.
    public var queueLimit = 256
    /// How many statements each connection keeps prepared.
    public var preparedStatementLimit = 256
    /// The longest time that making a connection takes.
    public var connectTimeout: Duration = .seconds(10)
    /// How long requests wait for a connection while there is none and the database can't be reached.
    public var patience: Duration = .seconds(2)
    /// How long a statement whose request was given up may go on before its connection is dropped.
    public var abandonGrace: Duration = .seconds(5)
    /// How long COMMIT may take before the outcome counts as unknown.
    public var commitGrace: Duration = .seconds(10)
    /// The database's own limit for one statement on the shared lane, under which a request can set a shorter one.
    public var sharedStatementTimeout: Duration = .seconds(10)
    /// How long a statement that changes something waits for a row that somebody else is changing.
    public var lockTimeout: Duration = .seconds(2)
    /// How long a transaction that changes something may do nothing before the database ends it.
    public var transactionIdleTimeout: Duration = .seconds(10)

    /// Starts from the defaults.
    public init(connectionString: String, role: String? = nil) {
        self.connectionString = connectionString
        self.role = role
    }

    func connections(in lane: Lane) -> Int {
        switch lane {
        case .shared: max(1, sharedConnections)
        case .exclusive: max(1, exclusiveConnections)
        case .write: max(1, writeConnections)
        case .control: 1
        }
    }

    /// How many segments of a lane may be under way in one connection.
    func depth(of lane: Lane) -> Int {
        lane == .shared || lane == .control ? max(1, pipelineDepth) : 1
    }

    /// What a connection of a lane runs once, before its first request.
    ///
    /// `client_connection_check_interval` ends the work of a client that is gone: without it the statements of a
    /// killed server would run to their end.
    func setup(for lane: Lane) -> String {
        var commands = [
            "SET jit = off", "SET client_connection_check_interval = '1s'",
            // A statement has one shape for all values, and planning it took longer than running it.
            "SET plan_cache_mode = force_generic_plan",
        ]
        switch lane {
        case .shared:
            commands += Self.readOnly + ["SET statement_timeout = \(max(1, sharedStatementTimeout.milliseconds))"]
        case .exclusive: commands += Self.readOnly
        case .write:
            commands.append("SET default_transaction_isolation = 'read committed'")
            commands.append("SET default_transaction_read_only = off")
            commands.append("SET lock_timeout = \(max(1, lockTimeout.milliseconds))")
            commands.append("SET idle_in_transaction_session_timeout = \(max(1, transactionIdleTimeout.milliseconds))")
        case .control: return commands.joined(separator: "; ")
        }
        // The control connection stays the login itself: only who is the session's user may cancel its statements.
        if let role { commands.append("SET ROLE \(role.quotedAsIdentifier)") }
        return commands.joined(separator: "; ")
    }

    private static let readOnly = [
        "SET default_transaction_isolation = 'repeatable read'", "SET default_transaction_read_only = on",
    ]
}

/// Which read lane a request takes.
public enum ReadLane: Sendable {
    /// Short reads with a known plan: up to four requests share a connection's pipeline, and none is ever cancelled,
    /// since a cancel hits the backend and not the request. A request given up runs on, unheard.
    case shared
    /// Slow or unknown plans and exports: a connection of its own for each, cancelled when the deadline passes.
    case exclusive
}

/// The lanes that connections belong to (see ARCHITECTURE.md): point reads never queue behind slow work.
enum Lane: Int, CaseIterable {
    case shared, exclusive, write, control
}

extension Duration {
    /// The whole milliseconds, within the range of the setting that they're for.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return overflow ? Int64(Int32.max) : min(Int64(Int32.max), product + attoseconds / 1_000_000_000_000_000)
    }
}

extension String {
    /// The name with quotes around it, as SQL wants an identifier that could be anything.
    var quotedAsIdentifier: String {
        "\"" + split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
