import COpenSSL

/// Hides and authenticates short texts so that equal ones look equal: AES-256-SIV (RFC 5297).
///
/// A cursor made twice for the same row is the same text, can't be read, and can't be changed or carried to another
/// list: what it is bound to goes in as associated data.
public struct DeterministicCipher: Sendable {
    /// The length of a key: two AES-256 keys.
    public static let keyBytes = 64
    /// How many bytes a ciphertext has more than its plaintext: the synthetic initialisation vector in front.
    public static let overheadBytes = 16

    private let keys: [[UInt8]]
    private let algorithm: SyntheticCipher

    /// A cipher whose first key encrypts and whose every key decrypts.
    ///
    /// - Throws: ``CryptographyError/weakSecret`` where a key hasn't 64 bytes; `unavailable` without AES-256-SIV.
    public init(keys: [[UInt8]]) throws(CryptographyError) {
        guard !keys.isEmpty, keys.allSatisfy({ $0.count == Self.keyBytes }) else { throw .weakSecret }
        self.keys = keys
        algorithm = try SyntheticCipher()
    }

    /// Encrypts under the newest key: the 16 bytes of the synthetic vector, then as many as the plaintext has.
    ///
    /// - Throws: ``CryptographyError/unavailable(_:)`` for an empty plaintext, which OpenSSL would not authenticate.
    public func encrypt(_ plaintext: [UInt8], associatedData: [UInt8]) throws(CryptographyError) -> [UInt8] {
        guard let key = keys.first, let sealed = algorithm.seal(plaintext, binding: [associatedData], key: key)
        else { throw .unavailable("AES-256-SIV of an empty text") }
        return sealed
    }

    /// Decrypts under whichever key fits; nil where the bytes are forged, cut or bound to something else.
    public func decrypt(_ ciphertext: [UInt8], associatedData: [UInt8]) -> [UInt8]? {
        for key in keys {
            if let plaintext = algorithm.open(ciphertext, binding: [associatedData], key: key) { return plaintext }
        }
        return nil
    }
}

/// One of OpenSSL's SIV ciphers, fetched once.
///
/// Safe to share: an `EVP_CIPHER` is constant after it was fetched.
final class SyntheticCipher: @unchecked Sendable {
    private let cipher: OpaquePointer

    init(name: String = "AES-256-SIV") throws(CryptographyError) {
        guard let cipher = EVP_CIPHER_fetch(nil, name, nil) else { throw .unavailable(name) }
        self.cipher = cipher
    }

    deinit { EVP_CIPHER_free(cipher) }

    func seal(_ plaintext: [UInt8], binding headers: [[UInt8]], key: [UInt8]) -> [UInt8]? {
        guard !plaintext.isEmpty, let context = EVP_CIPHER_CTX_new() else { return nil }
        defer { EVP_CIPHER_CTX_free(context) }
        var tag = [UInt8](repeating: 0, count: DeterministicCipher.overheadBytes)
        var text = [UInt8](repeating: 0, count: plaintext.count)
        var length: Int32 = 0
        guard EVP_EncryptInit_ex2(context, cipher, key, nil, nil) == 1,
            headers.allSatisfy({ EVP_EncryptUpdate(context, nil, &length, $0, Int32(clamping: $0.count)) == 1 }),
            EVP_EncryptUpdate(context, &text, &length, plaintext, Int32(clamping: plaintext.count)) == 1,
            Int(length) == plaintext.count,
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tag.count), &tag) == 1
        else { return nil }
        return tag + text
    }

    func open(_ ciphertext: [UInt8], binding headers: [[UInt8]], key: [UInt8]) -> [UInt8]? {
        let overhead = DeterministicCipher.overheadBytes
        guard ciphertext.count > overhead, let context = EVP_CIPHER_CTX_new() else { return nil }
        defer { EVP_CIPHER_CTX_free(context) }
        var tag = Array(ciphertext[..<overhead])
        let text = Array(ciphertext[overhead...])
        var plaintext = [UInt8](repeating: 0, count: text.count)
        var length: Int32 = 0
        guard EVP_DecryptInit_ex2(context, cipher, key, nil, nil) == 1,
            EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(overhead), &tag) == 1,
            headers.allSatisfy({ EVP_DecryptUpdate(context, nil, &length, $0, Int32(clamping: $0.count)) == 1 }),
            EVP_DecryptUpdate(context, &plaintext, &length, text, Int32(clamping: text.count)) == 1,
            Int(length) == text.count
        else { return nil }
        return plaintext
    }
}
