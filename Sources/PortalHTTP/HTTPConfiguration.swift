public import Portal

/// How the outside surface behaves.
public struct HTTPConfiguration: Sendable {
    /// The origin of the public address, such as `https://partners.example.com`; nil where none is set.
    public var publicOrigin: String?
    /// Which status tells what became of a request.
    public var profile: StatusProfile
    /// The networks of our own proxies.
    public var trustedProxies: [AddressRange]
    /// Who may read `/metrics` from elsewhere than this machine: whoever sends this bearer.
    public var metricsToken: String?
    /// How much of a client the server puts up with.
    public var limits: HTTPLimits

    /// The usual behaviour, without a public address or proxies.
    public init(
        publicOrigin: String? = nil, profile: StatusProfile = .audit2025, trustedProxies: [AddressRange] = [],
        metricsToken: String? = nil, limits: HTTPLimits = HTTPLimits()
    ) {
        self.publicOrigin = publicOrigin
        self.profile = profile
        self.trustedProxies = trustedProxies
        self.metricsToken = metricsToken
        self.limits = limits
    }

    /// Whether browsers reach the server by https.
    var isSecure: Bool { publicOrigin?.hasPrefix("https://") ?? false }
}
