public import Logging
public import Outbound

/// What signing in elsewhere needs besides the database: a way to ask other people's servers, and our own address.
public struct Federation: Sendable {
    /// Asks the issuers' servers.
    let client: OutboundClient
    /// What the server's own links begin with.
    let origin: @Sendable () -> String
    /// Where it is said why an issuer wasn't believed, which clients don't learn.
    let logger: Logger

    /// Puts the parts together.
    public init(
        client: OutboundClient, logger: Logger = Logger(label: "portico"), origin: @escaping @Sendable () -> String
    ) {
        self.client = client
        self.logger = logger
        self.origin = origin
    }

    /// Where people come back to, whichever provider they went to.
    var redirectURI: String { origin() + "/single-sign-on" }
}

/// Why somebody can't be signed in by a provider, for whoever runs it.
struct FederationFault: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
