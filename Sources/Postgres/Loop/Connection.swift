import CPQ

/// One connection and what is under way in it; lives on the poll thread.
///
/// It knows the protocol: what was sent, which result is expected next. What to send, and what a loss means for whom,
/// is the loop's.
final class Connection {
    enum Phase {
        /// No connection; the next attempt is made at that time.
        case down(until: Instant)
        case connecting(PostgresPollingStatusType, until: Instant)
        /// The lane's settings are being made.
        case settingUp(until: Instant)
        case ready
    }

    /// What the server answers next.
    enum Expected {
        /// The result of a request's statement.
        case rows
        /// The answer to a Parse.
        case preparation(Statement)
        /// The result of a statement of ours: BEGIN, DEALLOCATE.
        case acknowledgement
        /// The end of a segment.
        case sync
    }

    /// A statement that the server has prepared, or is about to.
    struct Preparation {
        let name: String
        /// The request whose segment prepares it, until that has come back.
        var pendingIn: ObjectIdentifier?
    }

    let lane: Lane
    var phase: Phase = .down(until: Instant(nanoseconds: 0))
    var handle: OpaquePointer?
    var failedAttempts = 0

    /// Under way, the first one running.
    var segments = Fifo<Request>()
    var expected = Fifo<Expected>()
    /// Whether the first of `expected` has got its result and only its end is outstanding.
    var hasResult = false
    /// Whether a command that outlives its segment was seen: the connection can't be used any more.
    var isTainted = false
    var wantsToWrite = false

    var prepared: LeastRecentlyUsed<Statement, Preparation>
    private var preparationCount = 0

    /// The transaction that holds it.
    var lease: Lease?
    /// Requests of that transaction that wait until a cancel is over.
    var held = Fifo<Request>()
    /// Whether a cancel was asked for and not yet answered; until then nothing new is sent.
    var isCancelPending = false
    /// When the cancel is sent once more, if the statement is still running then.
    var cancelAgainAt = Instant.never
    /// When it's dropped because a statement that was given up doesn't end.
    var dropAt = Instant.never

    init(lane: Lane, preparedStatementLimit: Int) {
        self.lane = lane
        prepared = LeastRecentlyUsed(limit: preparedStatementLimit)
    }

    var isReady: Bool { if case .ready = phase { true } else { false } }
    var socket: Int32 { handle.map { PQsocket($0) } ?? -1 }
    var backendID: Int32 { handle.map { PQbackendPID($0) } ?? 0 }

    /// Whether the server is in a transaction, as of the last Sync; `active` while more is under way.
    var transactionStatus: PGTransactionStatusType {
        handle.map { PQtransactionStatus($0) } ?? PQTRANS_UNKNOWN
    }

    /// libpq's last message.
    var message: String {
        let text = handle.flatMap { PQerrorMessage($0) }.map { String(cString: $0).trimmedEnd } ?? ""
        return text.isEmpty ? "the connection was closed" : text
    }

    func nextStatementName() -> String {
        preparationCount += 1
        return "p\(preparationCount)"
    }

    /// Closes it and forgets everything about it; what was under way must have been taken out before.
    func close(retryingAt time: Instant) {
        if let handle { PQfinish(handle) }
        handle = nil
        phase = .down(until: time)
        _ = expected.removeAll()
        hasResult = false
        isTainted = false
        wantsToWrite = false
        isCancelPending = false
        cancelAgainAt = .never
        dropAt = .never
        prepared = LeastRecentlyUsed(limit: prepared.limit)
    }
}
