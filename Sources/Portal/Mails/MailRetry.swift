/// When a mail that wasn't taken is tried again: ever later, for less than two days, and not all at the same time.
struct MailRetry {
    /// How often a mail is tried at most.
    static let attempts = 10
    /// How old a mail may be, in seconds, that is tried again.
    static let age = 2.0 * 86_400

    /// How many seconds to wait after so many attempts; nil where the mail has failed.
    ///
    /// - Parameters:
    ///   - age: how long ago the mail was made, in seconds.
    ///   - chance: from 0 to 1.
    static func pause(after attempts: Int, age: Double, chance: Double) -> Double? {
        guard attempts >= 1, attempts < Self.attempts else { return nil }
        let usual = (1..<attempts).reduce(60.0) { pause, _ in pause * 2.5 }
        let pause = usual * (0.8 + 0.4 * chance)
        return age + pause > Self.age ? nil : pause
    }
}
