import CCurl
import Dispatch
import Foundation

/// Asks other people's servers, whose addresses come from users: only over TLS, only at addresses that are allowed, and
/// never for long or for much.
///
/// What is checked is the very address that a connection is made to, after names were looked up, so that no name can
/// lead into our own network. Redirections aren't followed, and nothing comes from libcurl's environment.
public final class OutboundClient: Sendable {
    /// How long making a connection may take, in seconds.
    static let connectSeconds = 5
    /// How long a request may take, in seconds.
    static let seconds = 10
    /// How much an answer may have, in bytes.
    static let maximumBytes = 1 << 20
    /// How many may be under way.
    static let width = 8

    /// Which addresses may be asked.
    public struct Rules: Sendable {
        public let allows: @Sendable (String) -> Bool
        public let allowsPlain: @Sendable (String) -> Bool
        let authorities: String?

        /// Nobody may be asked.
        public static let none = Rules(allows: { _ in false }, allowsPlain: { _ in false })

        /// Takes the rules.
        ///
        /// - Parameters:
        ///   - authorities: a file of certificates of those who may vouch for servers, in place of the system's.
        ///   - allows: whether a connection may be made to an address, written as `inet_ntop` does.
        ///   - allowsPlain: whether one may be made to it without TLS.
        public init(
            authorities: String? = nil, allows: @escaping @Sendable (String) -> Bool,
            allowsPlain: @escaping @Sendable (String) -> Bool
        ) {
            self.authorities = authorities
            self.allows = allows
            self.allowsPlain = allowsPlain
        }
    }

    private let rules: Rules
    private let threads = DispatchQueue(label: "portico.outbound", attributes: .concurrent)
    private let places = DispatchSemaphore(value: OutboundClient.width)

    /// A client with rules.
    public init(_ rules: Rules) {
        self.rules = rules
        _ = Self.prepare
    }

    /// Once for the process, before any thread uses libcurl; it counts.
    private static let prepare: Void = { _ = curl_global_init(Int(CURL_GLOBAL_ALL)) }()

    /// Sends a request.
    ///
    /// - Throws: ``OutboundFault`` where there is no whole answer, whatever its status.
    public func send(_ request: OutboundRequest) async throws(OutboundFault) -> OutboundAnswer {
        // Who finds no place isn't kept waiting on a thread.
        guard places.wait(timeout: .now()) == .success else {
            throw OutboundFault("Too many requests to other servers are under way.")
        }
        let outcome: Result<OutboundAnswer, OutboundFault> = await withCheckedContinuation { continuation in
            threads.async {
                let outcome = OutboundTransfer(self.rules).run(request)
                self.places.signal()
                continuation.resume(returning: outcome)
            }
        }
        return try outcome.get()
    }
}
