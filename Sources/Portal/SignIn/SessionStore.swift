import Access
import Cryptography
import Execution
import Postgres
import SQLText

/// Sessions and tries in the database, through the functions that the app may call.
struct SessionStore: Sendable {
    let database: Database
    let throttle: Throttle
    /// How long a session lasts.
    let lifetimeSeconds: Int

    private static let deadline = Duration.seconds(5)

    /// Counts a try; the seconds to wait where there were too many.
    func count(_ asked: SignInRequest) async throws -> Int? {
        try await throttle.count(subject(asked), in: asked.realm, from: asked.address)
    }

    /// Who has the e-mail in the realm; nil for nobody.
    func user(of asked: SignInRequest) async throws -> SignInUser? {
        let statement = BoundStatement(
            Self.lookup, [.text(asked.realm.rawValue), .optional(asked.portal), .text(asked.email)])
        let rows = try await database.read([statement], deadline: Self.deadline).first
        guard let rows, rows.rowCount == 1, let id = rows.rowID(0, 0) else { return nil }
        return SignInUser(
            id: id, passwordHash: rows.text(0, 1).flatMap(PasswordHash.init), maySignIn: rows.bool(0, 2) ?? false,
            isDemonstration: rows.bool(0, 3) ?? true)
    }

    /// Starts sessions and forgets the tries; false where the user may not sign in any more.
    func start(
        _ secrets: [SessionSecret], for user: SignInUser, _ asked: SignInRequest, _ request: RequestContext,
        replacing replaced: [UInt8]?
    ) async throws -> Bool {
        let realm = SQLValue.text(asked.realm.rawValue)
        let agent = request.userAgent.map { SQLValue.text(String($0.prefix(500))) } ?? .null(.text)
        var statements = [throttle.success(subject(asked), in: asked.realm, from: asked.address)]
        statements += secrets.map { secret in
            let lifetime = SQLValue.float8(Double(lifetimeSeconds))
            return BoundStatement(
                Self.create,
                [
                    realm, .uuid(user.id), .bytea(secret.hash), .text(asked.address), agent, lifetime,
                    .text(request.requestID),
                ])
        }
        if let replaced { statements.append(revocation(of: replaced, asked.address, request)) }
        do {
            let all = statements
            _ = try await database.transaction(deadline: Self.deadline) { try await $0.run(all) }
            return true
        } catch PostgresError.server(let fault) where fault.sqlState == Self.refused {
            return false
        }
    }

    /// Ends a session.
    func end(_ tokenHash: [UInt8], _ request: RequestContext) async throws {
        let statement = revocation(of: tokenHash, SignInRequest.address(request.clientAddress), request)
        _ = try await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) }
    }

    /// Writes down that a sign-in was refused; why is found out where it is written, for the client learns nothing.
    func refuse(_ asked: SignInRequest, passwordFits: Bool, _ request: RequestContext) async throws {
        let statement = BoundStatement(
            Self.refusal,
            [
                .text(asked.realm.rawValue), .optional(asked.portal), .text(asked.email), .bool(passwordFits),
                .text(asked.address), .text(request.requestID),
            ])
        _ = try await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) }
    }

    private func revocation(of tokenHash: [UInt8], _ address: String, _ request: RequestContext) -> BoundStatement {
        BoundStatement(Self.revoke, [.bytea(tokenHash), .text(address), .text(request.requestID)])
    }

    /// A blank stands in no e-mail: each portal counts its own tries.
    private func subject(_ asked: SignInRequest) -> String {
        [asked.email, asked.portal].compactMap(\.self).joined(separator: " ")
    }

    /// SQLSTATE of `session_create` for whoever may not sign in.
    private static let refused = "PO006"
    private static let lookup = Statement(
        text: "SELECT user_id, password_hash, may_sign_in, is_demonstration FROM sign_in_lookup($1, $2, $3)",
        parameterTypes: [.text, .text, .text])
    private static let create = Statement(
        text: "SELECT session_create($1, $2, $3, $4::inet, $5, make_interval(secs => $6), $7)",
        parameterTypes: [.text, .uuid, .bytea, .text, .text, .float8, .text])
    private static let revoke = Statement(
        text: "SELECT session_revoke($1, $2::inet, $3)", parameterTypes: [.bytea, .text, .text])
    private static let refusal = Statement(
        text: "SELECT session_refuse($1, $2, $3, $4, $5::inet, $6)",
        parameterTypes: [.text, .text, .text, .bool, .text, .text])
}
