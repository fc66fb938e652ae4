import SQLText

/// Looks whether a role could get past row-level security: then the second wall would stand for nothing.
///
/// A superuser or a role with BYPASSRLS sees everything; so does who can become one. An owner can switch a table's
/// policies off. And a tenant's table without forced policies has no wall to begin with.
public struct RoleCheck: Sendable {
    /// The role that requests run as.
    public let role: String

    /// Names the role to look at.
    public init(role: String) {
        self.role = role
    }

    /// Everything that is wrong, one sentence each; empty when the role is harmless.
    public func faults(_ session: DirectSession) throws(PostgresError) -> [String] {
        let known = try session.run("SELECT FROM pg_roles WHERE rolname = \(.text(role))")
        if known.rowCount == 0 { return ["The role \(role) doesn't exist. Run `portico migrate`."] }
        var faults: [String] = []
        for name in try names(session, Self.powers) {
            faults.append(
                name == role
                    ? "The role \(role) is a superuser or has BYPASSRLS."
                    : "The role \(role) is a member of \(name), which is a superuser or has BYPASSRLS.")
        }
        for name in try names(session, Self.owned) {
            faults.append("The role \(role) owns \(name), or can as a member.")
        }
        for name in try names(session, Self.open) {
            faults.append("The role \(role) uses \(name), whose row-level security isn't both enabled and forced.")
        }
        return faults
    }

    /// Refuses a role that could get past a policy.
    ///
    /// - Throws: `RoleError` with all faults; `PostgresError`.
    public func requireHarmless(_ session: DirectSession) throws {
        let faults = try faults(session)
        if !faults.isEmpty { throw RoleError(faults: faults) }
    }

    private func names(_ session: DirectSession, _ text: String) throws(PostgresError) -> [String] {
        let statement = Statement(text: text, parameterTypes: [.text])
        let rows = try session.run(BoundStatement(statement, [.text(role)]))
        return (0..<rows.rowCount).compactMap { rows.text($0, 0) }
    }

    private static let powers = """
        SELECT r.rolname::text FROM pg_roles r
        WHERE (r.rolsuper OR r.rolbypassrls) AND (r.rolname = $1 OR pg_has_role($1, r.oid, 'MEMBER'))
        ORDER BY 1
        """

    private static let owned = """
        SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            AND pg_has_role($1, c.relowner, 'MEMBER')
        ORDER BY 1
        """

    private static let open = """
        SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
            AND EXISTS (
                SELECT FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped)
            AND (has_any_column_privilege($1, c.oid, 'SELECT, INSERT, UPDATE') OR has_table_privilege($1, c.oid, 'DELETE'))
        ORDER BY 1
        """
}

/// The role that requests would run as could get past row-level security.
public struct RoleError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Everything that is wrong, one sentence each.
    public let faults: [String]

    /// All faults, one a line.
    public var description: String { faults.joined(separator: "\n") }
}
