public import Access
public import Execution
public import Postgres
import SQLText
import Synchronization

/// Remembers who is behind a session's secret, so that a request needs no round trip of its own for that.
///
/// What is remembered is only a guess: the first statement of every request holds it against the database, and the
/// engine asks again when it was wrong. Sessions that don't exist are never remembered.
public final class SessionCache: Sendable {
    /// Two generations: what was used lately survives when the older one is dropped.
    private struct Generations {
        var young: [[UInt8]: CachedViewer] = [:]
        var old: [[UInt8]: CachedViewer] = [:]
    }

    private let database: Database
    private let capacity: Int
    private let generations = Mutex(Generations())

    /// A cache before a database, of at most `capacity` sessions.
    public init(_ database: Database, capacity: Int = 20_000) {
        self.database = database
        self.capacity = capacity
    }

    /// What the engine asks, with what holds sessions to their places.
    public func source(_ places: SessionPlaces) -> SessionSource {
        SessionSource(
            viewer: { tokenHash, reload in try await self.viewer(tokenHash, reload: reload) },
            isWelcome: { places.isWelcome($0, isBearer: $1, $2) })
    }

    /// The viewer of a session, by the SHA-256 of its secret; nil where the session isn't live.
    ///
    /// - Throws: ``PostgresError`` where the database gave no answer.
    public func viewer(_ tokenHash: [UInt8], reload: Bool = false) async throws -> CachedViewer? {
        if !reload, let viewer = remembered(tokenHash) { return viewer }
        forget(tokenHash)
        var rows = try await load(tokenHash)
        if rows.first?.bool(0, Self.isKept) == false {
            _ = try await database.transaction(deadline: Self.deadline) { transaction in
                try await transaction.run([BoundStatement(Self.keep, [.bytea(tokenHash)])])
            }
            rows = try await load(tokenHash)
        }
        guard let viewer = Self.viewer(in: rows, tokenHash) else { return nil }
        remember(viewer)
        return viewer
    }

    private func load(_ tokenHash: [UInt8]) async throws -> [ResultRows] {
        let statements = [
            BoundStatement(Self.load, [.bytea(tokenHash), .int4(Int32(Reach.carriedCustomers + 1))]),
            BoundStatement(Self.address, [.bytea(tokenHash)]),
            BoundStatement(Self.assignedBits, [.bytea(tokenHash)]),
        ]
        return try await database.read(statements, deadline: Self.deadline)
    }

    private static let deadline = Duration.seconds(5)

    /// Forgets a session that has ended.
    public func forget(_ tokenHash: [UInt8]) {
        generations.withLock { generations in
            generations.young[tokenHash] = nil
            generations.old[tokenHash] = nil
        }
    }

    /// Whether a secret is that of a key; nil for one that wasn't asked for lately, of which nothing is known.
    func isKey(_ tokenHash: [UInt8]) -> Bool? {
        remembered(tokenHash).map { $0.viewer.audience.role == .integration }
    }

    private func remembered(_ tokenHash: [UInt8]) -> CachedViewer? {
        generations.withLock { generations in
            if let viewer = generations.young[tokenHash] { return viewer }
            guard let viewer = generations.old.removeValue(forKey: tokenHash) else { return nil }
            insert(viewer, into: &generations)
            return viewer
        }
    }

    private func remember(_ viewer: CachedViewer) {
        generations.withLock { insert(viewer, into: &$0) }
    }

    private func insert(_ viewer: CachedViewer, into generations: inout Generations) {
        if generations.young.count >= max(1, capacity / 2) {
            generations.old = generations.young
            generations.young = [:]
        }
        generations.young[viewer.tokenHash] = viewer
    }

    private static let load = Statement(
        text: """
            SELECT realm, role, user_id, organization_id, partnership_id, customer_id, epoch, name, email, \
            organization_name, partnerships, whole_partnerships, assigned_customers, permissions, is_kept, \
            has_second_factor, recovery_codes, session_id, impersonator, impersonator_realm, \
            to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') \
            FROM viewer_load($1, $2)
            """,
        parameterTypes: [.bytea, .int4])

    private static let address = Statement(text: "SELECT session_address($1)", parameterTypes: [.bytea])

    private static let assignedBits = Statement(
        text: "SELECT session_assigned_bits($1)", parameterTypes: [.bytea])

    /// The column that says whether the session keeps its viewer for the first statement of reads.
    private static let isKept = 14

    private static let keep = Statement(text: "SELECT viewer_keep($1)", parameterTypes: [.bytea])

    private static func viewer(in answers: [ResultRows], _ tokenHash: [UInt8]) -> CachedViewer? {
        guard answers.count == 3, case let rows = answers[0], rows.rowCount == 1,
            let realm = rows.text(0, 0).flatMap(Realm.init(rawValue:)),
            let role = rows.text(0, 1).flatMap(Role.init(rawValue:)), let epoch = rows.int8(0, 6)
        else { return nil }
        let allowed = rows.textArray(0, 13) ?? []
        let impersonator = rows.text(0, 18).map { name in
            Impersonator(
                name: name, realm: rows.text(0, 19).flatMap(Realm.init(rawValue:)) ?? .partner,
                endsAt: rows.text(0, 20) ?? "")
        }
        var audience =
            role == .integration
            ? Audience(role: role, apiScopes: Set(allowed.compactMap(APIScope.init(rawValue:))))
            : Audience(role: role, permissions: Set(allowed.compactMap(Permission.init(rawValue:))))
        audience.isViewedAs = impersonator != nil
        var viewer = Viewer(
            audience: audience, userID: rows.rowID(0, 2), organizationID: rows.rowID(0, 3),
            partnershipID: rows.rowID(0, 4), customerID: rows.rowID(0, 5)
        ).reaching(
            memberships: rows.rowIDArray(0, 10) ?? [], wholePartnerships: rows.rowIDArray(0, 11) ?? [],
            customers: rows.rowIDArray(0, 12) ?? [], bits: answers[2].bytea(0, 0) ?? [])
        viewer.sessionID = rows.rowID(0, 17)
        var cached = CachedViewer(
            viewer: viewer, realm: realm, tokenHash: tokenHash, epoch: epoch, name: rows.text(0, 7) ?? "",
            email: rows.text(0, 8) ?? "", organizationName: rows.text(0, 9))
        cached.hasSecondFactor = rows.bool(0, 15) ?? false
        cached.recoveryCodes = rows.int4(0, 16) ?? 0
        cached.impersonator = impersonator
        cached.address = answers[1].text(0, 0)
        if role == .integration { cached.expiresAt = rows.text(0, 20) }
        return cached
    }
}
