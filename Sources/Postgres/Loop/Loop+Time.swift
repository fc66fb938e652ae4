import CPQ

/// What is due: one lower bound for all timers, and one look through everything when it has come.
///
/// Most deadlines never pass, so keeping them sorted would cost more than a rare look at a few hundred requests.
extension Loop {
    func wake(at time: Instant) {
        if time < nextSweep { nextSweep = time }
    }

    func sweep() {
        nextSweep = .never
        for pool in pools {
            for connection in pool.connections { attend(connection) }
            attend(pool)
        }
        let late = starting.filter { $0.until <= now }
        starting.removeAll { $0.until <= now }
        for waiter in late {
            let reason = pools.compactMap(\.lastFailure).first ?? "no connection in time"
            waiter.continuation.resume(returning: .unavailable(reason: reason))
        }
        for waiter in starting { wake(at: waiter.until) }
        if isStopping { wake(at: stopAt) }
    }

    private func attend(_ connection: Connection) {
        switch connection.phase {
        case .down(let time):
            if isStopping { return }
            if time > now { return wake(at: time) }
            followUp(connection.startConnecting(configuration, now: now), of: connection)
            if case .connecting(_, let deadline) = connection.phase { wake(at: deadline) }
        case .connecting(_, let deadline), .settingUp(let deadline):
            if deadline <= now { return lose(connection, "connecting took too long") }
            wake(at: deadline)
        case .ready:
            if connection.dropAt <= now { return lose(connection, "a statement did not end after it was given up") }
            wake(at: connection.dropAt)
            cancelAgain(on: connection)
            attendRequests(of: connection)
        }
    }

    private func attendRequests(of connection: Connection) {
        var due: [Request] = []
        let look = { (request: Request) in
            if request.isFinished { return }
            if request.deadline <= self.now { due.append(request) } else { self.wake(at: request.deadline) }
        }
        connection.segments.forEach(look)
        connection.held.forEach(look)
        for request in due { expire(request, on: connection) }
        guard let lease = connection.lease, lease.failure == nil, !lease.isEnding else { return }
        if lease.deadline > now { return wake(at: lease.deadline) }
        lease.failure = .timeout
        if connection.segments.isEmpty { rollBack(lease, on: connection) }
    }

    /// The body holds its transaction beyond the deadline without asking anything: its locks end here.
    private func rollBack(_ lease: Lease, on connection: Connection) {
        lease.connection = nil
        connection.lease = nil
        let rollback = Request(
            .rollback, lane: .write, statements: [BoundStatement(Transaction.rollback)],
            deadline: now + configuration.commitGrace)
        rollback.completion = .loop { _ in }
        send(rollback, on: connection)
    }

    /// A COMMIT that doesn't come back is never cancelled: it ends with the connection, its outcome unknown.
    private func expire(_ request: Request, on connection: Connection) {
        switch request.purpose {
        case .commit: lose(connection, "COMMIT took too long")
        case .rollback: lose(connection, "ROLLBACK took too long")
        case .read, .run, .control: expire(request)
        }
    }

    private func attend(_ pool: LanePool) {
        for request in pool.waiting.remove(where: { $0.deadline <= now || $0.isFinished }) { expire(request) }
        pool.waiting.forEach { wake(at: $0.deadline) }
        guard !pool.isUp else { return }
        let limit = pool.downSince + configuration.patience
        if limit > now { return wake(at: limit) }
        guard let reason = pool.lastFailure else { return }
        for request in pool.waiting.removeAll() { request.finish(.failure(.unavailable(reason: reason))) }
    }
}
