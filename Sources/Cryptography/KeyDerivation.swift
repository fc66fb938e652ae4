import COpenSSL

/// Derives a key from a secret with HKDF-SHA256 (RFC 5869).
///
/// The purpose is HKDF's `info`: what the key is for, so that no two purposes ever share a key.
///
/// - Throws: ``CryptographyError/unavailable(_:)`` where OpenSSL refuses.
public func deriveKey(
    from secret: [UInt8], salt: [UInt8] = [], purpose: String, count: Int
) throws(CryptographyError) -> [UInt8] {
    guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nil) else { throw .unavailable("HKDF") }
    defer { EVP_PKEY_CTX_free(context) }
    let info = Array(purpose.utf8)
    var key = [UInt8](repeating: 0, count: count)
    var length = count
    guard EVP_PKEY_derive_init(context) == 1,
        EVP_PKEY_CTX_set_hkdf_md(context, EVP_sha256()) == 1,
        EVP_PKEY_CTX_set1_hkdf_salt(context, salt, Int32(clamping: salt.count)) == 1,
        EVP_PKEY_CTX_set1_hkdf_key(context, secret, Int32(clamping: secret.count)) == 1,
        EVP_PKEY_CTX_add1_hkdf_info(context, info, Int32(clamping: info.count)) == 1,
        EVP_PKEY_derive(context, &key, &length) == 1,
        length == count
    else { throw .unavailable("HKDF") }
    return key
}
