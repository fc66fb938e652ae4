public import Access
public import Execution
import Planning

/// An explanation as JSON, for the explorer and for programs.
///
/// A partner's admin is told the rules and how many statements there are; the operator the statements with
/// PostgreSQL's plans as well (K8).
public struct ExplanationAnswers: Sendable {
    private let engine: Engine
    private let policy: AccessPolicy

    /// Explains what an engine would do under a policy.
    public init(engine: Engine, policy: AccessPolicy) {
        self.engine = engine
        self.policy = policy
    }

    /// Explains a request; with `isMeasured`, a query is run besides, and its rows thrown away.
    public func answer(
        _ request: GraphQLRequest, isMeasured: Bool, as credential: Credential, context: RequestContext
    ) async -> Answer {
        switch await engine.planned(request, as: credential, context: context, isMeasured: isMeasured) {
        case .refused(let answer): answer
        case .planned(let planned):
            Answer(
                body: text(of: planned), outcome: .data, operationName: planned.operation.operation.name?.text,
                statementCount: planned.databasePlans.count)
        }
    }

    private func text(of planned: PlannedRequest) -> [UInt8] {
        let explanation = Explanation(planned, in: policy)
        let isOperator = planned.detail == .statements
        let rows = explanation.rows.map { rows in
            let condition = isOperator ? [("condition", rows.condition.map(quoted) ?? "null")] : []
            return object([("type", quoted(rows.type)), ("rule", quoted(rows.rule))] + condition)
        }
        let statements = explanation.statements.enumerated().map { position, text in
            let plan = planned.databasePlans.indices.contains(position) ? planned.databasePlans[position] : "null"
            return object([("text", quoted(text)), ("plan", plan)])
        }
        let members = [
            ("fields", array(explanation.fields.map(text))), ("rows", array(rows)),
            ("statementCount", "\(explanation.statements.count)"),
        ]
        return Array(object(members + (isOperator ? [("statements", array(statements))] : [])).utf8)
    }

    private func text(of field: Explanation.Field) -> String {
        object([
            ("coordinate", quoted(field.coordinate)), ("decision", quoted(field.decision.word)),
            ("rules", array(field.rules.map(quoted))),
        ])
    }

    private func object(_ members: [(String, String)]) -> String {
        "{\(members.map { "\"\($0)\":\($1)" }.joined(separator: ","))}"
    }

    private func array(_ items: [String]) -> String {
        "[\(items.joined(separator: ","))]"
    }

    private func quoted(_ text: String) -> String {
        String(decoding: JSONText.quoted(text), as: UTF8.self)
    }
}

extension Decision {
    /// What a field gives, in one word.
    public var word: String {
        switch self {
        case .allowed: "SHOWN"
        case .hidden: "HIDDEN"
        case .null: "NULL"
        case .rejected: "REFUSED"
        }
    }
}
