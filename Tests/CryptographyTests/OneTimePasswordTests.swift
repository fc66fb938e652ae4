import Testing

@testable import Cryptography

@Suite("One-time passwords") struct OneTimePasswordTests {
    private let password = OneTimePassword(secret: utf8("12345678901234567890"))

    @Test(
        "the codes are those of RFC 6238, appendix B",
        arguments: [
            (59, 94_287_082), (1_111_111_109, 7_081_804), (1_111_111_111, 14_050_471), (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037), (20_000_000_000, 65_353_130),
        ] as [(Int64, UInt32)])
    func vectors(seconds: Int64, expected: UInt32) {
        let step = OneTimePassword.step(at: seconds)
        #expect(password.value(of: step) % 100_000_000 == expected)
        #expect(password.code(of: step).utf8.count == 6)
    }

    @Test("the codes are those of RFC 4226, appendix D")
    func counted() {
        let expected = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ]
        #expect((0...9).map { password.code(of: $0) } == expected)
        // Leading zeros are digits too.
        #expect(password.code(of: OneTimePassword.step(at: 1_111_111_109)) == "081804")
    }

    @Test("a clock may be one step off, either way, and no more", arguments: [-2, -1, 0, 1, 2] as [Int64])
    func drift(steps: Int64) {
        let now: Int64 = 1_234_567_890
        let step = OneTimePassword.step(at: now) + steps
        let found = password.step(of: password.code(of: step), at: now, after: 0)
        #expect(found == (abs(steps) <= 1 ? step : nil))
    }

    @Test("a code is taken once, and none that is older than the last one")
    func replay() {
        let now: Int64 = 1_234_567_890
        let step = OneTimePassword.step(at: now)
        let code = password.code(of: step)
        #expect(password.step(of: code, at: now, after: step - 1) == step)
        #expect(password.step(of: code, at: now, after: step) == nil)
        #expect(password.step(of: code, at: now, after: step + 1) == nil)
        #expect(password.step(of: password.code(of: step + 1), at: now, after: step) == step + 1)
    }

    @Test("what is no code fits nothing", arguments: ["", "12345", "1234567", "abcdef", "０８１８０４", "-81804"])
    func noCode(text: String) {
        #expect(password.step(of: text, at: 1_111_111_109, after: 0) == nil)
    }

    @Test("two secrets are two secrets, of 20 bytes")
    func random() throws {
        let (one, other) = (try OneTimePassword(), try OneTimePassword())
        #expect(one.secret.count == 20 && one.secret != other.secret)
    }

    @Test(
        "HMAC-SHA1 gives the examples of RFC 2202",
        arguments: [
            (Array(repeating: 0x0b, count: 20), utf8("Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00"),
            (utf8("Jefe"), utf8("what do ya want for nothing?"), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (
                Array(repeating: 0xaa, count: 80),
                utf8("Test Using Larger Than Block-Size Key - Hash Key First"),
                "aa4ae5e15272d00e95705637ce8a3b55ed402112"
            ),
        ] as [([UInt8], [UInt8], String)])
    func authenticate(key: [UInt8], message: [UInt8], expected: String) {
        #expect(hmacSHA1(key: key, message: message) == hex(expected))
    }

    @Test(
        "base32 is that of RFC 4648, without padding",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"), ("12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
        ])
    func base32(text: String, expected: String) {
        #expect(base32Encode(utf8(text)) == expected)
        #expect(isBase32(expected) && !isBase32(expected + "1"))
    }
}
