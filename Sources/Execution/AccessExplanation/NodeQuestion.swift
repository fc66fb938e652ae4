import Access
import GraphQLSchema
import Planning
import Postgres

/// Asks the engine for `node(id)` as somebody: planned with their rules, read under their policies.
struct NodeQuestion {
    private let engine: Engine
    private let request: PreparedRequest
    private let bound: BoundPlan

    /// Plans the question as it would be planned if they sent it.
    init(_ id: String, as viewer: CachedViewer, _ engine: Engine) throws {
        self.engine = engine
        request = try engine.prepare(GraphQLRequest(query: Self.query, variables: ["id": .string(id)]), viewer)
        do {
            bound = try request.plan.plan.bound(
                variables: request.variables, viewer: request.asker, cipher: engine.cipher)
        } catch {
            throw engine.refusal(error, request.operation)
        }
    }

    private static let query = Array("query Seen($id: ID!) { node(id: $id) { __typename } }".utf8)

    /// What reads the answer.
    var statements: [BoundStatement] { request.plan.bound(bound, only: request.plan.statements.indices) }

    /// Whether the answer shows the node.
    ///
    /// - Parameter results: those of the statements.
    func isAnswered(by results: some Sequence<ResultRows>) -> Bool {
        var writer = AnswerWriter(
            plan: request.plan.plan, bound: bound, cipher: engine.cipher, results: results.map(Optional.some),
            limits: engine.limits)
        guard let node = request.plan.plan.root.fields.first, case .written = writer.value(of: node, Frame())
        else { return false }
        return true
    }
}
