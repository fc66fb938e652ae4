import CPQ

/// What all connections of a thread share while they send.
struct SendingTools: ~Copyable {
    var scratch = ParameterScratch()
    /// Statements that were sent before by any connection: the second time one is worth preparing.
    var seen = LeastRecentlyUsed<Statement, Bool>(limit: 1024)
}

extension Connection {
    static let begin = Statement(text: "BEGIN")

    /// Sends a request as one segment, ended by one Sync; false when the connection is broken.
    ///
    /// The request is then among `segments` all the same, for the loop to decide about.
    func send(_ request: Request, with tools: inout SendingTools) -> Bool {
        guard let handle else { return false }
        request.connection = self
        segments.append(request)
        if request.opensTransaction {
            guard send(BoundStatement(Self.begin), for: request, as: .acknowledgement, with: &tools) else {
                return false
            }
        }
        for bound in request.statements {
            guard send(bound, for: request, as: .rows, with: &tools) else { return false }
        }
        guard PQpipelineSync(handle) == 1 else { return false }
        expected.append(.sync)
        let unsent = PQflush(handle)
        wantsToWrite = unsent == 1
        return unsent >= 0
    }

    private func send(
        _ bound: BoundStatement, for request: Request, as expectation: Expected, with tools: inout SendingTools
    ) -> Bool {
        guard let handle else { return false }
        let name = preparedName(of: bound.statement, for: request, with: &tools)
        tools.scratch.encode(bound.values)
        let count = Int32(clamping: bound.values.count)
        let sent =
            switch name {
            case .failed: Int32(0)
            case .named(let name):
                PQsendQueryPrepared(
                    handle, name, count, tools.scratch.pointers, tools.scratch.lengths, tools.scratch.formats, 1)
            case .unnamed:
                PQsendQueryParams(
                    handle, bound.statement.text, count, bound.statement.parameterOIDs, tools.scratch.pointers,
                    tools.scratch.lengths, tools.scratch.formats, 1)
            }
        if sent == 1 { expected.append(expectation) }
        return sent == 1
    }

    private enum Name {
        case named(String), unnamed, failed
    }

    /// Finds the name that the server knows a statement by, preparing it when it's met for the second time.
    private func preparedName(
        of statement: Statement, for request: Request, with tools: inout SendingTools
    ) -> Name {
        if let preparation = prepared.use(statement) {
            // While another segment prepares it, that can still fail and be skipped: this one doesn't rely on it.
            let isUsable = preparation.pendingIn == nil || preparation.pendingIn == ObjectIdentifier(request)
            return isUsable ? .named(preparation.name) : .unnamed
        }
        if tools.seen.use(statement) == nil {
            _ = tools.seen.insert(statement, true)
            return .unnamed
        }
        return prepare(statement, for: request)
    }

    private func prepare(_ statement: Statement, for request: Request) -> Name {
        guard let handle else { return .failed }
        let name = nextStatementName()
        let preparation = Preparation(name: name, pendingIn: ObjectIdentifier(request))
        if let forgotten = prepared.insert(statement, preparation) {
            let deallocate = "DEALLOCATE " + forgotten.value.name
            guard PQsendQueryParams(handle, deallocate, 0, nil, nil, nil, nil, 1) == 1 else { return .failed }
            expected.append(.acknowledgement)
        }
        let count = Int32(clamping: statement.parameterOIDs.count)
        guard PQsendPrepare(handle, name, statement.text, count, statement.parameterOIDs) == 1 else { return .failed }
        expected.append(.preparation(statement))
        return .named(name)
    }
}
