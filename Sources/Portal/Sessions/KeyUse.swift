public import Execution
public import Postgres
import SQLText
import Synchronization

/// Writes down when and from where keys are used, beside the requests and at most once a minute for each.
public final class KeyUse: Sendable {
    private let database: Database
    private let sessions: SessionCache
    private let noted = Mutex<[[UInt8]: ContinuousClock.Instant]>([:])

    private static let pause = Duration.seconds(60)
    private static let deadline = Duration.seconds(5)
    /// More keys than this at once are not remembered: the database holds them to the minute as well.
    private static let most = 10_000

    /// Notes uses in a database, of the keys that a cache knows.
    public init(_ database: Database, _ sessions: SessionCache) {
        self.database = database
        self.sessions = sessions
    }

    /// Notes the use of a credential that was just answered, where it is a key's.
    ///
    /// A request isn't kept waiting for it, and doesn't fail with it.
    public func note(_ credential: Credential, _ context: RequestContext) {
        guard case .token(let hash) = credential, sessions.isKey(hash), isDue(hash) else { return }
        let statement = BoundStatement(Self.use, [.bytea(hash), .text(SignInRequest.address(context.clientAddress))])
        let database = database
        Task { try? await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) } }
    }

    private func isDue(_ hash: [UInt8]) -> Bool {
        noted.withLock { noted in
            let now = ContinuousClock.now
            if let last = noted[hash], now - last < Self.pause { return false }
            if noted.count >= Self.most { noted = [:] }
            noted[hash] = now
            return true
        }
    }

    private static let use = Statement(text: "SELECT api_key_use($1, $2::inet)", parameterTypes: [.bytea, .text])
}
