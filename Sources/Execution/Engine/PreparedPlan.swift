import Access
import GraphQLValidation
import Planning
import Postgres
import Synchronization

/// A plan with its statements as the database takes them, and how long it took so far.
final class PreparedPlan: Sendable {
    let plan: OperationPlan
    let statements: [Statement]
    private let pace = Atomic<Int>(Pace.unknown.rawValue)

    init(_ plan: OperationPlan) {
        self.plan = plan
        statements = plan.statements.map { statement in
            Statement(text: statement.text, parameterTypes: statement.parameters.map(OperationPlan.type(of:)))
        }
    }

    /// The length of all statements.
    var textBytes: Int { statements.reduce(0) { $0 + $1.text.utf8.count } }

    /// How long a plan takes, as far as it's known.
    private enum Pace: Int {
        case unknown
        case quick
        case slow
    }

    /// Plans that are slow or that nobody has seen run yet keep away from the connections that short reads share.
    var lane: ReadLane {
        pace.load(ordering: .relaxed) == Pace.quick.rawValue ? .shared : .exclusive
    }

    /// Learns from a run.
    func took(_ duration: Duration) {
        let now = duration > PreparedPlan.quickLimit ? Pace.slow : .quick
        if pace.load(ordering: .relaxed) != now.rawValue { pace.store(now.rawValue, ordering: .relaxed) }
    }

    /// A read that takes longer than this isn't short.
    static let quickLimit = Duration.milliseconds(200)

    /// The statements with their values.
    func bound(_ bound: BoundPlan, only numbers: some Sequence<Int>) -> [BoundStatement] {
        numbers.map { BoundStatement(statements[$0], bound.parameters[$0]) }
    }
}

/// What a plan depends on: nothing else of a request may change it.
struct PlanKey: Hashable {
    /// The schema that the viewer sees.
    let schema: Int
    /// SHA-256 of the document.
    let document: [UInt8]
    let operationName: String?
    let variables: VariableShape
    /// What the row predicates depend on.
    let role: Role?
    let reach: Reach
}
