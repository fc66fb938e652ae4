import Access
import Postgres
import SQLText

extension CachedViewer {
    private static let entering = Statement(
        text: "SELECT viewer_enter($1, $2, $3)", parameterTypes: [.bytea, .int8, .int4])

    /// The first statement of every request: holds the session and the viewer's rights against the database, and only
    /// then sets the viewer for the statements behind it.
    ///
    /// It answers false where something has changed.
    func entry(timeoutMilliseconds: Int32) -> BoundStatement {
        BoundStatement(
            CachedViewer.entering, [.bytea(tokenHash), .int8(epoch), .int4(timeoutMilliseconds)])
    }
}
