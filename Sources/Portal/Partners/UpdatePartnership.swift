import Execution
import GraphQLSchema
import Postgres
import SQLText

/// What an `updatePartnership` asks for: another name, or that it ends or goes on.
///
/// Statements: D4-08, G-27 and G-29 of the product's specification. Kind, currency and periods stay: contracts, usage and
/// invoices were reckoned by them.
struct UpdatePartnershipWish: MutationWish {
    typealias Answer = RowAnswer<ChangedPartnership>

    let id: RowID?
    let name: Change<String>
    /// The state wanted; nil where it stays.
    let status: String?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "Partnership")
        name = TextRule.partnershipName.read(input, &errors)
        status = input.text("status")
        if input["status"] == .null {
            errors.append(UserError(.badInput, "status", "A partnership is active, or it has ended."))
        }
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }

    /// The mutation for the engine's table.
    static var field: MutationField {
        .repeatable("updatePartnership") { (wish: UpdatePartnershipWish, context) in
            guard let id = wish.id, let partnership = try await LockedPartnership(id, context.transaction) else {
                return .refused(.notFound("id"))
            }
            if let expected = wish.expectedVersion, expected != partnership.version {
                let message = "Somebody else has changed this partnership: it has version \(partnership.version) now."
                return .refused(UserError(.conflict, "expectedVersion", message))
            }
            let name = wish.name.applied(to: partnership.name) ?? partnership.name
            let status = wish.status ?? partnership.status
            if name == partnership.name && status == partnership.status { return .changed(id) }
            if status == "ENDED" && partnership.status != status && !wish.isConfirmed {
                return .refused(.confirm(partnership.consequencesOfEnding))
            }
            _ = try await context.transaction.run(partnership.statements(name, status, context))
            return .changed(id)
        }
    }
}

/// A partnership, kept from being changed by others until the transaction ends.
private struct LockedPartnership {
    let id: RowID
    let organizationID: RowID
    let name: String
    let status: String
    let version: Int64
    /// How many API keys work that end with it.
    let keys: Int

    /// Locks the row; nil where there is none for the viewer.
    init?(_ id: RowID, _ transaction: Transaction) async throws {
        guard let rows = try await transaction.run([BoundStatement(Self.lock, [.uuid(id)])]).first,
            rows.rowCount == 1, let organization = rows.rowID(0, 0), let name = rows.text(0, 1),
            let status = rows.text(0, 2), let version = rows.int4(0, 3)
        else { return nil }
        self.id = id
        organizationID = organization
        self.name = name
        self.status = status
        self.version = Int64(version)
        keys = Int(rows.int4(0, 4) ?? 0)
    }

    /// What makes it another one, and what is written down.
    func statements(_ name: String, _ status: String, _ context: ChangeContext) -> [BoundStatement] {
        let changes: [(String, String?, String?)] = [
            ("name", self.name, name), ("status", self.status, status),
        ].filter { $0.1 != $0.2 }
        let journal = Journal(
            action: "partnership.updated", target: "partnership", targetID: id, organizationID: organizationID,
            targetName: self.name, changes: changes)
        return [BoundStatement(Self.update, [.uuid(id), .text(name), .text(status)])]
            + journal.statements(by: context.viewer, context.request)
    }

    /// What has to be confirmed, said before it happens (G-29).
    var consequencesOfEnding: [String?] {
        [
            "No customer can be added to \(name) any more. What there is can still be read.",
            LockedPartner.counted(keys, "1 API key stops working.", "API keys stop working."),
        ]
    }

    private static let lock = Statement(
        text: "SELECT organization_id, name, status, version, keys FROM lock_partnership($1)", parameterTypes: [.uuid])
    private static let update = Statement(
        text: "SELECT update_partnership($1, $2, $3)", parameterTypes: [.uuid, .text, .text])
}
