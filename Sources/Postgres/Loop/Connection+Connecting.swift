import CPQ

/// From nothing to a connection in pipeline mode with its lane's settings, without ever blocking.
///
/// Only the look-up of a host name by libpq can block; a Unix socket or an address doesn't need one.
extension Connection {
    enum Progress {
        case waiting
        case ready
        /// `isFinal`: trying again won't help, as with a wrong password.
        case failed(reason: String, isFinal: Bool)
    }

    func startConnecting(_ configuration: DatabaseConfiguration, now: Instant) -> Progress {
        let parameters = [
            ("dbname", configuration.connectionString), ("client_encoding", "UTF8"),
            ("fallback_application_name", "portico"),
        ]
        handle = withConnectionParameters(parameters) { PQconnectStartParams($0, $1, 1) }
        guard let handle else { return .failed(reason: "out of memory", isFinal: false) }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        if PQstatus(handle) == CONNECTION_BAD { return .failed(reason: message, isFinal: false) }
        phase = .connecting(PGRES_POLLING_WRITING, until: now + configuration.connectTimeout)
        return .waiting
    }

    /// Goes on when the socket is ready.
    func continueConnecting(_ configuration: DatabaseConfiguration) -> Progress {
        guard let handle else { return .failed(reason: "no connection", isFinal: false) }
        switch phase {
        case .connecting(_, let deadline):
            let status = PQconnectPoll(handle)
            if status == PGRES_POLLING_FAILED { return .failed(reason: message, isFinal: isRefusedForGood) }
            if status != PGRES_POLLING_OK {
                phase = .connecting(status, until: deadline)
                return .waiting
            }
            phase = .settingUp(until: deadline)
            guard PQsetnonblocking(handle, 1) == 0, PQsendQuery(handle, configuration.setup(for: lane)) == 1 else {
                return .failed(reason: message, isFinal: false)
            }
            wantsToWrite = PQflush(handle) == 1
            return .waiting
        case .settingUp: return continueSettingUp(handle)
        case .down, .ready: return .waiting
        }
    }

    private func continueSettingUp(_ handle: OpaquePointer) -> Progress {
        if wantsToWrite { wantsToWrite = PQflush(handle) == 1 }
        guard PQconsumeInput(handle) == 1 else { return .failed(reason: message, isFinal: false) }
        while PQisBusy(handle) == 0 {
            guard let result = PQgetResult(handle) else {
                guard PQenterPipelineMode(handle) == 1 else { return .failed(reason: message, isFinal: false) }
                phase = .ready
                failedAttempts = 0
                return .ready
            }
            defer { PQclear(result) }
            if PQresultStatus(result) == PGRES_FATAL_ERROR {
                let fault = ServerFault(result: result)
                return .failed(reason: fault.message, isFinal: !fault.endsConnection)
            }
        }
        return .waiting
    }

    /// Whether the server answered and said no: then its message has a class that doesn't heal by waiting.
    private var isRefusedForGood: Bool {
        // libpq gives no SQLSTATE for a failed connection, only the text. Where a server speaks another language the
        // attempts go on until the caller's patience ends, and it gets the same message then.
        let text = message
        return ["password authentication failed", "no pg_hba.conf entry", "Peer authentication failed"].contains {
            text.contains($0)
        }
    }
}
