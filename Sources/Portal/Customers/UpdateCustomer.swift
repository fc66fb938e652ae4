public import Access
public import Execution
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// `updateCustomer`: changes what a partner may change of a customer.
///
/// The pattern of every mutation: check the input and gather all that is wrong; take the idempotency key; lock the row
/// within what the viewer may reach; compare versions; change it, and in the same round trip write down what happened.
/// Statements: D1-11 and D2-03 of the product's specification.
public struct UpdateCustomer: Sendable {
    private let rule: RowRule
    private let predicates = RowPredicates()

    /// The mutation under the rules of a policy.
    public init(policy: AccessPolicy) {
        rule = policy.rowRule(of: "Customer") ?? .operatorOnly
    }

    /// The mutation for the engine's table.
    public var field: MutationField {
        MutationField(name: "updateCustomer", body: .transactional(run))
    }

    @Sendable private func run(
        _ context: MutationContext, _ transaction: Transaction, _ arguments: InputObject
    ) async throws -> Payload {
        let input = arguments.input
        guard let viewer = context.viewer else { return .refused([.notFound("id")], input) }
        var errors: [UserError] = []
        let wish = CustomerWish(input, &errors)
        if let fault = Idempotency.fault(in: input) { errors.append(fault) }
        if !errors.isEmpty { return .refused(errors, input) }
        let record = Idempotency("updateCustomer", input, viewer)
        switch try await record?.begin(transaction) {
        case .repeated(let answer)?: return Self.payload(CustomerAnswer(json: answer), input)
        case .taken?: return .refused([Idempotency.taken], input)
        case .first?, nil: break
        }
        let change = CustomerChange(wish: wish, viewer: viewer, request: context.request, record: record)
        let answer = try await change.run(transaction, reach: reach(of: viewer))
        return Self.payload(answer, input)
    }

    /// What the viewer may change: the same rows as the viewer may see, by the planner's table.
    private func reach(of viewer: CachedViewer) -> SQLText<SQLValue>? {
        let predicate = predicates.predicate(
            of: rule, for: viewer.viewer.audience.role, reach: viewer.viewer.reach, on: CustomerChange.table,
            inner: Alias(.predicate, 0))
        switch predicate {
        case .none: return nil
        case .all: return "true"
        case .matching(let condition): return condition.mapParameters(viewer.viewer.value(of:))
        }
    }

    private static func payload(_ answer: CustomerAnswer, _ input: InputObject) -> Payload {
        switch answer {
        case .refused(let error): .refused([error], input)
        case .changed(let row):
            Payload(fields: [
                "customer": .row(row), "userErrors": .list([]), "clientMutationId": input.clientMutationID,
            ])
        }
    }
}

/// What became of an `updateCustomer` that was asked for in the right way.
enum CustomerAnswer: Equatable {
    case changed(RowID)
    case refused(UserError)

    /// The form in which it is kept for its idempotency key.
    var json: JSONValue {
        switch self {
        case .changed(let row): ["customer": .string(row.description)]
        case .refused(let error): ["error": error.json]
        }
    }

    init(json: JSONValue) {
        guard case .object(let members) = json else {
            self = .refused(.notFound("id"))
            return
        }
        if case .string(let text)? = members["customer"], let row = RowID(text) {
            self = .changed(row)
        } else {
            self = .refused(members["error"].flatMap(UserError.init(json:)) ?? .notFound("id"))
        }
    }
}
