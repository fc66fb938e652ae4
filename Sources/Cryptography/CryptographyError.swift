/// Why a cryptographic operation could not be done.
///
/// None of these says anything about the data: forged data is a nil or a false, never an error.
public enum CryptographyError: Error, Equatable, CustomStringConvertible {
    /// The operating system gave no random bytes.
    case noEntropy
    /// OpenSSL lacks or refused an algorithm; the text names it.
    case unavailable(String)
    /// A secret has fewer than 32 bytes, or there is none at all.
    case weakSecret
    /// More password checks are waiting than the pool takes.
    case busy

    public var description: String {
        switch self {
        case .noEntropy: "The operating system gave no random bytes."
        case .unavailable(let algorithm): "OpenSSL offers no \(algorithm)."
        case .weakSecret: "A secret needs at least 32 bytes."
        case .busy: "Too many passwords are being checked."
        }
    }
}
