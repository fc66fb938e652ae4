public import Execution
public import Postgres
import SQLText
import Synchronization

/// Writes down when sessions and keys are used, beside the requests: of a key at most once a minute and with the
/// address, of a session every ten minutes.
public final class CredentialUse: Sendable {
    private let database: Database
    private let sessions: SessionCache
    private let noted = Mutex<[[UInt8]: ContinuousClock.Instant]>([:])

    private static let deadline = Duration.seconds(5)
    /// More of them at once are not remembered: the database holds the pauses as well.
    private static let most = 10_000

    /// Notes uses in a database, of the sessions and keys that a cache knows.
    public init(_ database: Database, _ sessions: SessionCache) {
        self.database = database
        self.sessions = sessions
    }

    /// Notes the use of a credential that was just answered.
    ///
    /// A request isn't kept waiting for it, and doesn't fail with it.
    public func note(_ credential: Credential, _ context: RequestContext) {
        guard case .token(let hash) = credential, let isKey = sessions.isKey(hash),
            isDue(hash, after: isKey ? .seconds(60) : .seconds(600))
        else { return }
        let address = SignInRequest.address(context.clientAddress)
        let statement =
            isKey
            ? BoundStatement(Self.keyUse, [.bytea(hash), .text(address)])
            : BoundStatement(Self.sessionUse, [.bytea(hash)])
        let database = database
        Task { try? await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) } }
    }

    private func isDue(_ hash: [UInt8], after pause: Duration) -> Bool {
        noted.withLock { noted in
            let now = ContinuousClock.now
            if let last = noted[hash], now - last < pause { return false }
            if noted.count >= Self.most { noted = [:] }
            noted[hash] = now
            return true
        }
    }

    private static let keyUse = Statement(text: "SELECT api_key_use($1, $2::inet)", parameterTypes: [.bytea, .text])
    private static let sessionUse = Statement(text: "SELECT session_use($1)", parameterTypes: [.bytea])
}
