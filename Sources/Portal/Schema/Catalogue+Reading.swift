public import Planning
public import Postgres

extension Catalogue {
    /// Reads what the database has: the tables and views of its schema `public`, and the functions over their rows.
    ///
    /// - Throws: `PostgresError` where the database refuses.
    public static func read(_ session: DirectSession) throws(PostgresError) -> Catalogue {
        var tables: [String: [String: Column]] = [:]
        let columns = try session.run(BoundStatement(Statement(text: columnText)))
        for row in 0..<columns.rowCount {
            guard let table = columns.text(row, 0), let name = columns.text(row, 1), let type = columns.int8(row, 2)
            else { continue }
            let column = Column(typeOID: UInt32(clamping: type), isNotNull: columns.bool(row, 3) ?? false)
            tables[table, default: [:]][name] = column
        }
        let functions = try session.run(BoundStatement(Statement(text: functionText)))
        let names = (0..<functions.rowCount).compactMap { functions.text($0, 0) }
        return Catalogue(tables: tables, functions: Set(names))
    }

    private static let columnText = """
        SELECT c.relname::text, a.attname::text, a.atttypid::int8, a.attnotnull
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
            AND a.attnum > 0 AND NOT a.attisdropped
        """

    private static let functionText = """
        SELECT p.proname::text || '(' || t.typname::text || ')'
        FROM pg_proc p JOIN pg_type t ON t.oid = p.proargtypes[0]
        WHERE p.pronamespace = 'public'::regnamespace AND p.pronargs = 1 AND t.typrelid <> 0
        """
}
