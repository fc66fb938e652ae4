import Execution
import GraphQLSchema
import Postgres
import SQLText

/// `createMembership`: gives a user a place in a partnership.
///
/// Statements: D0-01, D0-06, D2-01 to D2-03, D2-18 and D2-23 of the product's specification.
struct CreateMembership: Sendable {
    /// The users whom the viewer may change.
    let users: WriteReach

    /// The mutation for the engine's table.
    var field: MutationField {
        .repeatable("createMembership") { (wish: CreateMembershipWish, context) in
            guard let id = wish.user, let place = wish.place,
                let reach = users.condition(for: context.viewer, on: LockedUser.table),
                let user = try await LockedUser(id, reach, context.transaction)
            else { return .refused(.notFound("userId")) }
            return try await context.give(place, to: user)
        }
    }
}

/// What a `createMembership` asks for.
struct CreateMembershipWish: MutationWish {
    typealias Answer = MembershipAnswer<MadeMembership>

    static let subject: String? = "userId"

    let user: RowID?
    let place: MembershipWish?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        user = input.rowID("userId", of: "User")
        place = MembershipWish(input, &errors)
    }
}

extension ChangeContext {
    /// Makes the place and writes it down.
    fileprivate func give(
        _ place: MembershipWish, to user: LockedUser
    ) async throws -> CreateMembershipWish.Answer {
        if let refusal = place.refusal(for: user.role) { return .refused(refusal) }
        let found = try await transaction.run([
            place.partnershipStatement(user.organizationID), place.customersStatement,
        ])
        guard found.count == 2 else { return .refused(.notFound("userId")) }
        if let refusal = place.refusal(found[0], found[1]) { return .refused(refusal) }
        let journal = Journal(
            action: "membership.created", target: "membership", targetID: place.id,
            organizationID: user.organizationID, targetName: user.name,
            changes: [
                ("partnership", nil, found[0].text(0, 0)), ("customer_access", nil, place.access),
                ("customers", nil, found[1].text(0, 1)),
            ].filter { $0.2 != nil })
        let written = journal.statements(by: viewer, request)
        let refusal = try await attempt(place.insertions(of: user.id) + written) { fault in
            fault.constraint == "membership_user_id_partnership_id_customer_access_key"
                ? UserError(.conflict, "partnershipId", "\(user.name) belongs to this partnership already.") : nil
        }
        return refusal.map { .refused($0) } ?? .changed(place.id, user: user.id)
    }
}
