import Access
import GraphQLLanguage
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// Mutations: one after the other, each in its own transaction with the rows that it answers.
///
/// Specification: 6.2.2 Mutation.
extension Engine {
    func mutate(_ request: PreparedRequest, _ context: RequestContext) async throws -> Answer {
        var run = MutationRun(engine: self, request: request, context: context)
        for field in request.plan.plan.root.fields {
            guard case .mutation(let mutation) = field.value else { continue }
            try await run.perform(mutation, field)
        }
        let bound = try run.bound(payloadRows: [:])
        var writer = AnswerWriter(
            plan: request.plan.plan, bound: bound, cipher: cipher, results: run.results, limits: limits)
        writer.writeMutations(run.outcomes, viewer: request.viewer)
        let seen = writer.seen
        var answer = try answer(&writer, request, context, effects: run.effects)
        if let viewer = request.viewer, !seen.isEmpty { whoLooked?(viewer, seen) }
        answer.diagnosis = run.diagnosis
        return answer
    }
}

/// What became of one mutation.
enum MutationOutcome {
    case payload(Payload)
    case failed(ErrorCode, String)
}

/// The mutations of one operation while they run.
private struct MutationRun {
    let engine: Engine
    let request: PreparedRequest
    let context: RequestContext
    var outcomes: [MutationOutcome] = []
    var results: [ResultRows?]
    var effects: [SessionEffect] = []
    var diagnosis: String?

    init(engine: Engine, request: PreparedRequest, context: RequestContext) {
        self.engine = engine
        self.request = request
        self.context = context
        results = [ResultRows?](repeating: nil, count: request.plan.statements.count)
    }

    /// Runs one mutation.
    ///
    /// A later one runs whatever became of it.
    mutating func perform(_ plan: MutationPlan, _ field: FieldPlan) async throws {
        do {
            let (payload, rows) = try await result(of: plan)
            for (number, result) in zip(plan.statements, rows) { results[number] = result }
            effects += payload.effects
            outcomes.append(.payload(payload))
        } catch let error as StaleViewer {
            // Nothing has run yet: the whole operation can be planned again.
            if outcomes.isEmpty { throw error }
            outcomes.append(.failed(.unauthenticated, "Your rights have changed meanwhile. Send this again."))
        } catch let refusal as Refusal {
            outcomes.append(.failed(refusal.code, refusal.errors.first?.message ?? ""))
        } catch let error as PostgresError {
            diagnosis = error.debugDescription
            outcomes.append(.failed(error.code, error.clientMessage))
        } catch {
            diagnosis = String(reflecting: error)
            outcomes.append(.failed(.internal, "Something went wrong here. The request id leads to it in the log."))
        }
    }

    private func result(of plan: MutationPlan) async throws -> (Payload, [ResultRows]) {
        guard let mutation = engine.mutations[plan.name] else { throw Refusal(.internal, "There is no such mutation.") }
        let arguments: InputObject
        do {
            arguments = try coerceArguments(
                of: plan.field, node: plan.node, variables: request.variables, schema: request.operation.schema)
        } catch {
            throw Refusal(.badInput, error.message)
        }
        let context = MutationContext(viewer: request.viewer, request: context, selectedFields: plan.selectedFields)
        switch mutation.body {
        case .standalone(let body): return (try await body(context, arguments), [])
        case .transactional(let body):
            guard let viewer = request.viewer else { throw Refusal.credential }
            return try await engine.database.transaction(deadline: engine.limits.deadline) { transaction in
                let entry = viewer.writingEntry(timeoutMilliseconds: engine.limits.statement.wholeMilliseconds)
                guard try await transaction.run([entry]).first?.bool(0, 0) == true else { throw StaleViewer() }
                let payload = try await body(context, transaction, arguments)
                return (payload, try await readBack(plan, payload, transaction))
            }
        }
    }

    /// Reads the rows of a payload in the transaction that changed them.
    private func readBack(
        _ plan: MutationPlan, _ payload: Payload, _ transaction: Transaction
    ) async throws -> [ResultRows] {
        if plan.statements.isEmpty { return [] }
        let bound = try bound(
            payloadRows: payload.fields.compactMapValues(\.rows))
        return try await transaction.run(request.plan.bound(bound, only: plan.statements))
    }

    func bound(payloadRows: [String: [RowID]]) throws -> BoundPlan {
        do {
            return try request.plan.plan.bound(
                variables: request.variables, viewer: request.asker, cipher: engine.cipher, payloadRows: payloadRows)
        } catch {
            throw engine.refusal(error, request.operation)
        }
    }
}

extension AnswerWriter {
    /// Writes what the mutations answered, in the order of the document.
    mutating func writeMutations(_ outcomes: [MutationOutcome], viewer: CachedViewer?) {
        self.viewer = viewer
        bytes.append(contentsOf: ResponseText.data)
        let data = bytes.count
        bytes.append(UInt8(ascii: "{"))
        var waiting = outcomes[...]
        var isNull = false
        for (position, field) in plan.root.fields.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: field.label)
            let start = bytes.count
            if case .written = written(field, &waiting) { continue }
            // What ran, ran: the errors of the fields behind are told all the same.
            isNull = isNull || field.isNonNull
            replace(from: start, with: AnswerWriter.null)
        }
        bytes.append(UInt8(ascii: "}"))
        if isNull { replace(from: data, with: AnswerWriter.null) }
    }

    private mutating func written(
        _ field: FieldPlan, _ outcomes: inout ArraySlice<MutationOutcome>
    ) -> Outcome {
        guard case .mutation(let mutation) = field.value else { return value(of: field, Frame()) }
        switch outcomes.popFirst() {
        case .payload(let payload)?:
            return within(payload.fields) { $0.object(mutation.payload, field, Frame()) }
        case .failed(let code, let message)?:
            note(code, message, field)
            return .failed
        case nil: return .null
        }
    }
}
