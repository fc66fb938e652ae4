import Synchronization

/// Remembers when something was last done for a secret, so that it isn't done again too soon.
final class Pauses: Sendable {
    private let noted = Mutex<[[UInt8]: ContinuousClock.Instant]>([:])

    /// More of them at once are not remembered: the database holds the pauses as well.
    private static let most = 10_000

    /// Whether the last time is longer ago than a pause; then this is the last time.
    func isOver(_ hash: [UInt8], after pause: Duration) -> Bool {
        noted.withLock { noted in
            let now = ContinuousClock.now
            if let last = noted[hash], now - last < pause { return false }
            if noted.count >= Self.most { noted = [:] }
            noted[hash] = now
            return true
        }
    }
}
