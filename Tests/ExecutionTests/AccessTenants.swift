import Cryptography
import Execution
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// Tenants whose people have states, places, assignments and portals by chance, and what each of them really sees.
struct AccessTenants: Sendable {
    /// Somebody of a company or of a portal, signed in if they may.
    struct Person: Sendable {
        let type: String
        let id: String
        let email: String
        let credential: Credential
    }

    /// The type and the id of something.
    struct Thing: Sendable {
        let type: String
        let id: String
    }

    let portal: TestPortal
    let engine: Engine
    let people: [Person]
    let things: [Thing]

    init(seed: Int) async throws {
        portal = try await TestPortal()
        try portal.administrate("SELECT setseed(0.\(seed)); \(Self.chance)")
        engine = try portal.engine()
        let session = try portal.store.session(asAdministrator: true)
        people =
            try Self.people(session, "User", "app_user", "user_id", "PARTNER")
            + Self.people(session, "PortalUser", "portal_user", "portal_user_id", "PORTAL")
        let people = people
        things = try portal.schema.mapping.types.values.sorted { $0.name < $1.name }.flatMap { mapping in
            let most = ["Partnership", "Membership", "Customer"].contains(mapping.name) ? 12 : 4
            let some = try Self.rows(
                session, "SELECT id, '' FROM \(mapping.table) ORDER BY md5(id::text || '\(seed)') LIMIT \(most)"
            ).map { Thing(type: mapping.name, id: Self.id(mapping.name, $0.0)) }
            // Whoever is asked about is a thing to see as well.
            let also = people.filter { $0.type == mapping.name }.map { Thing(type: $0.type, id: $0.id) }
            return also.isEmpty ? some : also
        }
    }

    /// Some of one side, each with a session, which holds for those who are let in alone.
    private static func people(
        _ session: DirectSession, _ type: String, _ table: String, _ column: String, _ realm: String
    ) throws -> [Person] {
        let found = try rows(
            session,
            """
            SELECT id, email FROM \(table)
            ORDER BY email LIKE '%fjord.test' DESC, email ~ '^(admin|user)@' DESC, md5(email) LIMIT 12
            """)
        return try found.map { row, email in
            let hash = sha256(try randomBytes(32))
            let text = """
                INSERT INTO session (realm, \(column), token_hash, ip, expires_at)
                SELECT '\(realm)', id, $2, '127.0.0.1', now() + interval '1 hour' FROM \(table) t
                WHERE id = $1 AND to_jsonb(t) ->> 'role' IS DISTINCT FROM 'NOTIFICATIONS'
                """
            _ = try session.run(
                BoundStatement(
                    Statement(text: text, parameterTypes: [.uuid, .bytea]), [.uuid(row), .bytea(hash)]))
            return Person(type: type, id: id(type, row), email: email, credential: .token(hash: hash))
        }
    }

    private static func rows(_ session: DirectSession, _ text: String) throws -> [(RowID, String)] {
        let rows = try session.run(BoundStatement(Statement(text: text)))
        return (0..<rows.rowCount).compactMap { row in
            rows.rowID(row, 0).map { ($0, rows.text(row, 1) ?? "") }
        }
    }

    private static func id(_ type: String, _ row: RowID) -> String {
        GlobalID(typeCode: GlobalID.typeCodes[type] ?? 0, row: row).text
    }

    /// The things that `node` shows somebody; nothing where they aren't let in.
    func seen(by person: Person) async throws -> Set<String> {
        var seen: Set<String> = []
        for start in stride(from: 0, to: things.count, by: 100) {
            let ids = things[start..<min(start + 100, things.count)].map { JSONValue.string($0.id) }
            let answer = try await engine.ask(
                "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ["ids": .array(ids)], as: person.credential)
            if answer.codes == ["UNAUTHENTICATED"] { return [] }
            guard let nodes = answer.at("nodes") as? [Any] else { throw TestFault(description: "\(answer)") }
            seen.formUnion(nodes.compactMap { ($0 as? [String: Any])?["id"] as? String })
        }
        return seen
    }

    private static let chance = """
        UPDATE app_user SET status = 'DISABLED'
            WHERE role <> 'ADMIN' AND email <> 'user@nordlys.test' AND random() < 0.15;
        DELETE FROM membership WHERE random() < 0.3
            AND user_id <> (SELECT id FROM app_user WHERE email = 'user@nordlys.test');
        INSERT INTO membership (organization_id, partnership_id, user_id, customer_access)
            SELECT u.organization_id, p.id, u.id, CASE WHEN random() < 0.6 THEN 'ASSIGNED' ELSE 'ALL' END
            FROM app_user u JOIN partnership p ON p.organization_id = u.organization_id
            WHERE random() < 0.4 AND NOT EXISTS (
                SELECT FROM membership m WHERE m.user_id = u.id AND m.partnership_id = p.id);
        INSERT INTO assignment (organization_id, partnership_id, membership_id, user_id, customer_id, created_by)
            SELECT m.organization_id, m.partnership_id, m.id, m.user_id, c.id,
                CASE WHEN random() < 0.7 THEN (SELECT id FROM app_user a
                    WHERE a.organization_id = m.organization_id AND a.role = 'ADMIN' LIMIT 1) END
            FROM membership m JOIN app_user u ON u.id = m.user_id AND u.role = 'USER'
            JOIN customer c ON c.partnership_id = m.partnership_id
            WHERE m.customer_access = 'ASSIGNED' AND random() < 0.4 AND NOT EXISTS (
                SELECT FROM assignment a WHERE a.membership_id = m.id AND a.customer_id = c.id);
        UPDATE customer_portal SET enabled = false, disabled_reason = 'MANUAL'
            WHERE enabled AND slug <> 'fjord' AND random() < 0.3;
        UPDATE portal_user u SET state = 'ENABLED', password_hash = 'x'
            WHERE state <> 'ENABLED' AND random() < 0.6;
        UPDATE customer c SET status = 'DISABLED' WHERE random() < 0.1 AND name NOT LIKE 'Fjord%';
        """
}
