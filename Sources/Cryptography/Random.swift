import COpenSSL

/// Unpredictable bytes from OpenSSL's generator, for keys, salts and session secrets.
///
/// - Throws: ``CryptographyError/noEntropy`` where the operating system has none to give.
public func randomBytes(_ count: Int) throws(CryptographyError) -> [UInt8] {
    guard let length = Int32(exactly: max(0, count)) else { throw .noEntropy }
    var bytes = [UInt8](repeating: 0, count: Int(length))
    guard length == 0 || RAND_bytes(&bytes, length) == 1 else { throw .noEntropy }
    return bytes
}
