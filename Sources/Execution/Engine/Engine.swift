public import Access
public import Cryptography
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
public import Planning
public import Postgres
import SQLText

/// Answers GraphQL requests: text, document, valid operation, plan, answer.
///
/// Each stage has its own type, so the order is the compiler's business. Access is decided by the planner alone.
public final class Engine: Sendable {
    let planner: Planner
    let database: Database
    let sessions: SessionSource
    let cipher: DeterministicCipher
    let mutations: [String: MutationField]
    let schemas: VisibleSchemas
    let limits: EngineLimits
    let whoLooked: WhoLooked?
    let operations: BoundedCache<OperationKey, ValidOperation>
    let plans: BoundedCache<PlanKey, PreparedPlan>
    let turnstile: Turnstile<RowID>

    /// Puts the engine together.
    ///
    /// - Parameters:
    ///   - planner: what decides and plans.
    ///   - schemas: what each audience sees of the planner's schema.
    ///   - database: where the rows are.
    ///   - sessions: where viewers come from.
    ///   - cipher: what cursors are written with.
    ///   - mutations: the domain functions, one for each field of the mutation root.
    ///   - limits: how much it puts up with.
    ///   - whoLooked: is told of each answer that holds rows of customers, beside the request.
    /// - Throws: `EngineFault` where the schemas aren't of the planner's, or a mutation is missing or too many.
    public init(
        planner: Planner, schemas: VisibleSchemas, database: Database, sessions: SessionSource,
        cipher: DeterministicCipher, mutations: [MutationField], limits: EngineLimits = EngineLimits(),
        whoLooked: WhoLooked? = nil
    ) throws(EngineFault) {
        self.planner = planner
        self.schemas = schemas
        self.database = database
        self.sessions = sessions
        self.cipher = cipher
        self.mutations = Dictionary(mutations.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.limits = limits
        self.whoLooked = whoLooked
        operations = BoundedCache(capacity: limits.plans, maximumWeight: limits.planBytes)
        plans = BoundedCache(capacity: limits.plans, maximumWeight: limits.planBytes)
        turnstile = Turnstile(limit: limits.requestsPerViewer)
        if schemas.policy.schema !== planner.policy.schema {
            throw EngineFault(description: "what is shown is of another schema than the planner decides by")
        }
        let declared = Set(planner.policy.schema.mutationType?.fields.map(\.name) ?? [])
        let missing = declared.symmetricDifference(self.mutations.keys)
        if !missing.isEmpty {
            throw EngineFault(description: "mutations without their other half: \(missing.sorted())")
        }
    }

    /// Answers a request.
    ///
    /// Whatever goes wrong is in the answer.
    public func answer(
        _ request: GraphQLRequest, as credential: Credential, context: RequestContext
    ) async -> Answer {
        do {
            return try await attended(credential, context) { viewer in try await self.answer(request, viewer, context) }
        } catch {
            return refused(error, context)
        }
    }

    /// Runs something for whoever a credential stands for: once more where the rights have changed since they were
    /// cached, and not beside too much else of the same viewer.
    func attended<Value: Sendable>(
        _ credential: Credential, _ context: RequestContext, _ body: (CachedViewer?) async throws -> Value
    ) async throws -> Value {
        let viewer = try await viewer(credential, context, reload: false)
        let user = viewer?.viewer.userID
        if let user, !turnstile.enter(user) { throw Refusal.tooManyAtOnce }
        defer { if let user { turnstile.leave(user) } }
        do {
            return try await body(viewer)
        } catch is StaleViewer {
            return try await body(self.viewer(credential, context, reload: true))
        }
    }

    /// The answer that says why there is none.
    func refused(_ error: any Error, _ context: RequestContext) -> Answer {
        let refusal: Refusal
        switch error {
        case let error as Refusal: refusal = error
        case let error as PostgresError: refusal = Refusal(error)
        case is StaleViewer: refusal = .credential
        default:
            var unknown = Refusal(.internal, "Something went wrong here. The request id leads to it in the log.")
            unknown.diagnosis = String(reflecting: error)
            refusal = unknown
        }
        return Answer(
            body: ResponseText.refused(refusal, requestID: context.requestID), outcome: refusal.outcome,
            diagnosis: refusal.diagnosis)
    }

    func viewer(_ credential: Credential, _ context: RequestContext, reload: Bool) async throws -> CachedViewer? {
        guard case .token(let hash, let isBearer) = credential else { return nil }
        guard let viewer = try await sessions.viewer(hash, reload) else { throw Refusal.credential }
        guard sessions.isWelcome(viewer, isBearer, context) else { throw Refusal.elsewhere }
        return viewer
    }

    private func answer(
        _ request: GraphQLRequest, _ viewer: CachedViewer?, _ context: RequestContext
    ) async throws -> Answer {
        let prepared = try prepare(request, viewer)
        var answer =
            switch prepared.plan.plan.kind {
            case .query, .subscription: try await query(prepared, context)
            case .mutation: try await mutate(prepared, context)
            }
        answer.operationName = prepared.operation.operation.name?.text
        return answer
    }
}

/// Learns whose rows somebody of a partner was answered: a user, a key, or whoever views as somebody.
///
/// It must not make anybody wait.
public typealias WhoLooked = @Sendable (_ viewer: CachedViewer, _ customers: Set<RowID>) -> Void

/// Where viewers come from: a cache before the database.
public struct SessionSource: Sendable {
    /// The viewer of a session by the SHA-256 of its secret; nil for a session that isn't live.
    ///
    /// `reload` leaves the cache aside, because the viewer's rights have changed.
    public var viewer: @Sendable (_ tokenHash: [UInt8], _ reload: Bool) async throws -> CachedViewer?

    /// Whether a viewer's session may be used from where a request comes from (D0-26).
    public var isWelcome: @Sendable (_ viewer: CachedViewer, _ isBearer: Bool, _ context: RequestContext) -> Bool

    /// Makes a source.
    public init(
        viewer: @escaping @Sendable (_ tokenHash: [UInt8], _ reload: Bool) async throws -> CachedViewer?,
        isWelcome: @escaping @Sendable (_ viewer: CachedViewer, _ isBearer: Bool, _ context: RequestContext) -> Bool
    ) {
        self.viewer = viewer
        self.isWelcome = isWelcome
    }
}

/// Why the engine can't be put together.
public struct EngineFault: Error, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let description: String
}

/// The cached viewer no longer holds: its rights changed, or its session ended.
struct StaleViewer: Error {}
