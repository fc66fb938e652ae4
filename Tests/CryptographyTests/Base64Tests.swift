import Testing

import Cryptography

@Suite("Base64") struct Base64Tests {
    @Test(
        "The examples of RFC 4648, section 10, without their padding",
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ])
    func examples(plain: String, encoded: String) {
        for alphabet in [Base64Alphabet.standard, .url] {
            #expect(base64Encode(Array(plain.utf8), alphabet: alphabet) == encoded)
            #expect(base64Decode(encoded, alphabet: alphabet) == Array(plain.utf8))
        }
    }

    @Test("The alphabets differ in two digits")
    func alphabets() {
        #expect(base64Encode([0xfb, 0xff], alphabet: .standard) == "+/8")
        #expect(base64Encode([0xfb, 0xff]) == "-_8")
        #expect(base64Decode("+/8") == nil)
        #expect(base64Decode("-_8", alphabet: .standard) == nil)
    }

    @Test(
        "Every text but the one that encoding writes is refused",
        arguments: [
            "A", "Zg==", "Zh", "Zm9", "Zm 9v", "Zm9v\n", "Zm9vA", "é", "Zm9v=",
        ])
    func refusals(text: String) {
        #expect(base64Decode(text) == nil)
    }

    @Test("Every byte survives at every position")
    func everyByte() {
        for byte in UInt8.min...UInt8.max {
            for length in 1...4 {
                for place in 0..<length {
                    var bytes = [UInt8](repeating: 0, count: length)
                    bytes[place] = byte
                    #expect(base64Decode(base64Encode(bytes)) == bytes)
                }
            }
        }
    }
}
