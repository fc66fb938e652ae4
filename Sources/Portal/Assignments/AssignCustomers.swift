import Execution
import GraphQLSchema
import SQLText

/// `assignCustomers`: says which customers of a partnership a user sees, or only what that would change.
///
/// Statements: D0-01, D0-06, D2-15, D2-18, D2-19, decisions G-01 and G-19 of the product's specification.
struct AssignCustomers: Sendable {
    /// The mutation for the engine's table.
    var field: MutationField {
        .repeatable("assignCustomers") { (wish: AssignmentWish, context) in
            try await AssignmentChange(wish: wish, context: context).run()
        }
    }
}

/// What became of an `assignCustomers` that was asked for in the right way.
enum AssignmentAnswer: Equatable, KeptAnswer {
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
