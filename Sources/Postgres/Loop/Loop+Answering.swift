import CPQ
import SQLText

/// What happens when a segment has come back whole, or is given up.
extension Loop {
    func answer(_ request: Request, on connection: Connection) {
        request.connection = nil
        // An earlier answer of the same turn can have closed the connection.
        guard connection.isReady else { return settle(request, on: connection) }
        if connection.dropAt != .never, !connection.hasAbandoned { connection.dropAt = .never }
        if let reason = condition(of: connection, after: request) {
            settle(request, on: connection)
            return lose(connection, reason)
        }
        settle(request, on: connection)
        sendHeld(on: connection)
    }

    private func settle(_ request: Request, on connection: Connection) {
        switch request.purpose {
        case .read where request.isStale && !request.isRetried && !request.isFinished:
            retry(request)
        case .commit: settleCommit(request)
        default: request.finishWithResults()
        }
        let isEnd = request.purpose == .commit || request.purpose == .rollback
        if isEnd, let lease = request.lease, connection.lease === lease {
            lease.connection = nil
            connection.lease = nil
        }
    }

    /// COMMIT of a transaction that had failed succeeds too: the server then says ROLLBACK.
    private func settleCommit(_ request: Request) {
        let tag = request.results.first?.commandTag
        if request.failure == nil, tag != "COMMIT" {
            let message = "the transaction had failed and was rolled back at its end"
            request.failure = .server(ServerFault(sqlState: "25P02", message: message))
        }
        request.finishWithResults()
    }

    /// Why a connection can't be used after this segment, or nil when it can: idle again after every Sync.
    private func condition(of connection: Connection, after request: Request) -> String? {
        if connection.isTainted { return "a command changed the session of a shared connection" }
        if request.isStale { return "its prepared statements are out of date" }
        let status = connection.transactionStatus
        // libpq tells the status only when nothing else is under way; otherwise the last segment's is looked at.
        if !connection.segments.isEmpty { return nil }
        let isInTransaction = status == PQTRANS_INTRANS || status == PQTRANS_INERROR
        if request.purpose == .run {
            return isInTransaction ? nil : "a statement ended the transaction that it was part of"
        }
        return status == PQTRANS_IDLE ? nil : "a transaction stayed open after its segment"
    }

    func retry(_ request: Request) {
        request.prepareForRetry()
        statistics.retries += 1
        pools[request.lane.rawValue].waiting.prepend(request)
    }

    // MARK: Giving up

    /// The caller's task was cancelled.
    func cancel(_ request: Request) {
        request.isCancelled = true
        if request.isFinished { return }
        giveUp(request, .cancelled)
    }

    /// The deadline has passed.
    func expire(_ request: Request) {
        statistics.timeouts += 1
        giveUp(request, .timeout)
    }

    /// Answers now; what runs in the database is cancelled where that can hit nobody else, else left to end.
    private func giveUp(_ request: Request, _ error: PostgresError) {
        request.finish(.failure(error))
        guard let connection = request.connection else {
            _ = pools[request.lane.rawValue].waiting.remove { $0 === request }
            return
        }
        connection.dropAt = min(connection.dropAt, now + configuration.abandonGrace)
        wake(at: connection.dropAt)
        if connection.lane == .exclusive || connection.lane == .write { cancelBackend(of: connection) }
    }

    private func cancelBackend(of connection: Connection) {
        if connection.isCancelPending { return }
        connection.isCancelPending = true
        statistics.cancels += 1
        let backend = connection.backendID
        let control = Request(
            .control, lane: .control, statements: [BoundStatement(Self.cancelBackend, [.int4(backend)])],
            deadline: now + configuration.abandonGrace)
        control.completion = .loop { [unowned self] outcome in
            // The connection can have been dropped meanwhile, and be another one by now.
            guard connection.isCancelPending, connection.backendID == backend else { return }
            connection.isCancelPending = false
            if case .failure(let error) = outcome {
                return lose(connection, "its statement could not be cancelled: \(error.debugDescription)")
            }
            // A cancel that comes before the backend has read the statement is ignored, and the statement then runs.
            if connection.hasAbandoned {
                connection.cancelAgainAt = now + .milliseconds(50)
                wake(at: connection.cancelAgainAt)
            }
            sendHeld(on: connection)
        }
        accept(control)
    }

    /// Cancels once more what an earlier cancel came too soon for.
    func cancelAgain(on connection: Connection) {
        if connection.cancelAgainAt > now { return wake(at: connection.cancelAgainAt) }
        connection.cancelAgainAt = .never
        if connection.hasAbandoned { cancelBackend(of: connection) }
    }

    private static let cancelBackend = Statement(text: "SELECT pg_cancel_backend($1)", parameterTypes: [.int4])
}

extension Connection {
    /// Whether something is under way that nobody waits for any more.
    var hasAbandoned: Bool {
        var found = false
        segments.forEach { found = found || $0.isFinished }
        return found
    }
}
