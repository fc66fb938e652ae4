import Access
import Planning
import Postgres
import SQLText

/// Queries: all statements in one round trip, in one snapshot.
extension Engine {
    func query(_ request: PreparedRequest, _ context: RequestContext) async throws -> Answer {
        let plan = request.plan
        let bound: BoundPlan
        do {
            bound = try plan.plan.bound(variables: request.variables, viewer: request.asker, cipher: cipher)
        } catch {
            throw refusal(error, request.operation)
        }
        let results = try await read(plan, bound, request.viewer)
        var writer = AnswerWriter(plan: plan.plan, bound: bound, cipher: cipher, results: results, limits: limits)
        writer.explanations = try await explanations(for: request)
        writer.writeData(viewer: request.viewer)
        let seen = writer.seen
        let answer = try answer(&writer, request, context)
        if let viewer = request.viewer, !seen.isEmpty { whoLooked?(viewer, seen) }
        return answer
    }

    /// Reads everything that a plan needs.
    private func read(
        _ plan: PreparedPlan, _ bound: BoundPlan, _ viewer: CachedViewer?
    ) async throws -> [ResultRows?] {
        guard let viewer else {
            // Nobody without a sign-in has rows: the planner made no statement for them, and the policies show none.
            return [ResultRows?](repeating: nil, count: plan.statements.count)
        }
        let lane = plan.lane
        do {
            return try await read(plan, bound, viewer, lane)
        } catch let error as PostgresError where lane == .shared && error.code == .timeout {
            plan.took(.seconds(1))
            return try await read(plan, bound, viewer, .exclusive)
        }
    }

    private func read(
        _ plan: PreparedPlan, _ bound: BoundPlan, _ viewer: CachedViewer, _ lane: ReadLane
    ) async throws -> [ResultRows?] {
        let timeout = lane == .shared ? Engine.sharedTimeout : limits.statement
        let statements =
            [viewer.readingEntry(timeoutMilliseconds: timeout.wholeMilliseconds)]
            + plan.bound(bound, only: plan.statements.indices)
        let start = ContinuousClock.now
        let results = try await database.read(statements, lane: lane, deadline: limits.deadline)
        plan.took(ContinuousClock.now - start)
        guard results.first?.bool(0, 0) == true else { throw StaleViewer() }
        return Array(results.dropFirst())
    }

    /// How long a statement may take where others wait behind it.
    private static let sharedTimeout = Duration.milliseconds(500)

    /// Puts the response around the data.
    func answer(
        _ writer: inout AnswerWriter, _ request: PreparedRequest, _ context: RequestContext,
        effects: [SessionEffect] = []
    ) throws -> Answer {
        let isTooLong = writer.isTooLong
        let errors = writer.errors
        // What was written is the body itself, not a copy.
        var body = writer.takeBytes()
        if !errors.isEmpty {
            body.replaceSubrange(
                ..<ResponseText.data.count,
                with: ResponseText.errors(errors, in: request.operation.document.source, requestID: context.requestID))
        }
        body.append(UInt8(ascii: "}"))
        if isTooLong || body.count > limits.answerBytes {
            throw Refusal(.tooLarge, "The answer has more than \(limits.answerBytes) bytes. Ask for less at once.")
        }
        return Answer(
            body: body, outcome: errors.isEmpty ? .data : .partial, effects: effects,
            statementCount: request.plan.statements.count)
    }
}

extension AnswerWriter {
    /// The customers whose data the answer holds: where a portal is viewed as one of its users, the portal's own.
    var seen: Set<RowID> {
        guard viewer?.impersonator != nil, hasRows, let own = viewer?.viewer.customerID else { return customers }
        return customers.union([own])
    }

    /// Gives what was written away, so that whoever goes on with it has the only one.
    mutating func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    /// Writes the data of a query; null where a field at the root can't be null and has no value.
    mutating func writeData(viewer: CachedViewer?) {
        self.viewer = viewer
        bytes.append(contentsOf: ResponseText.data)
        let start = bytes.count
        if case .written = object(plan.root, Frame()) { return }
        bytes.removeSubrange(start...)
        bytes.append(contentsOf: AnswerWriter.null)
    }
}

extension Duration {
    var wholeMilliseconds: Int32 {
        Int32(clamping: components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000)
    }
}
