import Cryptography

/// Ten codes that stand in for the authenticator app, each once: 80 random bits, so that a plain digest hides them.
struct RecoveryCodes {
    static let count = 10
    private static let bytes = 10
    /// How many digits a code has, without the dashes.
    static let digits = 16

    /// As they are shown, in groups of four.
    let texts: [String]

    /// - Throws: ``CryptographyError/noEntropy`` where there are no random bytes.
    init() throws(CryptographyError) {
        var texts: [String] = []
        for _ in 1...Self.count { texts.append(base32Encode(try randomBytes(Self.bytes)).inGroups) }
        self.texts = texts
    }

    /// What is kept of them.
    var hashes: [[UInt8]] { texts.map { Self.hash(of: TypedCode.cleaned($0)) } }

    static func hash(of cleaned: String) -> [UInt8] { sha256(Array(cleaned.utf8)) }
}

extension String {
    /// Four characters at a time, with dashes between, for people to read and type.
    var inGroups: String {
        let letters = Array(self)
        return stride(from: 0, to: letters.count, by: 4)
            .map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: "-")
    }
}
