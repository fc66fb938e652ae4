import COpenSSL

/// What a password costs to check: scrypt's parameters (RFC 7914).
public struct ScryptCost: Hashable, Sendable {
    /// The binary logarithm of N, the number of blocks: memory and time.
    public let logarithm: Int
    /// r, the block size: memory and time.
    public let blockSize: Int
    /// p, the parallelisation: time alone.
    public let parallelism: Int

    /// What new passwords cost: N = 2^15, r = 8, p = 3; 32 MiB for each check.
    public static let standard = ScryptCost(logarithm: 15, blockSize: 8, parallelism: 3)
    /// What passwords cost in tests that make hundreds of them.
    ///
    /// It reaches no setting.
    static let cheap = ScryptCost(logarithm: 4, blockSize: 8, parallelism: 1)

    init(logarithm: Int, blockSize: Int, parallelism: Int) {
        self.logarithm = logarithm
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// A cost read from a stored hash; nil where it would take more than 256 MiB or make no sense.
    init?(logarithm: Int?, blockSize: Int?, parallelism: Int?) {
        guard let logarithm, let blockSize, let parallelism,
            (1...20).contains(logarithm), (1...32).contains(blockSize), (1...16).contains(parallelism),
            (128 * blockSize) << logarithm <= 256 << 20
        else { return nil }
        self.init(logarithm: logarithm, blockSize: blockSize, parallelism: parallelism)
    }

    /// OpenSSL refuses more than 32 MiB unless it is told how much is meant.
    private var memory: UInt64 { UInt64((128 * blockSize) << logarithm + (256 * blockSize * parallelism) + 1 << 20) }

    func key(of password: [UInt8], salt: [UInt8], count: Int) throws(CryptographyError) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: count)
        let done = password.withUnsafeBytes { password in
            EVP_PBE_scrypt(
                password.assumingMemoryBound(to: CChar.self).baseAddress, password.count, salt, salt.count,
                1 << UInt64(logarithm), UInt64(blockSize), UInt64(parallelism), memory, &key, count)
        }
        guard done == 1 else { throw .unavailable("scrypt with \(self)") }
        return key
    }
}

/// A password as it is stored: `$scrypt$ln=15,r=8,p=3$salt$key`, with salt and key in base64 without padding.
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible {
    /// What checking a password against this hash costs.
    public let cost: ScryptCost
    private let salt: [UInt8]
    private let key: [UInt8]

    private static let saltBytes = 16
    private static let keyBytes = 32

    /// Hashes a password with a new salt.
    ///
    /// Takes about a tenth of a second: see ``PasswordHasher``.
    init(of password: [UInt8], cost: ScryptCost) throws(CryptographyError) {
        self.cost = cost
        salt = try randomBytes(Self.saltBytes)
        key = try cost.key(of: password, salt: salt, count: Self.keyBytes)
    }

    /// Reads a stored hash; nil for any other text.
    public init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt" else { return nil }
        let settings = parts[2].split(separator: ",", omittingEmptySubsequences: false)
        guard settings.count == 3,
            let cost = ScryptCost(
                logarithm: Self.number("ln=", in: settings[0]), blockSize: Self.number("r=", in: settings[1]),
                parallelism: Self.number("p=", in: settings[2])),
            let salt = base64Decode(parts[3], alphabet: .standard), salt.count >= 8,
            let key = base64Decode(parts[4], alphabet: .standard), key.count == Self.keyBytes
        else { return nil }
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    private static func number(_ name: String, in setting: Substring) -> Int? {
        setting.hasPrefix(name) ? Int(setting.dropFirst(name.count)) : nil
    }

    /// The text that is stored.
    public var description: String {
        let settings = "ln=\(cost.logarithm),r=\(cost.blockSize),p=\(cost.parallelism)"
        let texts = [salt, key].map { base64Encode($0, alphabet: .standard) }
        return "$scrypt$\(settings)$\(texts[0])$\(texts[1])"
    }

    /// Whether this is the hash of a password; compares in constant time.
    func fits(_ password: [UInt8]) throws(CryptographyError) -> Bool {
        constantTimeEquals(try cost.key(of: password, salt: salt, count: Self.keyBytes), key)
    }
}
