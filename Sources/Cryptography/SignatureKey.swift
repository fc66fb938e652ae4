import COpenSSL

/// A public key that proves who signed something: RSA or a curve, as issuers of identities publish theirs.
///
/// Safe to share: an `EVP_PKEY` isn't changed after it was made.
public final class SignatureKey: @unchecked Sendable {
    /// How something was signed (RFC 7518, 3.1); what needs a shared secret, or nothing, isn't among them.
    public enum Algorithm: String, Sendable, CaseIterable {
        case rs256 = "RS256"
        case rs384 = "RS384"
        case rs512 = "RS512"
        case ps256 = "PS256"
        case es256 = "ES256"
        case es384 = "ES384"

        fileprivate var digest: String {
            switch self {
            case .rs256, .ps256, .es256: "SHA256"
            case .rs384, .es384: "SHA384"
            case .rs512: "SHA512"
            }
        }

        /// How long each of the two numbers of a signature on a curve is; nil for RSA.
        fileprivate var coordinateBytes: Int? {
            switch self {
            case .es256: 32
            case .es384: 48
            case .rs256, .rs384, .rs512, .ps256: nil
            }
        }
    }

    private enum Kind: Equatable {
        case rsa
        case curve(coordinateBytes: Int)
    }

    private let key: OpaquePointer
    private let kind: Kind

    /// An RSA key (RFC 7518, 6.3.1) of 2048 to 8192 bits; nil where the numbers are none.
    public init?(modulus: [UInt8], exponent: [UInt8]) {
        guard (256...1_024).contains(modulus.count), (1...8).contains(exponent.count),
            let key = Self.read(
                Self.rsaEncryption, DER.sequence(DER.integer(modulus), DER.integer(exponent))),
            EVP_PKEY_get_bits(key) >= 2_048
        else { return nil }
        self.key = key
        kind = .rsa
    }

    /// A point of a curve (RFC 7518, 6.2.1), P-256 or P-384; nil where it is on neither.
    public init?(curve: String, x: [UInt8], y: [UInt8]) {
        guard let (algorithm, length) = Self.curves[curve], x.count == length, y.count == length,
            let key = Self.read(algorithm, [4] + x + y)
        else { return nil }
        self.key = key
        kind = .curve(coordinateBytes: length)
    }

    deinit { EVP_PKEY_free(key) }

    /// Whether a message was signed with the private half of the key; false for an algorithm that isn't the key's.
    public func verifies(_ signature: [UInt8], of message: [UInt8], by algorithm: Algorithm) -> Bool {
        guard fits(algorithm), let signature = encoded(signature, algorithm), let context = EVP_MD_CTX_new() else {
            return false
        }
        defer { EVP_MD_CTX_free(context) }
        var options: OpaquePointer?
        guard EVP_DigestVerifyInit_ex(context, &options, algorithm.digest, nil, nil, key, nil) == 1 else {
            return false
        }
        if algorithm == .ps256 {
            guard EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1,
                EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST) == 1
            else { return false }
        }
        return EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }

    private func fits(_ algorithm: Algorithm) -> Bool {
        switch kind {
        case .rsa: algorithm.coordinateBytes == nil
        case .curve(let length): algorithm.coordinateBytes == length
        }
    }

    /// A signature as OpenSSL reads it: those of curves come as two numbers and have to be in DER.
    private func encoded(_ signature: [UInt8], _ algorithm: Algorithm) -> [UInt8]? {
        guard let length = algorithm.coordinateBytes else { return signature }
        guard signature.count == 2 * length else { return nil }
        return DER.sequence(DER.integer(signature[..<length]), DER.integer(signature[length...]))
    }

    /// A key of an algorithm, by the way of the form in which certificates hold one (RFC 5280, 4.1.2.7).
    private static func read(_ algorithm: [UInt8], _ key: [UInt8]) -> OpaquePointer? {
        let bytes = DER.sequence(algorithm, DER.bitString(key))
        return bytes.withUnsafeBufferPointer { bytes in
            var place = bytes.baseAddress
            return d2i_PUBKEY(nil, &place, bytes.count)
        }
    }

    /// `rsaEncryption` (RFC 8017, A.1) and its empty parameters.
    private static let rsaEncryption: [UInt8] = DER.sequence(
        [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01], [0x05, 0x00])
    /// `id-ecPublicKey` (RFC 5480, 2.1.1).
    private static let ellipticCurve: [UInt8] = [0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01]
    /// The curves, with how long a coordinate is.
    private static let curves: [String: (algorithm: [UInt8], coordinateBytes: Int)] = [
        "P-256": (DER.sequence(ellipticCurve, [0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07]), 32),
        "P-384": (DER.sequence(ellipticCurve, [0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22]), 48),
    ]
}
