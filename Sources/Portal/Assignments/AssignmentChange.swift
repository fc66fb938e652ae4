import Access
import Execution
import Postgres
import SQLText

/// Changes within a transaction which customers a membership shows.
struct AssignmentChange {
    let wish: AssignmentWish
    let viewer: CachedViewer
    let request: RequestContext

    /// Changes the assignments, if the viewer may; a dry run only finds out what that would change.
    func run(_ transaction: Transaction) async throws -> AssignmentAnswer {
        guard let id = wish.membership, let membership = try await LockedMembership(id, transaction) else {
            return .refused(.notFound("membershipId"))
        }
        if let error = refusal(of: membership) { return .refused(error) }
        let statements = AssignmentStatements(membership: membership, customers: wish.customers)
        let found = try await transaction.run([
            statements.unknown, statements.gained, statements.lost, statements.names,
        ])
        guard found.count == 4 else { return .refused(.notFound("membershipId")) }
        if let place = found[0].int8(0, 0) { return .refused(.unknownCustomer(at: Int(clamping: place))) }
        let difference = AssignmentDifference(gained: found[1].share, lost: found[2].share)
        if !wish.isDryRun && statements.changes(difference) {
            let journal = journal(of: membership, before: found[3].text(0, 0), after: found[3].text(0, 1))
            _ = try await transaction.run(statements.writing + journal.statements(by: viewer, request))
        }
        return .assigned(id, difference)
    }

    /// Why the membership can't be changed like this, if it can't.
    private func refusal(of membership: LockedMembership) -> UserError? {
        if membership.userRole != "USER" {
            let message = "Customers are assigned to users of role User; \(membership.userName) has another role."
            return UserError(.conflict, "membershipId", message)
        }
        if let expected = wish.expectedVersion, expected != membership.version {
            let message = "Somebody else has changed what this user sees: it has version \(membership.version) now."
            return UserError(.conflict, "expectedVersion", message)
        }
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

/// A membership, kept from being changed by others until the transaction ends.
struct LockedMembership {
    let id: RowID
    let userID: RowID
    let partnershipID: RowID
    let organizationID: RowID
    let userRole: String
    let userName: String
    let customerAccess: String
    let version: Int64

    /// Whether the user sees chosen customers only.
    var isAssigned: Bool { customerAccess == "ASSIGNED" }

    /// Locks the membership; nil where the viewer may not change it or there is none.
    init?(_ id: RowID, _ transaction: Transaction) async throws {
        let rows = try await transaction.run([BoundStatement(Self.lock, [.uuid(id)])]).first
        guard let rows, rows.rowCount == 1, let user = rows.rowID(0, 0), let partnership = rows.rowID(0, 1),
            let organization = rows.rowID(0, 2), let role = rows.text(0, 3), let name = rows.text(0, 4),
            let access = rows.text(0, 5), let version = rows.int4(0, 6)
        else { return nil }
        self.id = id
        userID = user
        partnershipID = partnership
        organizationID = organization
        userRole = role
        userName = name
        customerAccess = access
        self.version = Int64(version)
    }

    private static let lock = Statement(text: "SELECT * FROM lock_membership($1)", parameterTypes: [.uuid])
}
