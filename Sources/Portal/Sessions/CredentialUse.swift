public import Execution
public import Postgres
import SQLText

/// Writes down when sessions and keys are used, beside the requests: of a key at most once a minute and with the
/// address, of a session every ten minutes.
public final class CredentialUse: Sendable {
    private let database: Database
    private let sessions: SessionCache
    private let pauses = Pauses()

    private static let deadline = Duration.seconds(5)

    /// Notes uses in a database, of the sessions and keys that a cache knows.
    public init(_ database: Database, _ sessions: SessionCache) {
        self.database = database
        self.sessions = sessions
    }

    /// Notes the use of a credential that was just answered.
    ///
    /// A request isn't kept waiting for it, and doesn't fail with it.
    public func note(_ credential: Credential, _ context: RequestContext) {
        guard case .token(let hash, _) = credential, let isKey = sessions.isKey(hash),
            pauses.isOver(hash, after: isKey ? .seconds(60) : .seconds(600))
        else { return }
        let address = SignInRequest.address(context.clientAddress)
        let statement =
            isKey
            ? BoundStatement(Self.keyUse, [.bytea(hash), .text(address)])
            : BoundStatement(Self.sessionUse, [.bytea(hash)])
        let database = database
        Task { try? await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) } }
    }

    private static let keyUse = Statement(text: "SELECT api_key_use($1, $2::inet)", parameterTypes: [.bytea, .text])
    private static let sessionUse = Statement(text: "SELECT session_use($1)", parameterTypes: [.bytea])
}
