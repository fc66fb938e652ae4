import Execution
import GraphQLSchema
import Postgres
import SQLText

/// `assignCustomers`: says which customers of a partnership a user sees, or only what that would change.
///
/// Statements: D0-01, D0-06, D2-15, D2-18, D2-19, decisions G-01 and G-19 of the product's specification.
struct AssignCustomers: Sendable {
    /// The mutation for the engine's table.
    var field: MutationField {
        MutationField(name: "assignCustomers", body: .transactional(run))
    }

    @Sendable private func run(
        _ context: MutationContext, _ transaction: Transaction, _ arguments: InputObject
    ) async throws -> Payload {
        let input = arguments.input
        guard let viewer = context.viewer else { return .refused([.notFound("membershipId")], input) }
        var errors: [UserError] = []
        let wish = AssignmentWish(input, &errors)
        if let fault = Idempotency.fault(in: input) { errors.append(fault) }
        if !errors.isEmpty { return .refused(errors, input) }
        let change = AssignmentChange(wish: wish, viewer: viewer, request: context.request)
        // A dry run has nothing to repeat.
        let record = wish.isDryRun ? nil : Idempotency("assignCustomers", input, viewer)
        let answer: AssignmentAnswer
        switch try await record?.begin(transaction) {
        case .repeated(let kept)?: answer = AssignmentAnswer(json: kept)
        case .taken?: answer = .refused(Idempotency.taken)
        case .first?, nil:
            answer = try await change.run(transaction)
            if let record { _ = try await transaction.run([record.finish(answer.json)]) }
        }
        return answer.payload(input)
    }
}

/// What became of an `assignCustomers` that was asked for in the right way.
enum AssignmentAnswer: Equatable {
    case assigned(RowID, AssignmentDifference)
    case refused(UserError)

    func payload(_ input: InputObject) -> Payload {
        switch self {
        case .refused(let error): .refused([error], input)
        case .assigned(let membership, let difference):
            Payload(fields: [
                "membership": .row(membership), "gainedCount": .int(difference.gained.count),
                "gained": .rows(difference.gained.first), "lostCount": .int(difference.lost.count),
                "lost": .rows(difference.lost.first), "userErrors": .list([]),
                "clientMutationId": input.clientMutationID,
            ])
        }
    }
}
