import Cryptography
import Foundation
import SQLText

/// What codes of somebody are held against.
struct SecondFactor {
    let owner: RowID
    /// As the database keeps it.
    let sealed: [UInt8]
    /// The newest step whose code was taken.
    let lastStep: Int64

    /// A code that fits now; nil for a wrong one, and for one that was taken already.
    ///
    /// Where the secret was sealed with a key that is gone, only recovery codes do.
    func proof(_ code: TypedCode, _ seal: SecondFactorSeal, at now: Date = Date()) throws -> CodeProof? {
        switch code {
        case .app(let digits):
            guard let password = seal.open(sealed, of: owner),
                let step = password.step(of: digits, at: Int64(now.timeIntervalSince1970), after: lastStep)
            else { return nil }
            return .step(step, secret: try seal.seal(password, for: owner))
        case .recovery(let hash): return .recovery(hash: hash)
        case .neither: return nil
        }
    }

    /// What tries are counted by: all codes of one person together, so that many sign-ins at once are no way around.
    static func subject(_ owner: RowID) -> String { "code \(owner)" }
}
