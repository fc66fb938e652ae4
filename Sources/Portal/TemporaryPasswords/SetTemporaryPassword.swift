import Cryptography
import Execution
import GraphQLSchema
import Postgres
import SQLText

/// `setTemporaryPassword`: a password for a user, told once to the admin who hands it over.
///
/// It isn't repeatable by a key, since its answer would have to be kept, and the password in it may stand nowhere.
///
/// Statements: D2-26, D4-07 and G-04 of the product's specification.
struct SetTemporaryPassword: Sendable {
    let users: WriteReach
    let hasher: PasswordHasher

    /// The mutation for the engine's table.
    var field: MutationField {
        MutationField(
            name: "setTemporaryPassword",
            body: .transactional { context, transaction, arguments in
                let input = arguments.input
                guard let viewer = context.viewer else { return .refused([.notFound("id")], input) }
                let change = ChangeContext(viewer: viewer, request: context.request, transaction: transaction)
                return try await run(input, change).payload(input)
            })
    }

    private func run(_ input: InputObject, _ context: ChangeContext) async throws -> Outcome {
        guard let id = input.rowID("id", of: "User"),
            let rows = users.condition(for: context.viewer, on: LockedUser.table)
        else { return .refused(.notFound("id")) }
        let isConfirmed = input.flag("confirm")
        let password = try TemporaryPassword()
        // Before the row is locked: hashing is slow on purpose.
        guard let hash = isConfirmed ? try await hasher.hashed(password.text)?.description : "" else {
            return .refused(.busy)
        }
        guard let user = try await LockedUser(id, rows, context.transaction) else { return .refused(.notFound("id")) }
        if let expected = input.int("expectedVersion"), expected != user.version {
            let message = "Somebody else has changed this user: it has version \(user.version) now."
            return .refused(UserError(.conflict, "expectedVersion", message))
        }
        if let reason = try await user.reasonAgainstTemporaryPassword(context) {
            return .refused(UserError(.conflict, "id", reason))
        }
        if !isConfirmed { return .refused(.confirm(user.consequencesOfTemporaryPassword)) }
        let rowsSet = try await context.transaction.run(
            [BoundStatement(Self.statement, [.uuid(id), .text(hash)])]
                + user.journalOfTemporaryPassword.statements(by: context.viewer, context.request))
        return .set(id, password, until: rowsSet.first?.text(0, 0))
    }

    private enum Outcome {
        case set(RowID, TemporaryPassword, until: String?)
        case refused(UserError)

        func payload(_ input: InputObject) -> Payload {
            switch self {
            case .refused(let error): .refused([error], input)
            case .set(let id, let password, let until):
                Payload(fields: [
                    "user": .row(id), "temporaryPassword": .string(password.text),
                    "expiresAt": until.map(PayloadValue.string) ?? .null, "userErrors": .list([]),
                    "clientMutationId": input.clientMutationID,
                ])
            }
        }
    }

    private static let statement = Statement(
        text: """
            SELECT to_char(temporary_password_set($1, $2) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
            """,
        parameterTypes: [.uuid, .text])
}

/// A password to hand over: 80 random bits, as people read them out and type them.
struct TemporaryPassword {
    let text: String

    /// - Throws: ``CryptographyError/noEntropy`` where there are no random bytes.
    init() throws(CryptographyError) {
        text = base32Encode(try randomBytes(10)).lowercased().inGroups
    }
}

extension LockedUser {
    /// Why the user gets none, and what to do instead; nil where all is well.
    fileprivate func reasonAgainstTemporaryPassword(_ context: ChangeContext) async throws -> String? {
        if id == context.viewer.viewer.userID { return "Change your own password under Account." }
        if !role.signsIn { return "\(name) only gets mails, and has no password." }
        if status == .disabled { return "\(name) is disabled. Enable the user first." }
        let setting = BoundStatement(
            Statement(
                text: "SELECT allows_temporary_passwords FROM organization WHERE id = $1", parameterTypes: [.uuid]),
            [.uuid(organizationID)])
        let isAllowed = try await context.transaction.run([setting]).first?.bool(0, 0) ?? false
        return isAllowed ? nil : "Your company sends links instead. Allow temporary passwords under Account first."
    }

    fileprivate var consequencesOfTemporaryPassword: [String?] {
        let before =
            status == .invited
            ? "The link in the invitation works no more." : "\(name)'s password of now works no more."
        return [
            "You are shown a password to hand over, once. It works for 24 hours, to choose another one with.", before,
            signOut,
        ]
    }

    fileprivate var journalOfTemporaryPassword: Journal {
        Journal(
            action: "user.temporary_password_set", target: Self.target, targetID: id, organizationID: organizationID,
            targetName: name, changes: [("password_hash", nil, "***")])
    }
}
