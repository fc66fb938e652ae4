/// The secret that an authenticator app and the server share, and the codes that both make of it: RFC 6238 with
/// SHA-1, six digits and steps of 30 seconds, which is what every app knows.
public struct OneTimePassword: Sendable {
    /// How many bytes a secret has: as many as the digest (RFC 4226, section 4).
    public static let secretBytes = 20
    /// How many digits a code has.
    public static let digits = 6
    /// How many seconds a code stands for.
    public static let stepSeconds: Int64 = 30
    /// How many steps the clock of a phone may be off, either way.
    static let drift: Int64 = 1

    /// The secret's bytes.
    public let secret: [UInt8]

    /// A new secret.
    ///
    /// - Throws: ``CryptographyError/noEntropy`` where there are no random bytes.
    public init() throws(CryptographyError) {
        secret = try randomBytes(Self.secretBytes)
    }

    /// A secret that was kept.
    public init(secret: [UInt8]) {
        self.secret = secret
    }

    /// The step that a moment is in.
    ///
    /// - Parameter seconds: since 1970-01-01T00:00:00Z.
    public static func step(at seconds: Int64) -> Int64 { max(0, seconds) / stepSeconds }

    /// The code of a step, with leading zeros.
    public func code(of step: Int64) -> String {
        let number = String(value(of: step) % 1_000_000)
        return String(repeating: "0", count: Self.digits - number.count) + number
    }

    /// The step whose code was shown; nil where it is none of now, or not newer than the last one that was taken.
    ///
    /// - Parameters:
    ///   - seconds: now, since 1970-01-01T00:00:00Z.
    ///   - last: the newest step whose code was taken.
    public func step(of code: String, at seconds: Int64, after last: Int64) -> Int64? {
        let now = Self.step(at: seconds)
        let shown = Array(code.utf8)
        var found: Int64?
        // Every step is looked at, so that the time tells nothing.
        for step in (now - Self.drift)...(now + Self.drift) {
            let fits = constantTimeEquals(Array(self.code(of: step).utf8), shown)
            if fits && step > last && found == nil { found = step }
        }
        return found
    }

    /// Dynamic truncation (RFC 4226, section 5.3): 31 bits of the digest, from where its last four bits say.
    func value(of step: Int64) -> UInt32 {
        let message = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * Int64($0))) }
        let digest = hmacSHA1(key: secret, message: message)
        let offset = Int(digest[19] & 0x0f)
        let word = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return word & 0x7fff_ffff
    }
}
