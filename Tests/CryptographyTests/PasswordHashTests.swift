import Testing

@testable import Cryptography

@Suite("Password hashes") struct PasswordHashTests {
    @Test(
        "scrypt gives the examples of RFC 7914, section 12",
        arguments: [
            (
                "", "", 4, 1, 1,
                """
                77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442
                fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906
                """
            ),
            (
                "password", "NaCl", 10, 8, 16,
                """
                fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162
                2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
                """
            ),
            (
                "pleaseletmein", "SodiumChloride", 14, 8, 1,
                """
                7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2
                d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887
                """
            ),
        ])
    func examples(password: String, salt: String, logarithm: Int, size: Int, lanes: Int, expected: String) throws {
        let cost = ScryptCost(logarithm: logarithm, blockSize: size, parallelism: lanes)
        #expect(try cost.key(of: utf8(password), salt: utf8(salt), count: 64) == hex(expected))
    }

    @Test("New passwords cost at least N = 2^15, r = 8, p = 3")
    func standard() {
        #expect(ScryptCost.standard == ScryptCost(logarithm: 15, blockSize: 8, parallelism: 3))
    }

    @Test("A hash survives being stored")
    func storage() throws {
        let hash = try PasswordHash(of: utf8("portico-demo"), cost: .cheap)
        let stored = hash.description
        #expect(stored.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
        let read = try #require(PasswordHash(stored))
        #expect(read == hash)
        #expect(try read.fits(utf8("portico-demo")))
        #expect(try !read.fits(utf8("portico-Demo")))
        #expect(try !read.fits([]))
    }

    @Test("The same password never gives the same hash twice")
    func salt() throws {
        #expect(
            try PasswordHash(of: utf8("x"), cost: .cheap).description
                != PasswordHash(of: utf8("x"), cost: .cheap).description)
    }

    @Test(
        "Any other text is no hash",
        arguments: [
            "", "portico-demo", "$scrypt$", "$argon2id$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
            "$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA",
            "$scrypt$ln=4,r=8$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=x,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "$scrypt$ln=4,r=8,p=1$A$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "x$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ])
    func otherTexts(text: String) {
        #expect(PasswordHash(text) == nil)
    }

    @Test(
        "A stored hash can't ask for more memory than 256 MiB",
        arguments: [
            (18, 8, 1, true), (19, 8, 1, false), (20, 32, 1, false), (15, 8, 17, false), (63, 8, 1, false),
            (0, 8, 1, false),
            (-1, 8, 1, false), (15, 0, 1, false), (15, 33, 1, false),
        ])
    func limits(logarithm: Int, size: Int, lanes: Int, allowed: Bool) {
        let cost = ScryptCost(
            logarithm: Optional(logarithm), blockSize: Optional(size), parallelism: Optional(lanes))
        #expect((cost != nil) == allowed)
    }
}
