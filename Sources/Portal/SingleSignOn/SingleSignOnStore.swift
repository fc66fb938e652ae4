import Access
import Cryptography
import Execution
import Postgres
import SQLText

/// Who signs in elsewhere, in the database, through the functions that the app may call.
struct SingleSignOnStore: Sendable {
    let database: Database
    let throttle: Throttle
    /// How long a session lasts.
    let lifetimeSeconds: Int
    let seal: ClientSecretSeal
    let federation: Federation

    private static let deadline = Duration.seconds(5)

    /// Counts a journey that begins; the seconds to wait where too many of this address came to nothing.
    func count(_ realm: Realm, _ request: RequestContext) async throws -> Int? {
        let address = SignInRequest.address(request.clientAddress)
        return try await throttle.count(Self.subject(address), in: realm, from: address)
    }

    /// Forgets them, for one has come to its end.
    func forget(_ realm: Realm, _ request: RequestContext) async throws {
        let address = SignInRequest.address(request.clientAddress)
        try await throttle.forget(Self.subject(address), in: realm, from: address)
    }

    private static func subject(_ address: String) -> String { "single sign-on \(address)" }

    /// Where somebody is sent: by an e-mail, from the door of a portal, or by the own session.
    enum Way {
        case email(String)
        case portal(String)
        case session([UInt8])
    }

    /// A provider that the database names.
    struct Found {
        let id: RowID
        let name: String
        let provider: OpenIDProvider
    }

    /// The provider to send somebody to; nil where there is none.
    func provider(_ way: Way) async throws -> Found? {
        let values: [SQLValue] =
            switch way {
            case .email(let email):
                [.null(.text), .text(String(email.split(separator: "@").last ?? "")), .null(.bytea)]
            case .portal(let slug): [.text(slug), .null(.text), .null(.bytea)]
            case .session(let hash): [.null(.text), .null(.text), .bytea(hash)]
            }
        let rows = try await database.read([BoundStatement(Self.lookup, values)], deadline: Self.deadline).first
        return try rows.flatMap { try found($0) }
    }

