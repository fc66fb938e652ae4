import Cryptography
import Execution
import Postgres
import SQLText

/// Sign-ins with temporary passwords in the database, through the functions that the app may call.
struct TemporaryPasswordStore: Sendable {
    let database: Database

    private static let deadline = Duration.seconds(5)

    /// Keeps for fifteen minutes that somebody has shown this password; false where there is no other one to choose.
    func challenge(_ secret: SessionSecret, for user: RowID, _ password: PasswordHash) async throws -> Bool {
        let values: [SQLValue] = [.uuid(user), .text(password.description), .bytea(secret.hash)]
        return try await change(BoundStatement(Self.create, values))
    }

    /// Who chooses a password by a challenge; nil where it works no more.
    func challenged(_ challenge: [UInt8]) async throws -> Challenged? {
        let rows = try await database.read(
            [BoundStatement(Self.lookup, [.bytea(challenge)])], deadline: Self.deadline
        ).first
        guard let rows, rows.rowCount == 1, let id = rows.rowID(0, 0), let name = rows.text(0, 1),
            let email = rows.text(0, 2), let before = rows.text(0, 4).flatMap(PasswordHash.init)
        else { return nil }
        return Challenged(
            id: id, owner: PasswordOwner(name: name, email: email, organization: rows.text(0, 3)), before: before,
            isDemonstration: rows.bool(0, 5) ?? true)
    }

    /// Sets the password that was chosen; false where the challenge works no more.
    func use(_ challenge: [UInt8], _ password: PasswordHash, _ request: RequestContext) async throws -> Bool {
        try await change(
            BoundStatement(
                Self.use,
                [
                    .bytea(challenge), .text(password.description),
                    .text(SignInRequest.address(request.clientAddress)), .text(request.requestID),
                ]))
    }

    /// Who has shown a temporary password and chooses another one.
    struct Challenged {
        let id: RowID
        let owner: PasswordOwner
        let before: PasswordHash
        let isDemonstration: Bool
    }

    private func change(_ statement: BoundStatement) async throws -> Bool {
        let rows = try await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) }
        return rows.first?.bool(0, 0) ?? false
    }

    private static let create = Statement(
        text: "SELECT password_challenge_create($1, $2, $3)", parameterTypes: [.uuid, .text, .bytea])
    private static let lookup = Statement(
        text: """
            SELECT user_id, name, email, organization_name, password_hash, is_demonstration \
            FROM password_challenge_lookup($1)
            """,
        parameterTypes: [.bytea])
    private static let use = Statement(
        text: "SELECT password_challenge_use($1, $2, $3::inet, $4)", parameterTypes: [.bytea, .text, .text, .text])
}
