/// What a request gets back.
typealias Outcome = Result<[ResultRows], PostgresError>

/// One segment to be sent: some statements and one Sync, with whoever waits for the results.
///
/// Made by the caller's task, handed over through the mailbox, and from then on touched by the poll thread alone:
/// that is what makes `@unchecked Sendable` true.
final class Request: @unchecked Sendable {
    enum Purpose {
        case read, run, commit, rollback, control
    }

    enum Completion {
        case task(UnsafeContinuation<Outcome, Never>)
        case loop((Outcome) -> Void)
    }

    let purpose: Purpose
    let lane: Lane
    let statements: [BoundStatement]
    let deadline: Instant
    let lease: Lease?
    var completion: Completion?

    var results: [ResultRows] = []
    var failure: PostgresError?
    /// Whether it was lost with a connection before, or met a stale prepared statement.
    var isRetried = false
    /// Whether the caller's task was cancelled before the request came in.
    var isCancelled = false
    /// Whether it failed because a prepared statement was out of date.
    var isStale = false
    /// Whether its first statement is preceded by BEGIN.
    var opensTransaction = false
    /// Where it is under way.
    var connection: Connection?

    init(
        _ purpose: Purpose, lane: Lane, statements: [BoundStatement], deadline: Instant, lease: Lease? = nil,
        completion: Completion? = nil
    ) {
        self.purpose = purpose
        self.lane = lane
        self.statements = statements
        self.deadline = deadline
        self.lease = lease
        self.completion = completion
    }

    /// Whether nobody waits any more: answered, timed out or cancelled.
    var isFinished: Bool { completion == nil }

    /// Answers the caller; only the first answer counts.
    func finish(_ outcome: Outcome) {
        guard let waiting = completion else { return }
        completion = nil
        results = []
        switch waiting {
        case .task(let continuation): continuation.resume(returning: outcome)
        case .loop(let body): body(outcome)
        }
    }

    /// Answers with what was received.
    func finishWithResults() {
        finish(failure.map { .failure($0) } ?? .success(results))
    }

    /// Makes it as it was before it was sent, to be sent once more.
    func prepareForRetry() {
        isRetried = true
        results = []
        failure = nil
        isStale = false
        connection = nil
    }
}

/// A transaction's hold on a connection of the write lane; touched by the poll thread alone.
final class Lease: @unchecked Sendable {
    /// When the whole transaction must have reached its COMMIT.
    let deadline: Instant
    var connection: Connection?
    /// Whether COMMIT or ROLLBACK was asked for.
    var isEnding = false
    /// Why nothing can run any more, when that is so for another reason.
    var failure: PostgresError?

    init(deadline: Instant) {
        self.deadline = deadline
    }
}
