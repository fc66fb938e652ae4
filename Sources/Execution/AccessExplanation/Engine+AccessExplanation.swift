import Access
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// By which rule somebody sees a thing: `explainAccess`.
///
/// Whether they see it is the engine's answer to `node(id)` as them, in the snapshot in which the one who asks sees
/// both of them. What explains it is read in the same snapshot.
extension Engine {
    /// What explains access, for each field of the root that asks for it, by its name in the answer; nothing where
    /// there is no such user or thing for the one who asks.
    func explanations(for request: PreparedRequest) async throws -> [String: [String: PayloadValue]] {
        var explanations: [String: [String: PayloadValue]] = [:]
        for field in request.plan.plan.root.fields {
            guard case .accessExplanation(let plan) = field.value, let viewer = request.viewer else { continue }
            let arguments: InputObject
            do {
                arguments = try coerceArguments(
                    of: plan.field, node: plan.node, variables: request.variables, schema: request.operation.schema)
            } catch {
                throw Refusal(.badInput, error.message)
            }
            guard case .string(let user)? = arguments["userId"], case .string(let node)? = arguments["nodeId"] else {
                continue
            }
            explanations[field.responseName] = try await explanation(of: user, node, as: viewer)?.payload
        }
        return explanations
    }

    private func explanation(
        of user: String, _ node: String, as asker: CachedViewer
    ) async throws -> AccessExplanation? {
        guard let subject = StandingQuestion(user), let id = GlobalID(node),
            let mapping = planner.mapping.types.values.first(where: { $0.typeCode == id.typeCode })
        else { return nil }
        guard var standing = StandingQuestion.standing(in: try await read([subject.statement], as: asker)[0]) else {
            return nil
        }
        for _ in 0..<Self.tries {
            let question = try AccessQuestion(
                subject: subject, standing: standing, node: node,
                ties: TiesQuestion(mapping: mapping, row: id.row, person: subject.person.row), asker, self)
            let results = try await read(question.statements, as: asker)
            guard let now = StandingQuestion.standing(in: results[0]) else { return nil }
            if now == standing { return try question.explanation(results, planner.policy) }
            standing = now
        }
        throw Refusal(.conflict, "The rights of that user keep changing. Ask again.")
    }

    /// As often as somebody's rights may change between planning for them and reading.
    private static let tries = 4

    private func read(_ statements: [BoundStatement], as asker: CachedViewer) async throws -> [ResultRows] {
        let entry = asker.readingEntry(timeoutMilliseconds: limits.statement.wholeMilliseconds)
        let results = try await database.read([entry] + statements, lane: .exclusive, deadline: limits.deadline)
        guard results.first?.bool(0, 0) == true else { throw StaleViewer() }
        return Array(results.dropFirst())
    }
}

/// Everything that is asked in one snapshot: as the one who asks first, then as the one who is asked about.
private struct AccessQuestion {
    let standing: AccessStanding
    let ties: TiesQuestion
    let own: [BoundStatement]
    let sees: [NodeQuestion]
    /// The question of the one who is asked about; nil where they aren't let in.
    let theirs: NodeQuestion?
    let entry: BoundStatement

    init(
        subject: StandingQuestion, standing: AccessStanding, node: String, ties: TiesQuestion, _ asker: CachedViewer,
        _ engine: Engine
    ) throws {
        self.standing = standing
        self.ties = ties
        own = [subject.statement, ties.statement]
        entry = subject.entry
        sees = try [subject.person.text, node].map { try NodeQuestion($0, as: asker, engine) }
        theirs = try standing.viewer.map { viewer in
            let person = CachedViewer(
                viewer: viewer, realm: standing.portal == nil ? .partner : .portal, tokenHash: [], epoch: 0, name: "",
                email: "", organizationName: standing.company)
            return try NodeQuestion(node, as: person, engine)
        }
    }

    var statements: [BoundStatement] {
        own + sees.flatMap(\.statements) + [entry] + (theirs?.statements ?? [])
    }

    /// Reads what came of the statements; nil where the one who asks doesn't see both.
    func explanation(_ results: [ResultRows], _ policy: AccessPolicy) throws -> AccessExplanation? {
        guard let found = TiesQuestion.ties(in: results[1]) else { return nil }
        var rest = results.dropFirst(own.count)
        for question in sees {
            guard question.isAnswered(by: rest.prefix(question.statements.count)) else { return nil }
            rest = rest.dropFirst(question.statements.count)
        }
        let isAllowed = theirs?.isAnswered(by: rest.dropFirst()) ?? false
        let chain = AccessChain(of: ties.mapping.name, ties.mapping.rowRule, in: policy, for: standing, found)
        guard chain.isWhole == isAllowed else {
            // A wrong reason would be believed.
            var refusal = Refusal(.internal, "Something went wrong here. The request id leads to it in the log.")
            let what = "\(ties.mapping.name) \(ties.row) for \(ties.person)"
            refusal.diagnosis = "the steps to \(what) don't come to what the engine answers, \(isAllowed)"
            throw refusal
        }
        return AccessExplanation(isAllowed: isAllowed, steps: chain.steps)
    }
}

/// What is told of somebody's access.
struct AccessExplanation {
    let isAllowed: Bool
    let steps: [AccessStep]

    var payload: [String: PayloadValue] {
        ["isAllowed": .bool(isAllowed), "steps": .list(steps.map { .object($0.payload) })]
    }
}

extension AccessStep {
    fileprivate var payload: [String: PayloadValue] {
        var payload: [String: PayloadValue] = ["kind": .string(kind.rawValue), "isMet": .bool(isMet)]
        let texts = [
            "name": name, "state": state, "role": role, "customerAccess": customerAccess, "grantedBy": grantedBy,
            "grantedAt": grantedAt,
        ]
        for case (let field, let text?) in texts { payload[field] = .string(text) }
        return payload
    }
}
