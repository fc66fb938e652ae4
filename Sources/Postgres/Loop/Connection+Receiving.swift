import CPQ

extension Connection {
    /// Reads what has come; requests whose segment ended are added to `ended`.
    ///
    /// Gives the reason when the connection is lost, else nil.
    func receive(into ended: inout [Request]) -> String? {
        guard let handle else { return "no connection" }
        if wantsToWrite {
            let unsent = PQflush(handle)
            if unsent >= 0 { wantsToWrite = unsent == 1 }
        }
        // What had come before the connection broke is still worth reading: it can hold the answer to a COMMIT.
        let isHealthy = PQconsumeInput(handle) == 1
        while let next = expected.first, PQisBusy(handle) == 0 {
            guard let result = PQgetResult(handle) else {
                guard hasResult else { return isHealthy ? "the server answered nothing" : message }
                hasResult = false
                expected.popFirst()
                continue
            }
            if let loss = take(result, for: next, ended: &ended) { return loss }
        }
        return isHealthy ? nil : message
    }

    private func take(_ result: OpaquePointer, for next: Expected, ended: inout [Request]) -> String? {
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            hasResult = true
            accept(result, for: next)
            return nil
        case PGRES_PIPELINE_ABORTED:
            hasResult = true
            PQclear(result)
            if case .preparation(let statement) = next { prepared.remove(statement) }
            return nil
        case PGRES_PIPELINE_SYNC:
            PQclear(result)
            guard case .sync = next, let request = segments.popFirst() else { return "a Sync came too early" }
            expected.popFirst()
            ended.append(request)
            return nil
        case PGRES_FATAL_ERROR:
            hasResult = true
            defer { PQclear(result) }
            return refuse(result, for: next)
        default:
            PQclear(result)
            return "the server answered with a COPY"
        }
    }

    private func accept(_ result: OpaquePointer, for next: Expected) {
        switch next {
        case .rows:
            if PQresultStatus(result) == PGRES_COMMAND_OK, lane != .write, Self.outlivesSegment(result) {
                isTainted = true
            }
            guard let request = segments.first, !request.isFinished else { return PQclear(result) }
            request.results.append(ResultRows(owning: result))
        case .preparation(let statement):
            PQclear(result)
            if var preparation = prepared.use(statement) {
                preparation.pendingIn = nil
                prepared.update(statement, preparation)
            }
        case .acknowledgement, .sync: PQclear(result)
        }
    }

    /// Keeps the first error of a segment; the reason when it's one that ends the connection.
    private func refuse(_ result: OpaquePointer, for next: Expected) -> String? {
        let request = segments.first
        let fault = ServerFault(result: result, statementIndex: request?.results.count)
        if fault.endsConnection { return fault.message }
        if case .preparation(let statement) = next { prepared.remove(statement) }
        if let request, request.failure == nil {
            request.failure = fault.error
            request.isStale = fault.isStalePreparation
        }
        return nil
    }

    /// Whether a command's tag names one that would change the connection for those who come next.
    private static func outlivesSegment(_ result: OpaquePointer) -> Bool {
        guard let tag = PQcmdStatus(result) else { return true }
        let tags = [
            "BEGIN", "START", "COMMIT", "ROLLBACK", "SET", "RESET", "DISCARD", "DECLARE", "LISTEN", "DO", "CALL",
        ]
        return tags.contains { String(cString: tag).hasPrefix($0) }
    }
}
