import Foundation
import Testing

@testable import Cryptography

@Suite("Keys that prove who signed something (RFC 7518)")
struct SignatureKeyTests {
    private static let values: [String: [UInt8]] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases/signatures.txt")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ") }
        return Dictionary(uniqueKeysWithValues: lines.map { (String($0[0]), base64Decode($0[1]) ?? []) })
    }()

    private static func value(_ name: String) throws -> [UInt8] { try #require(values[name]) }

    private static func key(_ algorithm: SignatureKey.Algorithm) throws -> SignatureKey {
        let key =
            switch algorithm {
            case .rs256, .rs384, .rs512, .ps256:
                SignatureKey(modulus: try value("modulus"), exponent: try value("exponent"))
            case .es256: SignatureKey(curve: "P-256", x: try value("P-256-x"), y: try value("P-256-y"))
            case .es384: SignatureKey(curve: "P-384", x: try value("P-384-x"), y: try value("P-384-y"))
            }
        return try #require(key)
    }

    @Test("what was signed is verified by its algorithm and by no other", arguments: SignatureKey.Algorithm.allCases)
    func verifies(algorithm: SignatureKey.Algorithm) throws {
        let (key, message) = (try Self.key(algorithm), try Self.value("message"))
        let signature = try Self.value(algorithm.rawValue)
        for other in SignatureKey.Algorithm.allCases {
            #expect(key.verifies(signature, of: message, by: other) == (other == algorithm), "\(other)")
        }
    }

    @Test("a changed message, signature or key is none", arguments: SignatureKey.Algorithm.allCases)
    func forged(algorithm: SignatureKey.Algorithm) throws {
        let (key, message) = (try Self.key(algorithm), try Self.value("message"))
        let signature = try Self.value(algorithm.rawValue)
        #expect(!key.verifies(signature, of: message + [0], by: algorithm))
        #expect(!key.verifies(signature, of: [], by: algorithm))
        for place in [0, signature.count / 2, signature.count - 1] {
            var changed = signature
            changed[place] ^= 1
            #expect(!key.verifies(changed, of: message, by: algorithm))
        }
        for wrong in [[], Array(signature.dropLast()), signature + [0], Array(repeating: 0, count: signature.count)] {
            #expect(!key.verifies(wrong, of: message, by: algorithm))
        }
    }

    @Test("a signature whose number is short is one", arguments: [SignatureKey.Algorithm.es256, .es384])
    func short(algorithm: SignatureKey.Algorithm) throws {
        let signature = try Self.value(algorithm.rawValue + "-short")
        #expect(signature[0] == 0)
        #expect(try Self.key(algorithm).verifies(signature, of: Self.value("message"), by: algorithm))
    }

    @Test("keys that are too small, too large, on no curve or of an unknown one aren't taken")
    func refused() throws {
        let (modulus, exponent) = (try Self.value("modulus"), try Self.value("exponent"))
        #expect(SignatureKey(modulus: try Self.value("small-modulus"), exponent: exponent) == nil)
        #expect(SignatureKey(modulus: Array(repeating: 0, count: 200) + modulus.prefix(56), exponent: exponent) == nil)
        #expect(SignatureKey(modulus: Array(repeating: 0xff, count: 1_025), exponent: exponent) == nil)
        #expect(SignatureKey(modulus: modulus, exponent: []) == nil)
        #expect(SignatureKey(modulus: [], exponent: exponent) == nil)
        let (x, y) = (try Self.value("P-256-x"), try Self.value("P-256-y"))
        #expect(SignatureKey(curve: "P-256", x: y, y: x) == nil)
        #expect(
            SignatureKey(curve: "P-256", x: Array(repeating: 0, count: 32), y: Array(repeating: 0, count: 32)) == nil)
        #expect(SignatureKey(curve: "P-256", x: x, y: Array(y.dropLast())) == nil)
        #expect(SignatureKey(curve: "P-384", x: x, y: y) == nil)
        #expect(SignatureKey(curve: "secp256k1", x: x, y: y) == nil)
    }

    @Test("lengths and numbers are written as X.690 has them")
    func encoded() {
        #expect(DER.integer([]) == [2, 1, 0] && DER.integer([0, 0]) == [2, 1, 0])
        #expect(DER.integer([0, 0x7f]) == [2, 1, 0x7f] && DER.integer([0x80]) == [2, 2, 0, 0x80])
        #expect(DER.bitString([1]) == [3, 2, 0, 1])
        let long = [UInt8](repeating: 1, count: 200)
        #expect(Array(DER.sequence(long).prefix(3)) == [0x30, 0x81, 200])
        #expect(Array(DER.sequence(long, long).prefix(4)) == [0x30, 0x82, 1, 0x90])
    }
}
