import Execution
import GraphQLSchema
import Postgres
import SQLText

/// What an `updateOrganization` asks for: how the viewer's own company is reached, and whether its admins hand out
/// temporary passwords.
///
/// Statements D4-07, D4-26 and G-04 of the product's specification.
struct UpdateOrganizationWish: MutationWish {
    typealias Answer = RowAnswer<ChangedOrganization>

    let id: RowID?
    let phone: Change<String>
    let address: Change<String>
    let allowsTemporaryPasswords: Bool?
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "Organization")
        phone = TextRule(field: "phone", label: "The phone number", maximum: 60).read(input, &errors)
        address = TextRule(field: "address", label: "The address", maximum: 500, hasLines: true).read(input, &errors)
        allowsTemporaryPasswords =
            if case .bool(let isAllowed)? = input["allowsTemporaryPasswords"] { isAllowed } else { nil }
        if case .null? = input["allowsTemporaryPasswords"] {
            errors.append(UserError(.badInput, "allowsTemporaryPasswords", "This is true or false."))
        }
        expectedVersion = input.int("expectedVersion")
    }

    /// The mutation for the engine's table.
    static func field(_ reach: WriteReach) -> MutationField {
        .repeatable("updateOrganization") { (wish: UpdateOrganizationWish, context) in
            guard let id = wish.id, let rows = reach.condition(for: context.viewer, on: table),
                let found = try await context.transaction.run([lock(id, rows)]).first,
                found.rowCount == 1, let name = found.text(0, 0), let version = found.int4(0, 1),
                let allowed = found.bool(0, 4)
            else { return .refused(.notFound("id")) }
            if let expected = wish.expectedVersion, expected != Int64(version) {
                let message = "Somebody else has changed this company: it has version \(version) now."
                return .refused(UserError(.conflict, "expectedVersion", message))
            }
            let before = (phone: found.text(0, 2), address: found.text(0, 3))
            let after = (phone: wish.phone.applied(to: before.phone), address: wish.address.applied(to: before.address))
            let isAllowed = wish.allowsTemporaryPasswords ?? allowed
            let changes: [(String, String?, String?)] = [
                ("phone", before.phone, after.phone), ("address", before.address, after.address),
                ("temporary_credentials", allowed ? "ON" : "OFF", isAllowed ? "ON" : "OFF"),
            ].filter { $0.1 != $0.2 }
            if changes.isEmpty { return .changed(id) }
            let journal = Journal(
                action: "organization.updated", target: "organization", targetID: id, organizationID: id,
                targetName: name, changes: changes)
            _ = try await context.transaction.run(
                [
                    BoundStatement(
                        update, [.uuid(id), .optional(after.phone), .optional(after.address), .bool(isAllowed)])
                ]
                    + journal.statements(by: context.viewer, context.request))
            return .changed(id)
        }
    }

    private static let table = Alias(.table, 0)

    private static func lock(_ id: RowID, _ rows: SQLText<SQLValue>) -> BoundStatement {
        let sql: SQLText<SQLValue> = """
            SELECT \(table).name, \(table).version, \(table).phone, \(table).address, \
            \(table).allows_temporary_passwords FROM organization \(table) \
            WHERE \(table).id = \(.uuid(id)) AND \(rows) FOR NO KEY UPDATE OF \(table)
            """
        return BoundStatement(sql.compiled())
    }

    private static let update = Statement(
        text: "UPDATE organization SET phone = $2, address = $3, allows_temporary_passwords = $4 WHERE id = $1",
        parameterTypes: [.uuid, .text, .text, .bool])
}

/// The company that has changed.
enum ChangedOrganization: AnsweredRow {
    static let field = "organization"
}
