import Access
import Execution
import GraphQLSchema
import Postgres
import SQLText

/// What an `eraseContact` asks for: a customer's contact is gone, whatever they are named for there.
///
/// Statements: G-03 and C22 of the product's specification.
struct EraseContactWish: MutationWish {
    typealias Answer = RowAnswer<ErasedContact>

    let id: RowID?
    let isConfirmed: Bool
    let expectedVersion: Int64?
    let name: TypedName

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "Contact")
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
        name = TypedName(input.text("name"))
    }

    /// The mutation for the engine's table.
    static func field(_ reach: WriteReach) -> MutationField {
        .repeatable("eraseContact") { (wish: EraseContactWish, context) in
            guard let id = wish.id, let rows = reach.condition(for: context.viewer, on: FoundContact.table),
                let contact = try await FoundContact(id, rows, context.transaction)
            else { return .refused(.notFound("id")) }
            if let refusal = wish.refusal(of: contact) { return .refused(refusal) }
            let erased = try await context.transaction.run([BoundStatement(erasure, [.uuid(id)])]).first?.int4(0, 0)
            // Somebody else may have been faster.
            guard let erased, erased > 0 else { return .refused(.notFound("id")) }
            let journal = Journal(
                action: "contact.erased", target: "contact", targetID: id, organizationID: contact.organizationID,
                targetName: nil, changes: [])
            _ = try await context.transaction.run(journal.statements(by: context.viewer, context.request))
            return .changed(id)
        }
    }

    private func refusal(of contact: FoundContact) -> UserError? {
        if let expectedVersion, expectedVersion != contact.version {
            let message = "Somebody else has changed this contact: it has version \(contact.version) now."
            return UserError(.conflict, "expectedVersion", message)
        }
        if !isConfirmed { return .confirm(contact.consequences) }
        return name.fault(for: contact.name)
    }

    private static let erasure = Statement(text: "SELECT erase_contact($1)", parameterTypes: [.uuid])
}

/// The contact that is gone.
enum ErasedContact: AnsweredRow {
    static let field = "erasedContactId"

    static func value(_ row: RowID) -> PayloadValue { .id(row, of: "Contact") }
}

/// A contact that is to be erased.
private struct FoundContact {
    static let table = Alias(.table, 0)

    let organizationID: RowID
    let name: String
    let customer: String
    let version: Int64

    /// Looks the contact up, if it is one of those that the viewer reaches; nil where there is none.
    init?(_ id: RowID, _ reach: SQLText<SQLValue>, _ transaction: Transaction) async throws {
        let sql: SQLText<SQLValue> = """
            SELECT \(Self.table).organization_id, \(Self.table).name, \(Self.table).version, \
            (SELECT c.name FROM customer c WHERE c.id = \(Self.table).customer_id) \
            FROM contact \(Self.table) WHERE \(Self.table).id = \(.uuid(id)) AND \(reach)
            """
        guard let rows = try await transaction.run([BoundStatement(sql.compiled())]).first, rows.rowCount == 1,
            let organization = rows.rowID(0, 0), let name = rows.text(0, 1), let version = rows.int4(0, 2),
            let customer = rows.text(0, 3)
        else { return nil }
        organizationID = organization
        self.name = name
        self.version = Int64(version)
        self.customer = customer
    }

    var consequences: [String?] {
        [
            "\(name) is removed for good from the contacts of \(customer), whatever they are named for there.",
            "Nothing brings it back.",
        ]
    }
}
