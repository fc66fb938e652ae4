/// How much of a client the server puts up with.
public struct HTTPLimits: Sendable {
    /// The largest body, expanded if it is compressed, in bytes.
    public var bodyBytes = 256 * 1024
    /// How many times as large as what was sent an expanded body may be.
    public var bodyRatio = 20
    /// The largest header block, in bytes.
    public var headerBytes = 16 * 1024
    /// How many headers a request may have.
    public var headerCount = 100
    /// The longest address, in bytes.
    public var addressBytes = 8 * 1024
    /// How many requests may be answered at the same time; more get 503.
    public var requestsInFlight = 1_024
    /// How many connections may be open; more wait to be accepted.
    public var connections = 8_192
    /// How long a connection may be idle, in seconds.
    public var idleSeconds: Int64 = 60
    /// How long a header may take from its first byte on, in seconds.
    public var headerSeconds: Int64 = 5
    /// How long a body may take from its header on, in seconds.
    public var bodySeconds: Int64 = 10
    /// How long a request may take from its header to the end of its answer, in seconds.
    public var requestSeconds: Int64 = 20
    /// How long a client may leave an answer unread, in seconds.
    public var writeSeconds: Int64 = 30

    /// The limits that the server has unless a test wants others.
    public init() {}
}
