import Synchronization

/// The database as the rest of the program uses it: reads in one round trip, and transactions.
///
/// One thread owns all connections, in lanes: short reads share connections' pipelines, slow reads and
/// transactions have one to themselves. Values go in and come out in binary, and statements that come again are
/// prepared.
public final class Database: Sendable {
    let mailbox: Mailbox
    private let configuration: DatabaseConfiguration
    private let published = Loop.Publication()

    /// Makes a database and its thread; nothing is connected before `start`.
    ///
    /// - Throws: `PostgresError.unavailable` when the system gives no thread or descriptor.
    public init(_ configuration: DatabaseConfiguration) throws(PostgresError) {
        self.configuration = configuration
        mailbox = try Mailbox()
        let mailbox = mailbox
        let published = published
        let isStarted = startThread { Loop(configuration, mailbox, published).run() }
        if !isStarted { throw .unavailable(reason: "no thread for the connections") }
    }

    deinit {
        // Whoever forgot `shutdown`: the thread ends by itself, and nobody waits for it.
        let mailbox = mailbox
        Task { await withUnsafeContinuation { Self.stop(mailbox, $0, within: .zero) } }
    }

    /// Waits until every lane has a connection.
    ///
    /// - Throws: `PostgresError.unavailable` with the reason when the database refuses, or can't be reached within
    ///   the time that one connection may take.
    public func start() async throws(PostgresError) {
        let until = Instant.now + configuration.connectTimeout
        let failure: PostgresError? = await withUnsafeContinuation { continuation in
            if !mailbox.post(.start(continuation, until: until)) { continuation.resume(returning: Loop.shuttingDown) }
        }
        if let failure { throw failure }
    }

    /// Refuses what comes from now on, lets what is under way end, then closes all connections.
    public func shutdown(within grace: Duration = .seconds(5)) async {
        await withUnsafeContinuation { Self.stop(mailbox, $0, within: grace) }
    }

    private static func stop(
        _ mailbox: Mailbox, _ continuation: UnsafeContinuation<Void, Never>, within grace: Duration
    ) {
        if !mailbox.post(.stop(continuation, until: .now + grace)) { continuation.resume() }
    }

    /// What is going on and what has been done, as of a moment ago.
    public var statistics: DatabaseStatistics {
        published.latest.withLock { $0 }
    }

    /// Reads in one segment: one round trip, one implicit read-only transaction, one snapshot for all statements.
    ///
    /// - Parameters:
    ///   - statements: run in this order; the first error fails them all.
    ///   - lane: `.shared` for short reads with a known plan; `.exclusive` ends with its task or deadline.
    ///   - deadline: how long the answer may take, counted from now, waiting for a connection included.
    /// - Returns: the rows of each statement, in order.
    /// - Throws: `unavailable`, `timeout`, `cancelled` (exclusive lane), `server` with the first statement refused, or
    ///   `protocolViolation`.
    public func read(
        _ statements: [BoundStatement], lane: ReadLane = .shared, deadline: Duration
    ) async throws(PostgresError) -> [ResultRows] {
        let isShared = lane == .shared
        let request = Request(
            .read, lane: isShared ? .shared : .exclusive, statements: statements, deadline: .now + deadline)
        return try await (isShared ? send(request) : sendCancellable(request)).get()
    }

    /// Runs a body in a transaction (READ COMMITTED) on a connection of its own, and commits when the body returns.
    ///
    /// BEGIN travels with the first statements, so a transaction that runs nothing costs nothing.
    ///
    /// - Parameters:
    ///   - deadline: how long it may take until COMMIT is sent.
    ///   - body: what it does; when it throws, everything is rolled back and its error is rethrown.
    /// - Returns: what the body returns.
    /// - Throws: what the body throws; `outcomeUnknown` when the connection is lost in COMMIT.
    @discardableResult
    public nonisolated(nonsending) func transaction<Value: Sendable>(
        deadline: Duration, _ body: nonisolated(nonsending) (Transaction) async throws -> Value
    ) async throws -> Value {
        let transaction = Transaction(self, Lease(deadline: .now + deadline))
        let value: Value
        do {
            value = try await body(transaction)
        } catch {
            _ = await transaction.end(.rollback, within: configuration.commitGrace)
            throw error
        }
        _ = try await transaction.end(.commit, within: configuration.commitGrace).get()
        return value
    }

    /// Sends without listening for cancellation: what is on a shared connection can't be cancelled anyway.
    func send(_ request: Request) async -> Outcome {
        await withUnsafeContinuation { continuation in
            request.completion = .task(continuation)
            if !mailbox.post(.request(request)) { request.finish(.failure(Loop.shuttingDown)) }
        }
    }

    func sendCancellable(_ request: Request) async -> Outcome {
        await withTaskCancellationHandler {
            await send(request)
        } onCancel: {
            _ = mailbox.post(.cancel(request))
        }
    }
}
