/// What a `Database` is doing and has done, for metrics.
public struct DatabaseStatistics: Sendable, Equatable {
    /// Connections that are up, of all lanes.
    public internal(set) var connections = 0
    /// Requests that were sent and not yet answered.
    public internal(set) var inFlight = 0
    /// Requests that wait for a connection.
    public internal(set) var waiting = 0
    /// Segments that were answered, each one round trip.
    public internal(set) var roundTrips: UInt64 = 0
    /// Connections made, the first ones counted too.
    public internal(set) var connectionsMade: UInt64 = 0
    /// Connections lost or dropped.
    public internal(set) var connectionsLost: UInt64 = 0
    /// Why the last connection was lost or could not be made; nil when none ever was.
    public internal(set) var lastLoss: String?
    /// Reads that were sent once more after their connection was lost.
    public internal(set) var retries: UInt64 = 0
    /// Requests that passed their deadline.
    public internal(set) var timeouts: UInt64 = 0
    /// Cancels that were sent to the database.
    public internal(set) var cancels: UInt64 = 0
}
