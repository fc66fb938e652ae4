import Testing

@testable import Cryptography

@Suite("Key derivation") struct KeyDerivationTests {
    @Test("HKDF-SHA256 gives RFC 5869's test case 3: no salt, no info")
    func noSalt() throws {
        let key = try deriveKey(from: Array(repeating: 0x0b, count: 22), purpose: "", count: 42)
        #expect(
            key
                == hex(
                    "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"))
    }

    @Test("Salt, purpose and secret each change the key")
    func separation() throws {
        let secret = utf8("a secret of at least thirty-two bytes")
        let keys = try [
            deriveKey(from: secret, purpose: "cursor", count: 32),
            deriveKey(from: secret, purpose: "throttle", count: 32),
            deriveKey(from: secret, salt: [1], purpose: "cursor", count: 32),
            deriveKey(from: secret + [0], purpose: "cursor", count: 32),
        ]
        #expect(Set(keys).count == 4)
        #expect(try deriveKey(from: secret, purpose: "cursor", count: 32) == keys[0])
    }

    @Test(
        "A ring needs a secret, and each of at least 32 bytes",
        arguments: [
            [], [Array(repeating: 1, count: 31)], [Array(repeating: 1, count: 32), [2]],
        ] as [[[UInt8]]])
    func weakSecrets(secrets: [[UInt8]]) {
        #expect(throws: CryptographyError.weakSecret) { try SecretRing(secrets) }
    }

    @Test("A setting lists secrets by comma, the newest first, blanks in front ignored")
    func setting() throws {
        let old = String(repeating: "o", count: 32)
        let new = String(repeating: "n", count: 32)
        let ring = try SecretRing(setting: "\(new), \(old)")
        #expect(try ring.keys(for: "x", count: 16).count == 2)
        let alone = try SecretRing(setting: new)
        #expect(try ring.keys(for: "x", count: 16).first == alone.keys(for: "x", count: 16).first)
        #expect(throws: CryptographyError.weakSecret) { try SecretRing(setting: "") }
    }

    @Test("After a rotation the new secret makes, and what the old one made can still be read")
    func rotation() throws {
        let (old, new) = (Array(repeating: UInt8(1), count: 32), Array(repeating: UInt8(2), count: 32))
        let before = try SecretRing([old]).cipher(for: "cursor")
        let during = try SecretRing([new, old]).cipher(for: "cursor")
        let after = try SecretRing([new]).cipher(for: "cursor")
        let earlier = try before.encrypt(utf8("row 7"), associatedData: [])
        #expect(during.decrypt(earlier, associatedData: []) == utf8("row 7"))
        #expect(after.decrypt(earlier, associatedData: []) == nil)
        #expect(
            try during.encrypt(utf8("row 7"), associatedData: []) == after.encrypt(utf8("row 7"), associatedData: []))
    }
}
