import Dispatch
import Foundation
import Synchronization

/// Hashes and checks passwords on two threads of its own, so that sign-ins never slow down other requests.
///
/// At most 64 checks wait; more are refused at once, so a flood of sign-ins costs bounded memory and time.
public final class PasswordHasher: Sendable {
    /// How many checks may be running or waiting.
    public static let capacity = 64

    private let cost: ScryptCost
    private let threads: [DispatchQueue]
    private let load: Mutex<[Int]>
    /// Checked where there is no hash to check, so that an unknown user takes as long as a known one.
    private let dummy: PasswordHash

    /// A hasher at the standard cost.
    ///
    /// - Throws: ``CryptographyError`` where OpenSSL has no scrypt or no random bytes.
    public convenience init() throws(CryptographyError) {
        try self.init(cost: .standard)
    }

    init(cost: ScryptCost) throws(CryptographyError) {
        self.cost = cost
        threads = (1...2).map { DispatchQueue(label: "portico.password.\($0)") }
        load = Mutex([0, 0])
        dummy = try PasswordHash(of: randomBytes(16), cost: cost)
    }

    /// Hashes a password with a new salt.
    ///
    /// - Throws: ``CryptographyError/busy`` where too many wait already.
    public func hash(_ password: String) async throws -> PasswordHash {
        let cost = cost
        return try await onThread { try PasswordHash(of: Self.bytes(password), cost: cost) }
    }

    /// Whether a password fits a stored hash; always false, and just as slow, without one.
    ///
    /// - Throws: ``CryptographyError/busy`` where too many wait already.
    public func verify(_ password: String, against hash: PasswordHash?) async throws -> Bool {
        let dummy = dummy
        return try await onThread {
            let fits = try (hash ?? dummy).fits(Self.bytes(password))
            return fits && hash != nil
        }
    }

    /// Whether a stored hash costs less than new ones, so that the next sign-in should store it anew.
    public func isOutdated(_ hash: PasswordHash) -> Bool { hash.cost != cost }

    /// One spelling of each character (NFC), since keyboards differ in how they send é.
    private static func bytes(_ password: String) -> [UInt8] {
        Array(password.precomposedStringWithCanonicalMapping.utf8)
    }

    private func onThread<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        guard let thread = take() else { throw CryptographyError.busy }
        defer { giveBack(thread) }
        return try await withCheckedThrowingContinuation { continuation in
            threads[thread].async { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }

    /// The thread with less to do; nil where the pool is full.
    private func take() -> Int? {
        load.withLock { load in
            guard load[0] + load[1] < Self.capacity else { return nil }
            let thread = load[0] <= load[1] ? 0 : 1
            load[thread] += 1
            return thread
        }
    }

    private func giveBack(_ thread: Int) {
        load.withLock { $0[thread] -= 1 }
    }
}
