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

    /// What came of starting sessions.
    enum Start {
        case started
        /// The user has a second factor.
        case codeRequired
        /// The user's password is a temporary one.
        case passwordRequired
        /// The user may not sign in any more.
        case refused
    }

    /// Starts sessions and forgets the tries, for whoever needs nothing but the password.
    func start(
        _ opening: SessionOpening, for user: SignInUser, _ asked: SignInRequest, _ request: RequestContext
    ) async throws -> Start {
        let realm = SQLValue.text(asked.realm.rawValue)
        let agent = request.userAgent.map { SQLValue.text(String($0.prefix(500))) } ?? .null(.text)
        var statements = [throttle.success(subject(asked), in: asked.realm, from: asked.address)]
        statements += opening.hashes.map { hash in
            let lifetime = SQLValue.float8(Double(lifetimeSeconds))
            return BoundStatement(
                Self.create,
                [
                    realm, .uuid(user.id), .bytea(hash), .text(asked.address), agent, lifetime,
                    .text(request.requestID),
                ])
        }
        if let replaced = opening.replaced { statements.append(revocation(of: replaced, asked.address, request)) }
        do {
            let all = statements
            _ = try await database.transaction(deadline: Self.deadline) { try await $0.run(all) }
            return .started
        } catch PostgresError.server(let fault) where fault.sqlState == Self.refused {
            return .refused
        } catch PostgresError.server(let fault) where fault.sqlState == Self.codeRequired {
            return .codeRequired
        } catch PostgresError.server(let fault) where fault.sqlState == Self.passwordRequired {
            return .passwordRequired
        }
    }

    /// Keeps for five minutes that somebody has shown this password; false where it is another one by now.
    func challenge(_ secret: SessionSecret, for user: RowID, _ password: PasswordHash) async throws -> Bool {
        let statement = BoundStatement(
            Self.challenge, [.uuid(user), .text(password.description), .bytea(secret.hash)])
        let rows = try await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) }
        return rows.first?.bool(0, 0) ?? false
    }

    /// Who signs in by a challenge; nil where it works no more.
    func challenged(_ challenge: [UInt8]) async throws -> ChallengedUser? {
        let rows = try await database.read(
            [BoundStatement(Self.challenged, [.bytea(challenge)])], deadline: Self.deadline
        ).first
        guard let rows, rows.rowCount == 1, let id = rows.rowID(0, 0),
            let realm = rows.text(0, 1).flatMap(Realm.init(rawValue:)), let email = rows.text(0, 3)
        else { return nil }
        return ChallengedUser(
            user: SignInUser(
                id: id, passwordHash: nil, maySignIn: rows.bool(0, 4) ?? false,
                isDemonstration: rows.bool(0, 5) ?? true),
            door: Door(realm: realm, portal: rows.text(0, 2)), email: email)
    }

    /// Counts a code for a challenge, and gives what it is held against; nil where the challenge works no more.
    func factor(of challenged: ChallengedUser, counting challenge: [UInt8]) async throws -> SecondFactor? {
        let statement = BoundStatement(Self.tried, [.bytea(challenge)])
        let rows = try await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) }.first
        guard let rows, let sealed = rows.bytea(0, 0), let last = rows.int8(0, 1) else { return nil }
        return SecondFactor(owner: challenged.user.id, sealed: sealed, lastStep: last)
    }

    /// Starts sessions and forgets the tries, for whoever has shown a code too.
    func confirm(
        _ opening: SessionOpening, _ challenge: [UInt8], of challenged: ChallengedUser, _ proof: CodeProof,
        _ request: RequestContext
    ) async throws -> SecondFactorStore.Outcome {
        let address = SignInRequest.address(request.clientAddress)
        let agent = request.userAgent.map { SQLValue.text(String($0.prefix(500))) } ?? .null(.text)
        let values: [SQLValue] =
            [.bytea(challenge)] + proof.values + [
                SecondFactorStore.array(opening.hashes), .text(address), agent, .float8(Double(lifetimeSeconds)),
                .text(request.requestID),
            ]
        let success = [challenged.subject, SecondFactor.subject(challenged.user.id)].map {
            throttle.success($0, in: challenged.door.realm, from: address)
        }
        let replacing = opening.replaced.map { [revocation(of: $0, address, request)] } ?? []
        do {
            return try await database.transaction(deadline: Self.deadline) { transaction in
                let told = try await transaction.run([BoundStatement(Self.confirm, values)]).first?.text(0, 0)
                let outcome = SecondFactorStore.Outcome(told)
                if case .done = outcome { _ = try await transaction.run(success + replacing) }
                return outcome
            }
        } catch PostgresError.server(let fault)
            where [Self.refused, Self.passwordRequired].contains(fault.sqlState)
        {
            return .changedMeanwhile
        }
    }

    /// Ends a session.
    func end(_ tokenHash: [UInt8], _ request: RequestContext) async throws {
        let statement = revocation(of: tokenHash, SignInRequest.address(request.clientAddress), request)
        _ = try await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) }
    }

    /// Ends viewing as somebody else.
    func endViewAs(_ tokenHash: [UInt8], _ request: RequestContext) async throws {
        let address = SignInRequest.address(request.clientAddress)
        let statement = BoundStatement(Self.endViewAs, [.bytea(tokenHash), .text(address), .text(request.requestID)])
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

    private func subject(_ asked: SignInRequest) -> String { asked.door.subject(asked.email) }

    /// SQLSTATE of `session_create` for whoever may not sign in.
    private static let refused = "PO006"
    /// SQLSTATE of `session_create` for whoever has a second factor.
    private static let codeRequired = "PO013"
    /// SQLSTATE of `session_create` for whoever has to choose a password first.
    private static let passwordRequired = "PO041"
    private static let lookup = Statement(
        text: "SELECT user_id, password_hash, may_sign_in, is_demonstration FROM sign_in_lookup($1, $2, $3)",
        parameterTypes: [.text, .text, .text])
    private static let create = Statement(
        text: "SELECT session_create($1, $2, $3, $4::inet, $5, make_interval(secs => $6), $7)",
        parameterTypes: [.text, .uuid, .bytea, .text, .text, .float8, .text])
    private static let challenge = Statement(
        text: "SELECT sign_in_challenge_create($1, $2, $3)", parameterTypes: [.uuid, .text, .bytea])
    private static let challenged = Statement(
        text: """
            SELECT user_id, realm, portal, email, may_sign_in, is_demonstration FROM sign_in_challenge_lookup($1)
            """,
        parameterTypes: [.bytea])
    private static let tried = Statement(
        text: "SELECT secret, last_step FROM sign_in_challenge_try($1)", parameterTypes: [.bytea])
    private static let confirm = Statement(
        text: """
            SELECT sign_in_confirm($1, $2, $3, $4, \(SecondFactorStore.bytes(of: "$5")), $6::inet, $7, \
            make_interval(secs => $8), $9)
            """,
        parameterTypes: [.bytea, .int8, .bytea, .bytea, .textArray, .text, .text, .float8, .text])
    private static let revoke = Statement(
        text: "SELECT session_revoke($1, $2::inet, $3)", parameterTypes: [.bytea, .text, .text])
    private static let endViewAs = Statement(
        text: "SELECT view_as_end($1, $2::inet, $3)", parameterTypes: [.bytea, .text, .text])
    private static let refusal = Statement(
        text: "SELECT session_refuse($1, $2, $3, $4, $5::inet, $6)",
        parameterTypes: [.text, .text, .text, .bool, .text, .text])
}
