import CPQ
import CLinux
import Glibc
import Synchronization

/// The poll thread: it owns every connection of a `Database` and is the only code that touches them.
///
/// One turn: sleep until a letter, a socket or a time wants attention; take the letters; read what has come; look after
/// what is due. Everything else of this class is in extensions: dispatching, answering, losses, time.
final class Loop {
    let configuration: DatabaseConfiguration
    let mailbox: Mailbox
    let published: Publication
    var pools: [LanePool]
    var tools = SendingTools()
    var statistics = DatabaseStatistics()
    var now = Instant.now
    /// No timer is due before this; looked through only when it has come.
    var nextSweep = Instant(nanoseconds: 0)
    /// Who waits for the first connections.
    var starting: [(continuation: UnsafeContinuation<PostgresError?, Never>, until: Instant)] = []
    /// Who waits for the end, once that has been asked for.
    var stopping: [UnsafeContinuation<Void, Never>] = []
    /// When the end comes even if something is under way.
    var stopAt = Instant.never

    private var letters: [Mailbox.Letter] = []
    private var ended: [Request] = []
    private var polled: [pollfd] = []
    private var polledConnections: [Connection] = []
    private var isOver = false

    /// Where the numbers for metrics are left for other threads.
    final class Publication: Sendable {
        let latest = Mutex(DatabaseStatistics())
    }

    init(_ configuration: DatabaseConfiguration, _ mailbox: Mailbox, _ published: Publication) {
        self.configuration = configuration
        self.mailbox = mailbox
        self.published = published
        let now = Instant.now
        pools = Lane.allCases.map { LanePool($0, configuration, now: now) }
    }

    /// Runs until `stop` was asked for and nothing is under way, or its time has passed.
    func run() {
        while !isOver {
            sleep()
            now = .now
            mailbox.take(into: &letters)
            for letter in letters { read(letter) }
            letters.removeAll(keepingCapacity: true)
            attendSockets()
            if now >= nextSweep { sweep() }
            for pool in pools where !pool.waiting.isEmpty { fill(pool) }
            publish()
            if isStopping, isIdle || now >= stopAt { end() }
        }
    }

    private func read(_ letter: Mailbox.Letter) {
        switch letter {
        case .request(let request): accept(request)
        case .cancel(let request): cancel(request)
        case .start(let continuation, let until):
            starting.append((continuation, until))
            wake(at: until)
            reportStart()
        case .stop(let continuation, let until):
            stopping.append(continuation)
            stopAt = min(stopAt, until)
            wake(at: stopAt)
            for pool in pools where pool.lane != .control {
                for request in pool.waiting.removeAll() { request.finish(.failure(Self.shuttingDown)) }
            }
        }
    }

    static let shuttingDown = PostgresError.unavailable(reason: "the server is shutting down")

    var isStopping: Bool { !stopping.isEmpty }

    private var isIdle: Bool {
        pools.allSatisfy { pool in
            pool.waiting.isEmpty && pool.connections.allSatisfy { $0.segments.isEmpty && $0.lease == nil }
        }
    }

    private func end() {
        for pool in pools {
            for connection in pool.connections { lose(connection, Self.shuttingDown.debugDescription, isPlanned: true) }
            for request in pool.waiting.removeAll() { request.finish(.failure(Self.shuttingDown)) }
        }
        for waiter in starting { waiter.continuation.resume(returning: Self.shuttingDown) }
        starting = []
        for letter in mailbox.close() { refuse(letter) }
        publish()
        isOver = true
        for continuation in stopping { continuation.resume() }
    }

    private func refuse(_ letter: Mailbox.Letter) {
        switch letter {
        case .request(let request): request.finish(.failure(Self.shuttingDown))
        case .cancel: break
        case .start(let continuation, _): continuation.resume(returning: Self.shuttingDown)
        case .stop(let continuation, _): continuation.resume()
        }
    }

    // MARK: Sockets

    private func sleep() {
        polled.removeAll(keepingCapacity: true)
        polledConnections.removeAll(keepingCapacity: true)
        polled.append(pollfd(fd: mailbox.event, events: Int16(POLLIN), revents: 0))
        for pool in pools {
            for connection in pool.connections {
                guard let events = events(of: connection) else { continue }
                polled.append(pollfd(fd: connection.socket, events: events, revents: 0))
                polledConnections.append(connection)
            }
        }
        let patience = mailbox.mayFallAsleep() ? Instant.now.milliseconds(until: nextSweep) : 0
        // Interrupted by a signal: the turn then finds nothing to do, since nothing was marked.
        if poll(&polled, nfds_t(polled.count), patience) < 0 {
            for index in polled.indices { polled[index].revents = 0 }
        }
        if polled[0].revents != 0 { clinux_event_clear(mailbox.event) }
    }

    private func events(of connection: Connection) -> Int16? {
        switch connection.phase {
        case .down: nil
        case .connecting(let status, _): Int16(status == PGRES_POLLING_READING ? POLLIN : POLLOUT)
        case .settingUp, .ready: Int16(POLLIN | (connection.wantsToWrite ? POLLOUT : 0))
        }
    }

    private func attendSockets() {
        for (index, connection) in polledConnections.enumerated() where polled[index + 1].revents != 0 {
            switch connection.phase {
            // A letter or an earlier socket of this turn has closed it; the mark is for the connection before.
            case .down: continue
            case .connecting, .settingUp: followUp(connection.continueConnecting(configuration), of: connection)
            case .ready: receive(on: connection)
            }
        }
    }

    private func receive(on connection: Connection) {
        let loss = connection.receive(into: &ended)
        statistics.roundTrips += UInt64(ended.count)
        for request in ended { answer(request, on: connection) }
        ended.removeAll(keepingCapacity: true)
        // Answering can have dropped it for its own reasons.
        if let loss, connection.isReady { lose(connection, loss) }
        fill(pools[connection.lane.rawValue])
    }

    private func publish() {
        statistics.inFlight = 0
        statistics.waiting = 0
        statistics.connections = 0
        for pool in pools {
            statistics.waiting += pool.waiting.count
            for connection in pool.connections where connection.isReady {
                statistics.connections += 1
                statistics.inFlight += connection.segments.count
            }
        }
        let latest = statistics
        published.latest.withLock { $0 = latest }
    }
}
