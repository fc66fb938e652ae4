import Postgres
import SQLText

/// A partner company, kept from being changed by others until the transaction ends, with what its suspension would end.
struct LockedPartner {
    let id: RowID
    let name: String
    let legalName: String?
    let vatId: String?
    let isSuspended: Bool
    let version: Int64
    /// How many sessions are alive, of its users and of those of its customers' portals.
    let sessions: Int
    /// How many API keys work.
    let keys: Int

    /// Locks the row; nil where there is none for the viewer.
    init?(_ id: RowID, _ transaction: Transaction) async throws {
        guard let rows = try await transaction.run([BoundStatement(Self.lock, [.uuid(id)])]).first,
            rows.rowCount == 1, let name = rows.text(0, 0), let status = rows.text(0, 3), let version = rows.int4(0, 4)
        else { return nil }
        self.id = id
        self.name = name
        legalName = rows.text(0, 1)
        vatId = rows.text(0, 2)
        isSuspended = status == "SUSPENDED"
        self.version = Int64(version)
        sessions = Int(rows.int4(0, 5) ?? 0)
        keys = Int(rows.int4(0, 6) ?? 0)
    }

    /// Why a change is refused that was made for another version, if so.
    func refusal(_ expected: Int64?) -> UserError? {
        guard let expected, expected != version else { return nil }
        let message = "Somebody else has changed this partner: it has version \(version) now."
        return UserError(.conflict, "expectedVersion", message)
    }

    /// What makes it another one, and what is written down.
    func statements(
        _ action: String, name: String? = nil, legalName: String?, vatId: String?, isSuspended: Bool,
        _ context: ChangeContext
    ) -> [BoundStatement] {
        let (before, after) = (Self.status(self.isSuspended), Self.status(isSuspended))
        let changes: [(String, String?, String?)] = [
            ("name", self.name, name ?? self.name), ("legal_name", self.legalName, legalName),
            ("vat_id", self.vatId, vatId), ("status", before, after),
        ].filter { $0.1 != $0.2 }
        if changes.isEmpty { return [] }
        let journal = Journal(
            action: action, target: "organization", targetID: id, organizationID: id, targetName: self.name,
            changes: changes)
        let update = BoundStatement(
            Self.update,
            [.uuid(id), .text(name ?? self.name), .optional(legalName), .optional(vatId), .text(after)])
        return [update] + journal.statements(by: context.viewer, context.request)
    }

    private static func status(_ isSuspended: Bool) -> String { isSuspended ? "SUSPENDED" : "ACTIVE" }

    private static let lock = Statement(
        text: "SELECT name, legal_name, vat_id, status, version, sessions, keys FROM lock_partner($1)",
        parameterTypes: [.uuid])
    private static let update = Statement(
        text: "SELECT update_partner($1, $2, $3, $4, $5)", parameterTypes: [.uuid, .text, .text, .text, .text])
}
