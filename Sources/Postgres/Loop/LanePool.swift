/// The connections of a lane and what waits for one of them.
final class LanePool {
    let lane: Lane
    let depth: Int
    var connections: [Connection]
    var waiting = Fifo<Request>()
    /// Since when no connection is up; `never` while one is.
    var downSince: Instant
    /// Why the last attempt to connect failed.
    var lastFailure: String?

    init(_ lane: Lane, _ configuration: DatabaseConfiguration, now: Instant) {
        self.lane = lane
        depth = configuration.depth(of: lane)
        downSince = now
        connections = (0..<configuration.connections(in: lane)).map { _ in
            Connection(lane: lane, preparedStatementLimit: configuration.preparedStatementLimit)
        }
    }

    /// Whether at least one connection is up.
    var isUp: Bool { downSince == .never }

    /// The connection that has the least to do and can take one more request.
    func vacancy() -> Connection? {
        var best: Connection?
        for connection in connections where accepts(connection) {
            if connection.segments.isEmpty { return connection }
            if connection.segments.count < best?.segments.count ?? depth { best = connection }
        }
        return best
    }

    private func accepts(_ connection: Connection) -> Bool {
        connection.isReady && connection.lease == nil && !connection.isCancelPending && connection.dropAt == .never
            && connection.segments.count < depth
    }
}
