import Execution
import GraphQLSchema
import Postgres
import SQLText

/// `removeMembership`: takes a user's place in a partnership away, the last one too.
///
/// Statements: D0-06, D2-01 to D2-03, D2-18 and G-29 of the product's specification.
struct RemoveMembership: Sendable {
    /// The mutation for the engine's table.
    var field: MutationField {
        .repeatable("removeMembership") { (wish: RemoveMembershipWish, context) in
            guard let id = wish.id, let membership = try await LockedMembership(id, context.transaction),
                let place = try await LostPlace(membership, context.transaction)
            else { return .refused(.notFound("id")) }
            if let refusal = membership.refusal(expecting: wish.expectedVersion) { return .refused(refusal) }
            if !wish.isConfirmed { return .refused(.confirm(place.consequences)) }
            let written = place.journal.statements(by: context.viewer, context.request)
            _ = try await context.transaction.run([BoundStatement(Self.statement, [.uuid(id)])] + written)
            return .changed(id, user: membership.userID)
        }
    }

    private static let statement = Statement(text: "DELETE FROM membership WHERE id = $1", parameterTypes: [.uuid])
}

/// What a `removeMembership` asks for.
struct RemoveMembershipWish: MutationWish {
    typealias Answer = MembershipAnswer<RemovedMembership>

    let id: RowID?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "Membership")
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }
}
