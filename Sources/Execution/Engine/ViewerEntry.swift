import Access
import Postgres
import SQLText

/// The first statement of everything that is run for a viewer.
///
/// It holds the session and the viewer's rights against the database, and only then sets the viewer for the statements
/// behind it. Where something has changed, it answers no row or false, and nothing behind it sees a row.
extension CachedViewer {
    private static let reading = Statement(
        text: """
            SELECT set_config('portico.viewer', viewer, true) <> '' AND set_config('statement_timeout', $3, true) <> '' \
            FROM session_viewer WHERE token_hash = $1 AND epoch = $2
            """,
        parameterTypes: [.bytea, .int8, .text])

    private static let writing = Statement(
        text: "SELECT viewer_enter($1, $2, $3)", parameterTypes: [.bytea, .int8, .int4])

    /// Before the statements of a read, which share a snapshot: takes the viewer that the session keeps.
    func readingEntry(timeoutMilliseconds: Int32) -> BoundStatement {
        BoundStatement(
            Self.reading, [.bytea(tokenHash), .int8(epoch), .text(String(timeoutMilliseconds))])
    }

    /// Before the statements of a transaction that writes.
    func writingEntry(timeoutMilliseconds: Int32) -> BoundStatement {
        BoundStatement(Self.writing, [.bytea(tokenHash), .int8(epoch), .int4(timeoutMilliseconds)])
    }
}
