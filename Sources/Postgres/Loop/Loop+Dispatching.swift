import CPQ
import SQLText

/// From a letter to a segment on the wire.
extension Loop {
    func accept(_ request: Request) {
        if request.isCancelled { return request.finish(.failure(.cancelled)) }
        if let fault = fault(of: request) { return request.finish(.failure(fault)) }
        if isStopping, request.lease?.connection == nil { return request.finish(.failure(Self.shuttingDown)) }
        if let lease = request.lease { return accept(request, of: lease) }
        if request.deadline <= now { return expire(request) }
        enqueue(request)
    }

    /// Why a request can't be sent whatever happens.
    private func fault(of request: Request) -> PostgresError? {
        for bound in request.statements {
            if let fault = bound.fault { return .protocolViolation(fault) }
            if request.purpose == .read, bound.statement.controlsSession {
                return .protocolViolation("a read lane takes no command that changes the session or a transaction")
            }
        }
        return nil
    }

    private func accept(_ request: Request, of lease: Lease) {
        if lease.isEnding { return request.finish(.failure(.protocolViolation("the transaction is over"))) }
        if request.purpose != .run { return end(request, of: lease) }
        if let failure = lease.failure { return request.finish(.failure(failure)) }
        if request.deadline <= now { return expire(request) }
        if let connection = lease.connection { send(request, on: connection) } else { enqueue(request) }
    }

    private func end(_ request: Request, of lease: Lease) {
        lease.isEnding = true
        guard let connection = lease.connection else {
            // No statement was run, or the connection is lost and everything rolled back with it.
            if request.purpose == .commit, let failure = lease.failure { return request.finish(.failure(failure)) }
            return request.finish(.success([]))
        }
        if request.purpose == .commit, let failure = lease.failure {
            // The body went on after its transaction had failed: there is nothing left to keep.
            request.finish(.failure(failure))
            return lose(connection, "a failed transaction was to be committed")
        }
        send(request, on: connection)
    }

    private func enqueue(_ request: Request) {
        let pool = pools[request.lane.rawValue]
        if !pool.isUp, let reason = pool.lastFailure, pool.downSince + configuration.patience <= now {
            return request.finish(.failure(.unavailable(reason: reason)))
        }
        if pool.waiting.count >= configuration.queueLimit {
            let reason = "\(pool.waiting.count) requests wait for a connection of the \(pool.lane) lane already"
            return request.finish(.failure(.unavailable(reason: reason)))
        }
        wake(at: request.deadline)
        if pool.waiting.isEmpty, let connection = pool.vacancy() {
            start(request, on: connection)
        } else {
            pool.waiting.append(request)
        }
    }

    /// Gives waiting requests to connections that have room.
    func fill(_ pool: LanePool) {
        while !pool.waiting.isEmpty, let connection = pool.vacancy(), let request = pool.waiting.popFirst() {
            start(request, on: connection)
        }
    }

    private func start(_ request: Request, on connection: Connection) {
        if let lease = request.lease {
            // Two statements of a transaction may have waited for its connection: only the first opens it.
            if let held = lease.connection { return send(request, on: held) }
            if let failure = lease.failure { return request.finish(.failure(failure)) }
            lease.connection = connection
            connection.lease = lease
            request.opensTransaction = true
            wake(at: lease.deadline)
        }
        send(request, on: connection)
    }

    func send(_ request: Request, on connection: Connection) {
        if connection.isCancelPending || connection.dropAt != .never, connection.lane != .shared {
            return connection.held.append(request)
        }
        wake(at: request.deadline)
        if !connection.send(request, with: &tools) { lose(connection, connection.message) }
    }

    /// Sends what waited for a cancel to be over.
    func sendHeld(on connection: Connection) {
        while connection.isReady, !connection.isCancelPending, connection.dropAt == .never,
            let request = connection.held.popFirst()
        {
            if !request.isFinished || request.purpose == .rollback { send(request, on: connection) }
        }
        fill(pools[connection.lane.rawValue])
    }
}
