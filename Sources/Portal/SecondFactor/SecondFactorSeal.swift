import Cryptography
import SQLText

/// Seals the secrets of authenticator apps, so that whoever takes the database can't make codes.
///
/// A sealed secret is bound to its owner: put beside somebody else it opens nothing. Every secret of the installation
/// opens; the newest one seals.
struct SecondFactorSeal: Sendable {
    private let cipher: DeterministicCipher

    /// - Throws: ``CryptographyError`` where a key can't be derived.
    init(_ secrets: SecretRing) throws(CryptographyError) {
        cipher = try secrets.cipher(for: "second factor")
    }

    /// - Throws: ``CryptographyError/unavailable(_:)`` where OpenSSL refuses.
    func seal(_ password: OneTimePassword, for person: RowID) throws(CryptographyError) -> [UInt8] {
        try cipher.encrypt(password.secret, associatedData: Self.owner(person))
    }

    /// The secret; nil where it was sealed for somebody else, or with a key that is gone.
    func open(_ sealed: [UInt8], of person: RowID) -> OneTimePassword? {
        cipher.decrypt(sealed, associatedData: Self.owner(person)).map(OneTimePassword.init(secret:))
    }

    private static func owner(_ person: RowID) -> [UInt8] { Array(person.description.utf8) }
}
