import COpenSSL

/// The SHA-256 digest (FIPS 180-4) of a message: 32 bytes.
public func sha256(_ message: [UInt8]) -> [UInt8] {
    message.withUnsafeBytes(sha256)
}

/// The SHA-256 digest (FIPS 180-4) of the bytes in a buffer: 32 bytes.
public func sha256(_ message: UnsafeRawBufferPointer) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
        SHA256(message.bindMemory(to: UInt8.self).baseAddress, message.count, digest.baseAddress)
        count = 32
    }
}

/// The HMAC-SHA256 (RFC 2104) of a message under a key: 32 bytes.
public func hmacSHA256(key: [UInt8], message: [UInt8]) -> [UInt8] {
    // OpenSSL takes a missing key for "the key of before", so an empty key needs an address too.
    let key = key.isEmpty ? [0] : key
    return [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
        var length: UInt32 = 0
        HMAC(EVP_sha256(), key, Int32(clamping: key.count), message, message.count, digest.baseAddress, &length)
        count = Int(length)
    }
}

/// Whether two byte strings are equal, in a time that depends on their length alone.
public func constantTimeEquals(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}

/// The HMAC-SHA1 (RFC 2104) of a message under a key: 20 bytes.
///
/// Only for one-time passwords, whose apps know nothing else; the weakness of SHA-1 against collisions is none of HMAC.
public func hmacSHA1(key: [UInt8], message: [UInt8]) -> [UInt8] {
    let key = key.isEmpty ? [0] : key
    return [UInt8](unsafeUninitializedCapacity: 20) { digest, count in
        var length: UInt32 = 0
        HMAC(EVP_sha1(), key, Int32(clamping: key.count), message, message.count, digest.baseAddress, &length)
        count = Int(length)
    }
}
