import Access
import Execution

/// Whether a session of a browser holds only where it was begun (D0-26, G-15): `PORTICO_SESSION_IP`.
///
/// That of a program, which sends it itself, always holds for one address.
public enum SessionBinding: String, Sendable, CaseIterable {
    /// At the address that it was begun from.
    case strict
    /// In that address's network: its first 24 bits in version 4, 64 in version 6.
    case prefix
    /// Anywhere; use from another network is written into the journal.
    case log
    /// Anywhere.
    case off

    /// What becomes of a request.
    enum Verdict: Equatable {
        case welcome
        /// Answered, and written down.
        case noticed
        /// Refused, and written down.
        case refused
    }

    /// What becomes of a request that a session's secret came with.
    ///
    /// - Parameters:
    ///   - start: the address that the session was begun from.
    ///   - address: the one that the request comes from; where either isn't known, both must not be.
    ///   - isBearer: whether a program sent the secret, rather than a browser its cookie.
    func verdict(begunFrom start: String, now address: String, isBearer: Bool) -> Verdict {
        if start == address { return .welcome }
        let isElsewhere =
            switch (IPAddress(start), IPAddress(address)) {
            case (let start?, let address?):
                isBearer || self == .strict ? start != address : !start.sharesNetwork(with: address)
            default: true
            }
        guard isElsewhere else { return .welcome }
        switch self {
        case .strict, .prefix: return .refused
        case .log: return isBearer ? .refused : .noticed
        case .off: return isBearer ? .refused : .welcome
        }
    }
}

extension IPAddress {
    /// Whether two addresses are likely to be of one place: of one /24 in version 4, of one /64 in version 6.
    fileprivate func sharesNetwork(with other: IPAddress) -> Bool {
        let bytesOfNetwork = isVersion4 ? 15 : 8
        return isVersion4 == other.isVersion4 && bytes.prefix(bytesOfNetwork) == other.bytes.prefix(bytesOfNetwork)
    }
}
