import Access
import Postgres
import SQLText

/// The first statement of everything that is run for a viewer.
///
/// It holds the session and the viewer's rights against the database, and only then sets the viewer for the statements
/// behind it. Where something has changed, it answers no row or false, and nothing behind it sees a row.
extension CachedViewer {
    private static let readingBySession = reading("session_viewer")
    private static let readingByKey = reading("api_key_viewer")
    private static let readingAsAnother = reading("view_as_viewer")

    /// A view of its own for each kind of secret: a session's look-up wouldn't pay for that of a key.
    private static func reading(_ view: String) -> Statement {
        Statement(
            text: """
                SELECT set_config('portico.viewer', viewer, true) <> '' \
                AND set_config('statement_timeout', $3, true) <> '' FROM \(view) WHERE token_hash = $1 AND epoch = $2
                """,
            parameterTypes: [.bytea, .int8, .text])
    }

    private static let writing = Statement(
        text: "SELECT viewer_enter($1, $2, $3)", parameterTypes: [.bytea, .int8, .int4])

    /// Before the statements of a read, which share a snapshot: takes the viewer that the session keeps.
    func readingEntry(timeoutMilliseconds: Int32) -> BoundStatement {
        let reading =
            if viewer.audience.isViewedAs {
                Self.readingAsAnother
            } else {
                viewer.audience.role == .integration ? Self.readingByKey : Self.readingBySession
            }
        return BoundStatement(
            reading, [.bytea(tokenHash), .int8(epoch), .text(String(timeoutMilliseconds))])
    }

    /// Before the statements of a transaction that writes.
    func writingEntry(timeoutMilliseconds: Int32) -> BoundStatement {
        BoundStatement(Self.writing, [.bytea(tokenHash), .int8(epoch), .int4(timeoutMilliseconds)])
    }
}
