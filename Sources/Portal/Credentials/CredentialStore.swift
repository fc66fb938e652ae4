import Access
import Cryptography
import Execution
import Postgres
import SQLText

/// Passwords and the links that set them, in the database, through the functions that the app may call.
struct CredentialStore: Sendable {
    let database: Database
    let throttle: Throttle

    private static let deadline = Duration.seconds(5)

    /// What a link is for; nil for one that never was.
    func invitation(_ secret: InvitationSecret) async throws -> Invitation? {
        let statement = BoundStatement(Self.lookup, [.text(secret.purpose.rawValue), .bytea(secret.hash)])
        let rows = try await database.read([statement], deadline: Self.deadline).first
        guard let rows, rows.rowCount == 1, let state = rows.text(0, 0).flatMap(Invitation.State.init(rawValue:)),
            let email = rows.text(0, 1), let name = rows.text(0, 2), let organization = rows.text(0, 3),
            let expiry = rows.text(0, 4)
        else { return nil }
        return Invitation(
            state: state, owner: PasswordOwner(name: name, email: email, organization: organization), expiry: expiry,
            portal: rows.text(0, 5))
    }

    /// Sets the password that a link was meant for; the e-mail to sign in with, or nil where the link doesn't work.
    func accept(
        _ secret: InvitationSecret, _ password: PasswordHash, _ request: RequestContext
    ) async throws -> String? {
        try await change(
            Self.accept,
            [
                .text(secret.purpose.rawValue), .bytea(secret.hash), .text(password.description),
                .text(SignInRequest.address(request.clientAddress)), .text(request.requestID),
            ]
        )?.text(0, 0)
    }

    /// Lets a link be sent to whoever has this e-mail, at a portal if its address is named, if somebody has.
    func requestReset(_ email: String, portal: String?, _ request: RequestContext) async throws {
        let address = SignInRequest.address(request.clientAddress)
        _ = try await change(
            Self.reset, [.optional(portal), .text(email), .text(address), .text(request.requestID)])
    }

    /// Whose password a session may change, and what it is now; nil for a session that has ended.
    func owner(of tokenHash: [UInt8]) async throws -> (PasswordOwner, PasswordHash)? {
        let statement = BoundStatement(Self.own, [.bytea(tokenHash)])
        let rows = try await database.read([statement], deadline: Self.deadline).first
        guard let rows, let name = rows.text(0, 0), let email = rows.text(0, 1),
            let hash = rows.text(0, 3).flatMap(PasswordHash.init)
        else { return nil }
        return (PasswordOwner(name: name, email: email, organization: rows.text(0, 2)), hash)
    }

    /// Changes the password of a session's owner; false where it is another one by now than was checked.
    func change(
        _ tokenHash: [UInt8], from before: PasswordHash, to after: PasswordHash, _ request: RequestContext
    ) async throws -> Bool {
        try await change(
            Self.change,
            [
                .bytea(tokenHash), .text(before.description), .text(after.description),
                .text(SignInRequest.address(request.clientAddress)), .text(request.requestID),
            ]
        )?.bool(0, 0) ?? false
    }

    /// Lets a link be sent to an address that is to be the owner's; false where the session has ended, or the password
    /// is another one by now.
    ///
    /// - Throws: `PostgresError` with SQLSTATE PO010 where there were three within the hour.
    func requestEmail(
        _ email: String, _ shown: Reauthentication.Owner, _ request: RequestContext
    ) async throws -> Bool {
        try await change(
            Self.requestEmail,
            [
                .bytea(shown.viewer.tokenHash), .text(shown.hash.description), .text(email),
                .text(SignInRequest.address(request.clientAddress)), .text(request.requestID),
            ]
        )?.bool(0, 0) ?? false
    }

    /// Makes the address that a link was sent to the one to sign in with: it, or nil where the link doesn't work.
    ///
    /// - Throws: `PostgresError` with SQLSTATE 23505 where somebody has it already.
    func confirmEmail(_ secret: InvitationSecret, _ request: RequestContext) async throws -> String? {
        let address = SignInRequest.address(request.clientAddress)
        return try await change(
            Self.confirmEmail, [.bytea(secret.hash), .text(address), .text(request.requestID)]
        )?.text(0, 0)
    }

    private func change(_ statement: Statement, _ values: [SQLValue]) async throws -> ResultRows? {
        let bound = BoundStatement(statement, values)
        return try await database.transaction(deadline: Self.deadline) { try await $0.run([bound]) }.first
    }

    private static let lookup = Statement(
        text: """
            SELECT state, email, name, organization_name, \
            to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), portal \
            FROM invitation_lookup($1, $2)
            """,
        parameterTypes: [.text, .bytea])
    private static let accept = Statement(
        text: "SELECT invitation_accept($1, $2, $3, $4::inet, $5)",
        parameterTypes: [.text, .bytea, .text, .text, .text])
    private static let reset = Statement(
        text: "SELECT password_reset_request($1, $2, $3::inet, $4)",
        parameterTypes: [.text, .text, .text, .text])
    private static let own = Statement(
        text: "SELECT name, email, organization_name, password_hash FROM own_credential($1)", parameterTypes: [.bytea])
    private static let change = Statement(
        text: "SELECT password_change($1, $2, $3, $4::inet, $5)",
        parameterTypes: [.bytea, .text, .text, .text, .text])
    private static let requestEmail = Statement(
        text: "SELECT email_change_request($1, $2, $3, $4::inet, $5)",
        parameterTypes: [.bytea, .text, .text, .text, .text])
    private static let confirmEmail = Statement(
        text: "SELECT email_change_confirm($1, $2::inet, $3)", parameterTypes: [.bytea, .text, .text])
}
