public import Portal

/// How much of a client the server puts up with.
public struct HTTPLimits: Sendable {
    /// The largest body, expanded if it is compressed, in bytes.
    public var bodyBytes: Int
    /// How many times as large as what was sent an expanded body may be.
    public var bodyRatio: Int
    /// The largest header block, in bytes.
    public var headerBytes: Int
    /// How many headers a request may have.
    public var headerCount: Int
    /// The longest address, in bytes.
    public var addressBytes: Int
    /// The longest document, in bytes.
    public var documentBytes: Int
    /// How many arrays and objects of JSON may stand in each other.
    public var jsonDepth: Int
    /// How many members and elements JSON may have.
    public var jsonMembers: Int
    /// How many requests may be answered at the same time; more get 503.
    public var requestsInFlight: Int
    /// How many connections may be open; more wait to be accepted.
    public var connections: Int
    /// How long a connection may be idle, in seconds.
    public var idleSeconds: Int64
    /// How long a header may take from its first byte on, in seconds.
    public var headerSeconds: Int64
    /// How long a body may take from its header on, in seconds.
    public var bodySeconds: Int64
    /// How many bytes of a body must have come for each second, once a header's time is over.
    public var bodyRate: Int
    /// How long a request may take from its header to the end of its answer, in seconds.
    public var requestSeconds: Int64
    /// How long a client may leave an answer unread, in seconds.
    public var writeSeconds: Int64

    /// The limits of an installation.
    public init(_ limits: Limits = Limits()) {
        bodyBytes = limits[.bodyBytes]
        bodyRatio = limits[.bodyRatio]
        headerBytes = limits[.headerBytes]
        headerCount = limits[.headers]
        addressBytes = limits[.addressBytes]
        documentBytes = limits[.documentBytes]
        jsonDepth = limits[.jsonDepth]
        jsonMembers = limits[.jsonMembers]
        requestsInFlight = limits[.requests]
        connections = limits[.connections]
        idleSeconds = Int64(limits[.idleSeconds])
        headerSeconds = Int64(limits[.headerSeconds])
        bodySeconds = Int64(limits[.bodySeconds])
        bodyRate = limits[.bodyRate]
        requestSeconds = Int64(limits[.requestSeconds])
        writeSeconds = Int64(limits[.readingSeconds])
    }
}

extension HTTPLimits {
    /// Whether so many bytes of a body are too few after so long a time.
    func isTooSlow(_ bytes: Int, after milliseconds: Int64) -> Bool {
        milliseconds >= headerSeconds * 1_000 && Int64(bytes) * 1_000 < milliseconds * Int64(bodyRate)
    }
}
