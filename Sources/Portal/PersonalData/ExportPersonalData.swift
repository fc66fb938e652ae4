import Access
import Execution
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// `exportPersonalData`: all that is kept of a person, as one JSON document, which is written down.
///
/// Everybody has their own; an admin that of the company's users, of portals' users and of contacts; a portal's admin
/// that of its users. It isn't repeatable by a key, since its answer would have to be kept. One statement makes the
/// document; of the journal and of mails it has the newest, and says how many there are.
///
/// Statement C22 of the product's specification.
struct ExportPersonalData: Sendable {
    /// Who may be asked about besides oneself: the types with the rows that a viewer reaches.
    private let subjects: [Subject]
    /// How many entries of the journal, and how many mails.
    static let newest: Int32 = 5_000

    init(_ policy: AccessPolicy) {
        subjects = [
            Subject(type: "User", table: "app_user", roles: [.admin], reach: WriteReach("User", policy)),
            Subject(
                type: "PortalUser", table: "portal_user", roles: [.admin, .portalAdmin],
                reach: WriteReach("PortalUser", policy)),
            Subject(type: "Contact", table: "contact", roles: [.admin], reach: WriteReach("Contact", policy)),
        ]
    }

    /// The mutation for the engine's table.
    var field: MutationField {
        MutationField(
            name: "exportPersonalData",
            body: .transactional { context, transaction, arguments in
                let input = arguments.input
                guard let viewer = context.viewer else { return .refused([.notFound("id")], input) }
                let change = ChangeContext(viewer: viewer, request: context.request, transaction: transaction)
                guard let person = try await person(input, change), let document = try await document(person, change)
                else { return .refused([.notFound("id")], input) }
                return Payload(fields: [
                    "document": .string(document), "userErrors": .list([]),
                    "clientMutationId": input.clientMutationID,
                ])
            })
    }

    /// Whose it is to be; nil for whomever the viewer may not have it of.
    private func person(_ input: InputObject, _ context: ChangeContext) async throws -> Person? {
        let viewer = context.viewer
        guard let text = input.text("id") else {
            guard let id = viewer.viewer.userID else { return nil }
            return Person(
                id: id, table: viewer.realm.personTable, organizationID: viewer.viewer.organizationID,
                name: viewer.name)
        }
        guard let id = GlobalID(text),
            let subject = subjects.first(where: { GlobalID.typeCodes[$0.type] == id.typeCode })
        else { return nil }
        return try await subject.find(id.row, context)
    }

    /// The document, once it is written down who took it.
    private func document(_ person: Person, _ context: ChangeContext) async throws -> String? {
        let isContact = person.table == "contact"
        let journal = Journal(
            action: isContact ? "contact.exported" : "user.exported", target: person.table, targetID: person.id,
            organizationID: person.organizationID,
            // Nothing would find it there when the contact is erased.
            targetName: isContact ? nil : person.name, changes: [])
        let rows = try await context.transaction.run(
            [BoundStatement(Self.statement, [.uuid(person.id), .int4(Self.newest)])]
                + journal.statements(by: context.viewer, context.request))
        guard let document = rows.first?.text(0, 0) else { throw PersonalDataFault.wallsDisagree }
        return document
    }

    private static let statement = Statement(
        text: "SELECT personal_data($1, $2)::text", parameterTypes: [.uuid, .int4])
}

/// Why nobody's data is told, although the first wall let somebody in.
private enum PersonalDataFault: Error {
    /// The second one did not: then nothing is written down either.
    case wallsDisagree
}

/// Somebody whose data is wanted.
private struct Person {
    let id: RowID
    let table: String
    let organizationID: RowID?
    let name: String
}

/// A kind of person with who may have their data.
private struct Subject: Sendable {
    let type: String
    let table: String
    let roles: Set<Role>
    let reach: WriteReach

    private static let alias = Alias(.table, 0)

    /// Whoever is being erased is waited for, since what is written down here names users; of contacts it doesn't.
    private var lock: SQLText<SQLValue> { table == "contact" ? "" : "FOR KEY SHARE" }

    func find(_ id: RowID, _ context: ChangeContext) async throws -> Person? {
        guard let role = context.viewer.viewer.audience.role, roles.contains(role),
            let rows = reach.condition(for: context.viewer, on: Self.alias)
        else { return nil }
        let sql: SQLText<SQLValue> = """
            SELECT \(Self.alias).organization_id, \(Self.alias).name FROM \(Identifier(table)) \(Self.alias) \
            WHERE \(Self.alias).id = \(.uuid(id)) AND \(rows) \(lock)
            """
        guard let found = try await context.transaction.run([BoundStatement(sql.compiled())]).first,
            found.rowCount == 1, let organization = found.rowID(0, 0), let name = found.text(0, 1)
        else { return nil }
        return Person(id: id, table: table, organizationID: organization, name: name)
    }
}

extension Realm {
    /// The table of those who sign in there.
    fileprivate var personTable: String {
        switch self {
        case .partner: "app_user"
        case .operator: "operator_user"
        case .portal: "portal_user"
        }
    }
}
