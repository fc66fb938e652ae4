import Cryptography
import Foundation

/// The secret of an installation with a private cluster: made once, kept beside the data for its owner alone.
struct SecretFile {
    let path: String

    /// Reads the secret, or makes it.
    ///
    /// - Throws: `CryptographyError` where it is too short or can't be made; what the file system says.
    func secrets() throws -> SecretRing {
        if let data = FileManager.default.contents(atPath: path) {
            return try SecretRing(setting: String(decoding: data, as: UTF8.self).filter { !$0.isNewline })
        }
        let secret = base64Encode(try randomBytes(32))
        let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: path]) }
        try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).write(contentsOf: Data((secret + "\n").utf8))
        return try SecretRing(setting: secret)
    }
}
