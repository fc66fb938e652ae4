import Postgres
import SQLText

/// A membership, kept from being changed by others until the transaction ends.
struct LockedMembership {
    let id: RowID
    let userID: RowID
    let partnershipID: RowID
    let organizationID: RowID
    let userRole: UserRole
    let userName: String
    let customerAccess: String
    let version: Int64

    /// Whether the user sees chosen customers only.
    var isAssigned: Bool { customerAccess == "ASSIGNED" }

    /// Locks the membership; nil where the viewer may not change it or there is none.
    init?(_ id: RowID, _ transaction: Transaction) async throws {
        let rows = try await transaction.run([BoundStatement(Self.lock, [.uuid(id)])]).first
        guard let rows, rows.rowCount == 1, let user = rows.rowID(0, 0), let partnership = rows.rowID(0, 1),
            let organization = rows.rowID(0, 2), let name = rows.text(0, 4),
            let role = rows.text(0, 3).flatMap(UserRole.init(rawValue:)), let access = rows.text(0, 5),
            let version = rows.int4(0, 6)
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

    /// Why it isn't changed for somebody who has read another version of it.
    func refusal(expecting expected: Int64?) -> UserError? {
        guard let expected, expected != version else { return nil }
        let message = "Somebody else has changed what this user sees: it has version \(version) now."
        return UserError(.conflict, "expectedVersion", message)
    }

    private static let lock = Statement(text: "SELECT * FROM lock_membership($1)", parameterTypes: [.uuid])
}
