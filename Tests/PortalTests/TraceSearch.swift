import GraphQLSchema
import Postgres
import SQLText

@testable import Portal

/// Looks for what tells who somebody is, in every column of every table.
struct TraceSearch: Sendable {
    let world: World

    /// Where any of these texts stands, in letters of any size: `app_user.email`, with how often.
    func places(of texts: [String]) throws -> [String: Int] {
        let tables = try world.look(
            """
            SELECT c.relname::text FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1
            """)
        var found: [String: Int] = [:]
        for table in tables {
            let columns = try world.look(
                """
                SELECT v.key FROM \(Identifier(table)) t, jsonb_each_text(to_jsonb(t)) v
                WHERE EXISTS (
                    SELECT FROM unnest(\(.textArray(texts))) x WHERE position(lower(x) IN lower(v.value)) > 0)
                """)
            for column in columns { found["\(table).\(column)", default: 0] += 1 }
        }
        return found
    }

    /// Seals what happened, and tells of every chain of the journal that isn't whole.
    func brokenChains() throws -> [String] {
        try world.execute("SELECT audit_seal(100000)")
        return try AuditCheck(world.test.session()).chains().compactMap { chain in
            chain.fault.map { "\(chain.organization ?? "none") \($0)" }
        }
    }
}
