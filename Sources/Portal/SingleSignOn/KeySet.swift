import Cryptography
import GraphQLSchema

/// The keys by which an issuer signs (RFC 7517), as far as they are of a kind that we know.
struct KeySet: Sendable {
    private let keys: [Key]

    private struct Key: Sendable {
        let id: String?
        let key: SignatureKey
    }

    init(_ document: JSONValue) {
        guard case .object(let members) = document, case .array(let entries)? = members["keys"] else {
            keys = []
            return
        }
        keys = entries.compactMap { entry in
            guard case .object(let members) = entry, let key = Self.key(members) else { return nil }
            return Key(id: members.text("kid"), key: key)
        }
    }

    /// The keys that may have signed something: the one that is named, or all where none is.
    func candidates(_ id: String?) -> [SignatureKey] {
        keys.filter { id == nil || $0.id == id }.map(\.key)
    }

    private static func key(_ members: JSONObject) -> SignatureKey? {
        // A key for encryption doesn't vouch for anybody.
        if let use = members.text("use"), use != "sig" { return nil }
        switch members.text("kty") {
        case "RSA":
            guard let modulus = bytes(members, "n"), let exponent = bytes(members, "e") else { return nil }
            return SignatureKey(modulus: modulus, exponent: exponent)
        case "EC":
            guard let curve = members.text("crv"), let x = bytes(members, "x"), let y = bytes(members, "y") else {
                return nil
            }
            return SignatureKey(curve: curve, x: x, y: y)
        default: return nil
        }
    }

    private static func bytes(_ members: JSONObject, _ name: String) -> [UInt8]? {
        members.text(name).flatMap { base64Decode($0) }
    }
}
