import Postgres
import SQLText

/// Changes within a transaction which customers a membership shows.
struct AssignmentChange {
    let wish: AssignmentWish
    let context: ChangeContext

    /// Changes the assignments, if the viewer may; a dry run only finds out what that would change.
    func run() async throws -> AssignmentAnswer {
        guard let id = wish.membership, let membership = try await LockedMembership(id, context.transaction) else {
            return .refused(.notFound("membershipId"))
        }
        if let error = refusal(of: membership) { return .refused(error) }
        let statements = AssignmentStatements(membership: membership, customers: wish.customers)
        let found = try await context.transaction.run([
            statements.unknown, statements.gained, statements.lost, statements.names,
        ])
        guard found.count == 4 else { return .refused(.notFound("membershipId")) }
        if let place = found[0].int8(0, 0) { return .refused(.unknownCustomer(at: Int(clamping: place))) }
        let difference = AssignmentDifference(gained: found[1].share, lost: found[2].share)
        if !wish.isDryRun && statements.changes(difference) {
            let journal = journal(of: membership, before: found[3].text(0, 0), after: found[3].text(0, 1))
            let written = journal.statements(by: context.viewer, context.request)
            _ = try await context.transaction.run(statements.writing + written)
        }
        return .assigned(id, difference)
    }

    /// Why the membership can't be changed like this, if it can't.
    private func refusal(of membership: LockedMembership) -> UserError? {
        if membership.userRole != .user {
            let message = "Customers are assigned to users of role User; \(membership.userName) has another role."
            return UserError(.conflict, "membershipId", message)
        }
        if let refusal = membership.refusal(expecting: wish.expectedVersion) { return refusal }
        if wish.customers.isEmpty && membership.isAssigned && !wish.confirmsWidening && !wish.isDryRun {
            let message = "Without a customer \(membership.userName) sees all of this partnership. Confirm that."
            return UserError(.confirmationRequired, "confirmWidening", message)
        }
        return nil
    }

    /// Customers are written down by name, for whoever reads the journal after they are gone.
    private func journal(of membership: LockedMembership, before: String?, after: String?) -> Journal {
        Journal(
            action: "membership.assigned", target: "membership", targetID: membership.id,
            organizationID: membership.organizationID, targetName: membership.userName,
            changes: [
                ("customer_access", membership.customerAccess, wish.customers.isEmpty ? "ALL" : "ASSIGNED"),
                ("customers", membership.isAssigned ? before : nil, after),
            ].filter { $0.1 != $0.2 })
    }
}
