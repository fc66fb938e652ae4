import Cryptography
import SQLText

/// Seals what we prove ourselves with at issuers, so that whoever takes the database can't pass for us.
///
/// A sealed secret is bound to its provider. Every secret of the installation opens; the newest one seals.
struct ClientSecretSeal: Sendable {
    /// The most bytes of a secret.
    static let maximumBytes = 2_048

    private let cipher: DeterministicCipher

    /// - Throws: ``CryptographyError`` where a key can't be derived.
    init(_ secrets: SecretRing) throws(CryptographyError) {
        cipher = try secrets.cipher(for: "identity provider")
    }

    /// - Throws: ``CryptographyError/unavailable(_:)`` where OpenSSL refuses.
    func seal(_ secret: String, of provider: RowID) throws(CryptographyError) -> [UInt8] {
        try cipher.encrypt(Array(secret.utf8), associatedData: Array(provider.description.utf8))
    }

    /// The secret; nil where it was sealed for another provider, or with a key that is gone.
    func open(_ sealed: [UInt8], of provider: RowID) -> String? {
        cipher.decrypt(sealed, associatedData: Array(provider.description.utf8)).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
