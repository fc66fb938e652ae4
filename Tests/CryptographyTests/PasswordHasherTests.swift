import Testing

@testable import Cryptography

@Suite("Password hasher") struct PasswordHasherTests {
    let hasher: PasswordHasher

    init() throws {
        hasher = try PasswordHasher(cost: .cheap)
    }

    @Test("A password fits its own hash alone")
    func verify() async throws {
        let hash = try await hasher.hash("portico-demo")
        #expect(try await hasher.verify("portico-demo", against: hash))
        #expect(try await !hasher.verify("portico-demo ", against: hash))
        #expect(try await !hasher.verify("", against: hash))
    }

    @Test("Without a hash nothing fits")
    func unknownUser() async throws {
        for password in ["", "portico-demo"] {
            #expect(try await !hasher.verify(password, against: nil))
        }
    }

    @Test("é typed as one character or as two is the same password")
    func normalisation() async throws {
        let hash = try await hasher.hash("caf\u{e9}")
        #expect(try await hasher.verify("cafe\u{301}", against: hash))
    }

    @Test("A hash of another cost is outdated")
    func outdated() async throws {
        let hash = try await hasher.hash("x")
        #expect(!hasher.isOutdated(hash))
        #expect(try PasswordHasher().isOutdated(hash))
    }

    @Test("A flood is answered or refused, and afterwards the pool works again")
    func flood() async throws {
        let costly = try PasswordHasher(cost: ScryptCost(logarithm: 10, blockSize: 8, parallelism: 1))
        let hash = try await costly.hash("x")
        let outcomes = await withTaskGroup { group in
            for _ in 0..<400 {
                group.addTask {
                    do { return try await costly.verify("x", against: hash) ? "fits" : "fits not" } catch {
                        return error as? CryptographyError == .busy ? "busy" : "failed"
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        #expect(outcomes["failed"] == nil && outcomes["fits not"] == nil)
        #expect(outcomes["fits", default: 0] >= PasswordHasher.capacity)
        #expect(try await costly.verify("x", against: hash))
    }
}
