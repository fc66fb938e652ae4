import COpenSSL
import Cryptography
import GraphQLSchema

@testable import Portal

/// An issuer's key pair, for tokens that a test makes.
final class TokenSigner: @unchecked Sendable {
    /// Never changed after it was made.
    private let key: OpaquePointer
    let keySet: KeySet

    init(id: String = "one") throws {
        guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil) else { throw WorldError(text: "RSA") }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2_048) == 1,
            EVP_PKEY_keygen(context, &key) == 1, let key
        else { throw WorldError(text: "RSA") }
        self.key = key
        let members: JSONObject = [
            "kty": "RSA", "kid": .string(id), "use": "sig", "n": .string(Self.number(key, "n")),
            "e": .string(Self.number(key, "e")),
        ]
        keySet = KeySet(["keys": [.object(members)]])
    }

    deinit { EVP_PKEY_free(key) }

    private static func number(_ key: OpaquePointer, _ name: String) -> String {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key, name, &number) == 1, let number else { return "" }
        defer { BN_free(number) }
        var bytes = [UInt8](repeating: 0, count: (Int(BN_num_bits(number)) + 7) / 8)
        BN_bn2bin(number, &bytes)
        return base64Encode(bytes)
    }

    /// A token of these claims, signed by RS256 whatever its header says.
    func token(_ claims: JSONObject, header: JSONObject = ["alg": "RS256", "kid": "one"]) -> String {
        let parts = [header, claims].map { base64Encode(JSONValue.object($0).json) }.joined(separator: ".")
        let message = Array(parts.utf8)
        guard let context = EVP_MD_CTX_new() else { return "" }
        defer { EVP_MD_CTX_free(context) }
        var length = 256
        var signature = [UInt8](repeating: 0, count: length)
        EVP_DigestSignInit_ex(context, nil, "SHA256", nil, nil, key, nil)
        EVP_DigestSign(context, &signature, &length, message, message.count)
        return parts + "." + base64Encode(signature)
    }
}
