import Cryptography
import SQLText

/// What somebody typed as a code: of the app, or one of the recovery codes, with whatever blanks and dashes.
enum TypedCode: Equatable {
    case app(String)
    case recovery(hash: [UInt8])
    /// What can be neither.
    case neither

    init(_ text: String) {
        let cleaned = Self.cleaned(String(text.prefix(Self.longest)))
        if cleaned.count == OneTimePassword.digits, cleaned.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            self = .app(cleaned)
        } else if cleaned.count == RecoveryCodes.digits, isBase32(cleaned) {
            self = .recovery(hash: RecoveryCodes.hash(of: cleaned))
        } else {
            self = .neither
        }
    }

    /// Without blanks and dashes, in capitals.
    static func cleaned(_ text: String) -> String { text.filter { !$0.isWhitespace && $0 != "-" }.uppercased() }

    private static let longest = 100
}

/// A code that fits, as the database takes it: it has the last word on whether it was taken already.
enum CodeProof: Equatable {
    /// The step whose code it is, and the secret as the newest key seals it.
    case step(Int64, secret: [UInt8])
    case recovery(hash: [UInt8])

    /// The step, the secret and the recovery code's hash.
    var values: [SQLValue] {
        switch self {
        case .step(let step, let secret): [.int8(step), .bytea(secret), .null(.bytea)]
        case .recovery(let hash): [.null(.int8), .null(.bytea), .bytea(hash)]
        }
    }
}
