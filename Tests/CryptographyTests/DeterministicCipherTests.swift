import Testing

@testable import Cryptography

@Suite("Deterministic encryption") struct DeterministicCipherTests {
    let cipher: DeterministicCipher

    init() throws {
        cipher = try DeterministicCipher(keys: [Array(0..<64)])
    }

    @Test("SIV gives RFC 5297's example A.1: one header")
    func example1() throws {
        let algorithm = try SyntheticCipher(name: "AES-128-SIV")
        let key = hex("fffefdfc fbfaf9f8 f7f6f5f4 f3f2f1f0 f0f1f2f3 f4f5f6f7 f8f9fafb fcfdfeff")
        let header = hex("10111213 14151617 18191a1b 1c1d1e1f 20212223 24252627")
        let plaintext = hex("11223344 55667788 99aabbcc ddee")
        let sealed = hex("85632d07 c6e8f37f 950acd32 0a2ecc93 40c02b96 90c4dc04 daef7f6a fe5c")
        #expect(algorithm.seal(plaintext, binding: [header], key: key) == sealed)
        #expect(algorithm.open(sealed, binding: [header], key: key) == plaintext)
    }

    @Test("SIV gives RFC 5297's example A.2: two headers and a nonce")
    func example2() throws {
        let algorithm = try SyntheticCipher(name: "AES-128-SIV")
        let key = hex("7f7e7d7c 7b7a7978 77767574 73727170 40414243 44454647 48494a4b 4c4d4e4f")
        let headers = [
            hex("00112233 44556677 8899aabb ccddeeff deaddada deaddada ffeeddcc bbaa9988 77665544 33221100"),
            hex("10203040 50607080 90a0"),
            hex("09f91102 9d74e35b d84156c5 635688c0"),
        ]
        let plaintext = utf8("this is some plaintext to encrypt using SIV-AES")
        let sealed = hex(
            """
            7bdb6e3b 432667eb 06f4d14b ff2fbd0f cb900f2f ddbe4043 26601965 c889bf17
            dba77ceb 094fa663 b7a3f748 ba8af829 ea64ad54 4a272e9c 485b62a3 fd5c0d
            """)
        #expect(algorithm.seal(plaintext, binding: headers, key: key) == sealed)
        #expect(algorithm.open(sealed, binding: headers, key: key) == plaintext)
    }

    @Test("What was encrypted comes back, and equal texts look equal", arguments: [1, 15, 16, 17, 31, 32, 33, 500])
    func roundTrip(count: Int) throws {
        let plaintext = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let sealed = try cipher.encrypt(plaintext, associatedData: utf8("customers"))
        #expect(sealed.count == count + DeterministicCipher.overheadBytes)
        #expect(cipher.decrypt(sealed, associatedData: utf8("customers")) == plaintext)
        #expect(try cipher.encrypt(plaintext, associatedData: utf8("customers")) == sealed)
    }

    @Test("A change of any one bit is found")
    func everyBit() throws {
        let sealed = try cipher.encrypt(utf8("after row 20"), associatedData: [])
        for place in sealed.indices {
            for bit in 0..<8 {
                var forged = sealed
                forged[place] ^= 1 << UInt8(bit)
                #expect(cipher.decrypt(forged, associatedData: []) == nil)
            }
        }
    }

    @Test("A cut, lengthened or empty text is refused")
    func lengths() throws {
        let sealed = try cipher.encrypt(utf8("after row 20"), associatedData: [])
        for count in 0..<sealed.count {
            #expect(cipher.decrypt(Array(sealed.prefix(count)), associatedData: []) == nil)
        }
        #expect(cipher.decrypt(sealed + [0], associatedData: []) == nil)
    }

    @Test("What it was bound to must be the same, also where that is nothing")
    func binding() throws {
        let sealed = try cipher.encrypt(utf8("after row 20"), associatedData: utf8("customers"))
        #expect(cipher.decrypt(sealed, associatedData: utf8("leads")) == nil)
        #expect(cipher.decrypt(sealed, associatedData: []) == nil)
        let unbound = try cipher.encrypt(utf8("after row 20"), associatedData: [])
        #expect(cipher.decrypt(unbound, associatedData: utf8("customers")) == nil)
    }

    @Test("An empty plaintext is refused")
    func empty() {
        #expect(throws: CryptographyError.self) { try cipher.encrypt([], associatedData: []) }
    }

    @Test("A key of another length is refused", arguments: [0, 32, 63, 65])
    func keyLength(count: Int) {
        #expect(throws: CryptographyError.weakSecret) {
            try DeterministicCipher(keys: [Array(repeating: 1, count: count)])
        }
    }

    @Test("Many threads may share a cipher")
    func sharing() async throws {
        let cipher = cipher
        let expected = try cipher.encrypt(utf8("shared"), associatedData: [])
        try await withThrowingTaskGroup { group in
            for _ in 0..<64 {
                group.addTask { try cipher.encrypt(utf8("shared"), associatedData: []) }
            }
            for try await sealed in group { #expect(sealed == expected) }
        }
    }
}
