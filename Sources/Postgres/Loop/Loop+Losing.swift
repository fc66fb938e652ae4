import CPQ
import Glibc

/// Connections come and go here, with what that means for the requests on them.
extension Loop {
    /// Closes a connection and decides about everything on it.
    ///
    /// When it `isPlanned`, nothing is retried.
    func lose(_ connection: Connection, _ reason: String, isPlanned: Bool = false) {
        let pool = pools[connection.lane.rawValue]
        let wasReady = connection.isReady
        let underWay = connection.segments.removeAll() + connection.held.removeAll()
        let lease = connection.lease
        connection.lease = nil
        connection.close(retryingAt: now + backoff(after: connection.failedAttempts))
        connection.failedAttempts += 1
        if wasReady {
            statistics.connectionsLost += 1
            // The next attempt comes at once: mostly it was this one connection alone.
            connection.phase = .down(until: now)
            wake(at: now)
        }
        pool.lastFailure = reason
        if !isPlanned { statistics.lastLoss = reason }
        if !pool.connections.contains(where: { $0.isReady }), pool.isUp {
            pool.downSince = now
            wake(at: now + configuration.patience)
        }
        if let lease {
            lease.connection = nil
            if lease.failure == nil {
                lease.failure = .unavailable(reason: "the connection was lost in a transaction: \(reason)")
            }
        }
        for request in underWay.reversed() { decide(about: request, reason, isPlanned: isPlanned) }
        if case .down(let time) = connection.phase { wake(at: time) }
    }

    private func decide(about request: Request, _ reason: String, isPlanned: Bool) {
        request.connection = nil
        let lost = PostgresError.unavailable(reason: "the connection was lost: \(reason)")
        switch request.purpose {
        case .read where !request.isRetried && !request.isFinished && !isPlanned: retry(request)
        case .read, .run, .control: request.finish(.failure(lost))
        case .commit: request.finish(.failure(.outcomeUnknown))
        // What isn't committed is rolled back with its connection.
        case .rollback: request.finish(.success([]))
        }
    }

    /// 50 ms at first, doubling up to 2 s, with a quarter of chance in it so that connections don't come in step.
    private func backoff(after failures: Int) -> Duration {
        let doubled = 50 << min(failures, 6)
        return .milliseconds(min(2000, doubled) * Int.random(in: 75...100) / 100)
    }

    // MARK: Connecting

    func followUp(_ progress: Connection.Progress, of connection: Connection) {
        switch progress {
        case .waiting: break
        case .ready: celebrate(connection)
        case .failed(let reason, let isFinal):
            lose(connection, reason)
            if isFinal { refuseStart(reason) }
        }
    }

    private func celebrate(_ connection: Connection) {
        let pool = pools[connection.lane.rawValue]
        statistics.connectionsMade += 1
        pool.downSince = .never
        pool.lastFailure = nil
        // The database is back: nobody needs to wait out a long pause any more.
        for other in pools.flatMap(\.connections) {
            if case .down = other.phase, other.failedAttempts > 1 { other.phase = .down(until: now) }
        }
        wake(at: now)
        fill(pool)
        reportStart()
    }

    /// Tells those who wait for the start that every lane has a connection, once that is so.
    func reportStart() {
        guard pools.allSatisfy(\.isUp) else { return }
        for waiter in starting { waiter.continuation.resume(returning: nil) }
        starting = []
    }

    private func refuseStart(_ reason: String) {
        for waiter in starting { waiter.continuation.resume(returning: .unavailable(reason: reason)) }
        starting = []
    }
}