    /// Keeps that somebody is on the way.
    func begin(_ journey: FederatedJourney, to provider: RowID, binding session: [UInt8]?) async throws {
        let statement = BoundStatement(
            Self.begin,
            [
                .uuid(provider), .bytea(journey.stateHash), .bytea(journey.secretHash),
                session.map(SQLValue.bytea) ?? .null(.bytea),
            ])
        _ = try await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) }
    }

    /// A journey's end: where it led, the portal whose door it began at, and the session that binds its account.
    struct Return {
        let found: Found
        let door: Door
        let session: [UInt8]?
    }

    /// Ends a journey, once; nil where it never began or took too long.
    func end(_ journey: FederatedJourney) async throws -> Return? {
        let statement = BoundStatement(Self.end, [.bytea(journey.stateHash), .bytea(journey.secretHash)])
        let rows = try await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) }.first
        guard let rows, let found = try found(rows) else { return nil }
        let portal = rows.text(0, 5)
        return Return(
            found: found, door: Door(realm: portal == nil ? .partner : .portal, portal: portal),
            session: rows.bytea(0, 6))
    }

    /// What becomes of somebody whom a provider vouches for.
    enum Entry: String {
        case done = "DONE"
        case totp = "TOTP"
        case bound = "BOUND"
        case refused = "REFUSED"
        case domain = "DOMAIN"
        case unknown = "UNKNOWN"
        /// The account has a temporary password, in place of which one of its own is to be chosen first.
        case temporaryPassword
    }

    /// Starts sessions for somebody, or keeps a challenge where a code is asked for too.
    func enter(
        _ person: VouchedPerson, by provider: RowID, _ opening: SessionOpening, _ challenge: SessionSecret,
        _ request: RequestContext
    ) async throws -> Entry {
        let address = SignInRequest.address(request.clientAddress)
        let agent = request.userAgent.map { SQLValue.text(String($0.prefix(500))) } ?? .null(.text)
        let statement = BoundStatement(
            Self.enter,
            [
                .uuid(provider), .text(person.subject), .text(person.email), .text(person.name),
                SecondFactorStore.array(opening.hashes), .bytea(challenge.hash), .text(address), agent,
                .float8(Double(lifetimeSeconds)), .text(request.requestID),
            ])
        let rows: [ResultRows]
        do {
            rows = try await sessions(statement, opening, address, request)
        } catch PostgresError.server(let fault) where fault.sqlState == Self.temporaryPassword {
            return .temporaryPassword
        }
        return rows.first?.text(0, 0).flatMap(Entry.init(rawValue:)) ?? .refused
    }

    private func sessions(
        _ statement: BoundStatement, _ opening: SessionOpening, _ address: String, _ request: RequestContext
    ) async throws -> [ResultRows] {
        try await database.transaction(deadline: Self.deadline) { transaction in
            let told = try await transaction.run([statement])
            if let replaced = opening.replaced, told.first?.text(0, 0) == Entry.done.rawValue {
                let values: [SQLValue] = [.bytea(replaced), .text(address), .text(request.requestID)]
                _ = try await transaction.run([BoundStatement(Self.revoke, values)])
            }
            return told
        }
    }

    /// What becomes of binding an account.
    enum Binding: String {
        case done = "DONE"
        case taken = "TAKEN"
    }

    /// Binds the account of a session's owner to a person of a provider's; nil where the session has ended.
    func bind(
        _ person: VouchedPerson, of provider: RowID, to session: [UInt8], _ request: RequestContext
    ) async throws -> Binding? {
        let statement = BoundStatement(
            Self.bind,
            [
                .uuid(provider), .text(person.subject), .bytea(session),
                .text(SignInRequest.address(request.clientAddress)), .text(request.requestID),
            ])
        let rows = try await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) }
        return rows.first?.text(0, 0).flatMap(Binding.init(rawValue:))
    }

    private func found(_ rows: ResultRows) throws -> Found? {
        guard rows.rowCount == 1, let id = rows.rowID(0, 0), let issuer = rows.text(0, 1),
            let clientID = rows.text(0, 2), let name = rows.text(0, 4)
        else { return nil }
        let sealed = rows.bytea(0, 3)
        let secret = sealed.flatMap { seal.open($0, of: id) }
        if sealed != nil, secret == nil {
            throw FederationFault("The client secret of \(issuer) can't be opened: PORTICO_SECRET lacks its key.")
        }
        return Found(
            id: id, name: name,
            provider: OpenIDProvider(
                issuer: issuer, clientID: clientID, clientSecret: secret, federation: federation))
    }

    /// SQLSTATE of a session for whoever has a temporary password.
    private static let temporaryPassword = "PO041"
    private static let lookup = Statement(
        text: "SELECT id, issuer, client_id, client_secret, name FROM single_sign_on_provider($1, $2, $3)",
        parameterTypes: [.text, .text, .bytea])
    private static let begin = Statement(
        text: "SELECT single_sign_on_begin($1, $2, $3, $4)", parameterTypes: [.uuid, .bytea, .bytea, .bytea])
    private static let end = Statement(
        text: """
            SELECT id, issuer, client_id, client_secret, name, portal, bound_session FROM single_sign_on_return($1, $2)
            """,
        parameterTypes: [.bytea, .bytea])
    private static let enter = Statement(
        text: """
            SELECT single_sign_on_enter($1, $2, $3, $4, \(SecondFactorStore.bytes(of: "$5")), $6, $7::inet, $8, \
            make_interval(secs => $9), $10)
            """,
        parameterTypes: [.uuid, .text, .text, .text, .textArray, .bytea, .text, .text, .float8, .text])
    private static let bind = Statement(
        text: "SELECT single_sign_on_bind($1, $2, $3, $4::inet, $5)",
        parameterTypes: [.uuid, .text, .bytea, .text, .text])
    private static let revoke = Statement(
        text: "SELECT session_revoke($1, $2::inet, $3)", parameterTypes: [.bytea, .text, .text])
}
