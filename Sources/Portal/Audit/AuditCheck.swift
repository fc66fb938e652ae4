public import Postgres
import SQLText

/// Verifies the chains of the journal, all of them in one snapshot.
///
/// How an event is hashed stands here once more, in words of its own: the database's function isn't trusted with it.
public struct AuditCheck {
    private let session: DirectSession

    /// Works on a session of the login that migrates.
    public init(_ session: DirectSession) {
        self.session = session
    }

    /// Every chain that there is, and where it broke.
    ///
    /// - Throws: `PostgresError`.
    public func chains() throws -> [AuditChain] {
        let rows = try session.transaction {
            try session.execute("SET LOCAL ROLE portico_definer")
            return try session.run(Self.question)
        }
        return (0..<rows.rowCount).map { row in
            let kind = rows.text(row, 6).flatMap(AuditChain.Kind.init)
            return AuditChain(
                organization: rows.text(row, 0), sealed: rows.int8(row, 1) ?? 0, waiting: rows.int8(row, 2) ?? 0,
                erased: rows.int8(row, 3) ?? 0, hash: rows.text(row, 4),
                fault: kind.map { AuditChain.Fault(seq: rows.int8(row, 5) ?? 0, kind: $0) })
        }
    }

    /// The personal part of an event, as it is digested.
    private static let detail: SQLText<SQLValue> = """
        SELECT encode(sha256(d.key || convert_to(jsonb_build_array(d.actor_label, d.ip, d.target_label, \
        (SELECT jsonb_agg(jsonb_build_array(c.field, c.before, c.after) ORDER BY c.id) FROM audit_change c \
        WHERE c.event_id = d.event_id))::text, 'UTF8')), 'hex') AS digest \
        FROM audit_detail d WHERE d.event_id = e.id
        """

    /// Every sealed event with the one before it, and with the hash that it should have.
    private static let sealed: SQLText<SQLValue> = """
        SELECT e.organization_id, e.seq, e.hash, e.digest, f.digest AS found, \
        coalesce(lag(e.seq) OVER chain, 0) + 1 AS place, \
        encode(sha256(convert_to(coalesce(lag(e.hash) OVER chain, '') || jsonb_build_array(e.seq, e.id, \
        e.organization_id, (extract(epoch FROM e.occurred_at) * 1000000)::bigint, e.realm, e.actor_id, \
        e.on_behalf_of, e.action, e.target_type, e.target_id, e.changed, e.request_id, e.digest)::text, \
        'UTF8')), 'hex') AS expected \
        FROM audit_event e LEFT JOIN LATERAL (\(detail)) f ON true WHERE e.seq IS NOT NULL \
        WINDOW chain AS (PARTITION BY e.organization_id ORDER BY e.seq)
        """

    private static let question: SQLText<SQLValue> = """
        WITH sealed AS (\(sealed)), faults AS (\
        SELECT organization_id, least(seq, place) AS seq, CASE WHEN seq <> place THEN 'MISSING' \
        WHEN hash <> expected THEN 'CHANGED' WHEN found IS DISTINCT FROM digest AND found IS NOT NULL THEN 'DETAIL' \
        END AS kind FROM sealed), \
        firsts AS (SELECT DISTINCT ON (organization_id) organization_id, seq, kind FROM faults \
        WHERE kind IS NOT NULL ORDER BY organization_id, seq), \
        sums AS (SELECT organization_id, count(*) AS events, max(seq) AS last, \
        count(*) FILTER (WHERE digest IS NOT NULL AND found IS NULL) AS erased, \
        (array_agg(hash ORDER BY seq DESC))[1] AS hash FROM sealed GROUP BY organization_id), \
        waits AS (SELECT organization_id, count(*) AS events FROM audit_event WHERE seq IS NULL \
        GROUP BY organization_id), \
        owners AS (SELECT organization_id FROM sums UNION SELECT organization_id FROM waits \
        UNION SELECT organization_id FROM audit_chain) \
        SELECT g.name, coalesce(s.events, 0), coalesce(w.events, 0), coalesce(s.erased, 0), s.hash, \
        coalesce(f.seq, coalesce(s.last, 0) + 1), \
        coalesce(f.kind, CASE WHEN (coalesce(s.last, 0), s.hash) IS DISTINCT FROM (coalesce(c.seq, 0), c.hash) \
        THEN 'CUT' END) \
        FROM owners o LEFT JOIN organization g ON g.id = o.organization_id \
        LEFT JOIN sums s ON s.organization_id IS NOT DISTINCT FROM o.organization_id \
        LEFT JOIN firsts f ON f.organization_id IS NOT DISTINCT FROM o.organization_id \
        LEFT JOIN waits w ON w.organization_id IS NOT DISTINCT FROM o.organization_id \
        LEFT JOIN audit_chain c ON c.organization_id IS NOT DISTINCT FROM o.organization_id \
        ORDER BY g.name, o.organization_id
        """
}
