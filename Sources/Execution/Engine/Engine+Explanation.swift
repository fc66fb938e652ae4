public import Access
public import GraphQLValidation
public import Planning
import Postgres
public import SQLText

/// What a request would do.
public struct PlannedRequest: Sendable {
    /// The operation, valid in the viewer's schema.
    public let operation: ValidOperation
    /// Who asks.
    public let viewer: Viewer
    /// How much the viewer may be told.
    public let detail: ExplanationDetail
    /// The statements of the one round trip, with what stands for their parameters.
    public let statements: [CompiledSQL<Slot>]
    /// PostgreSQL's plan of each statement, as JSON; none where the viewer isn't told, or nothing can be planned yet.
    public let databasePlans: [String]
}

/// A request that was planned, or the answer that it gets instead.
public enum PlanningOutcome: Sendable {
    case planned(PlannedRequest)
    case refused(Answer)
}

/// Saying what a request would do, without doing it (K8).
extension Engine {
    /// Prepares a request as if it ran.
    ///
    /// - Parameter isMeasured: whether a query's statements are run and measured, and their rows thrown away.
    public func planned(
        _ request: GraphQLRequest, as credential: Credential, context: RequestContext, isMeasured: Bool
    ) async -> PlanningOutcome {
        do {
            return .planned(
                try await attended(credential, context) { viewer in
                    try await self.planned(request, viewer, isMeasured)
                })
        } catch {
            return .refused(refused(error, context))
        }
    }

    private func planned(
        _ request: GraphQLRequest, _ viewer: CachedViewer?, _ isMeasured: Bool
    ) async throws -> PlannedRequest {
        guard let viewer else { throw Refusal(.unauthenticated, "Sign in to have a request explained.") }
        guard let detail = viewer.viewer.audience.explanationDetail else {
            throw Refusal(.forbidden, "Requests are explained to admins.")
        }
        if isMeasured && detail != .statements { throw Refusal(.forbidden, "Only the operator measures requests.") }
        let prepared = try prepare(request, viewer)
        let isQuery = prepared.plan.plan.kind == .query
        if isMeasured && !isQuery { throw Refusal(.badRequest, "Only queries are measured: a mutation would run.") }
        return PlannedRequest(
            operation: prepared.operation, viewer: viewer.viewer, detail: detail,
            statements: prepared.plan.plan.statements,
            // A mutation's statements read what it has changed: before that there is nothing to plan with.
            databasePlans: detail == .statements && isQuery ? try await plans(of: prepared, viewer, isMeasured) : [])
    }

    private func plans(
        of request: PreparedRequest, _ viewer: CachedViewer, _ isMeasured: Bool
    ) async throws -> [String] {
        let bound: BoundPlan
        do {
            bound = try request.plan.plan.bound(variables: request.variables, viewer: request.asker, cipher: cipher)
        } catch {
            throw refusal(error, request.operation)
        }
        let question = "EXPLAIN (\(isMeasured ? "ANALYZE, BUFFERS, " : "")FORMAT JSON) "
        let statements = zip(request.plan.statements, bound.parameters).map { statement, parameters in
            BoundStatement(
                Statement(text: question + statement.text, parameterTypes: statement.parameterTypes), parameters)
        }
        let entry = viewer.readingEntry(timeoutMilliseconds: limits.statement.wholeMilliseconds)
        let results = try await database.read([entry] + statements, lane: .exclusive, deadline: limits.deadline)
        guard results.first?.bool(0, 0) == true else { throw StaleViewer() }
        return results.dropFirst().compactMap { $0.text(0, 0) }
    }
}
