import Synchronization

/// Counts what the server does, for `/metrics`.
public final class Metrics: Sendable {
    private struct Counts {
        var byStatus: [Int: Int] = [:]
        var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var seconds = 0.0
        var inFlight = 0
        var dropped = 0
    }

    /// The upper bounds of the histogram's buckets, in seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private let counts = Mutex(Counts())

    /// Counts from zero.
    public init() {}

    /// Takes a request in, unless `limit` are in already.
    func begin(limit: Int) -> Bool {
        counts.withLock { counts in
            guard counts.inFlight < limit else { return false }
            counts.inFlight += 1
            return true
        }
    }

    /// Lets a request go that was taken in.
    func end() {
        counts.withLock { $0.inFlight -= 1 }
    }

    /// Counts an answer.
    func count(status: Int, seconds: Double) {
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        counts.withLock { counts in
            counts.byStatus[status, default: 0] += 1
            counts.buckets[bucket] += 1
            counts.seconds += seconds
        }
    }

    /// Counts a connection that was closed because its client was too slow.
    func countDropped() {
        counts.withLock { $0.dropped += 1 }
    }

    /// Everything as Prometheus reads it (text format 0.0.4).
    func text(with gauges: [Gauge]) -> String {
        let counts = counts.withLock { $0 }
        var lines = ["# HELP portico_requests_total Answers by HTTP status.", "# TYPE portico_requests_total counter"]
        for (status, count) in counts.byStatus.sorted(by: { $0.key < $1.key }) {
            lines.append("portico_requests_total{status=\"\(status)\"} \(count)")
        }
        lines += histogram(counts)
        let own = [
            Gauge("portico_requests_in_flight", "Requests being answered.", Double(counts.inFlight)),
            Gauge(
                "portico_connections_dropped_total", "Connections closed for being too slow.", Double(counts.dropped),
                isCounter: true),
        ]
        lines += (own + gauges).flatMap(\.lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private func histogram(_ counts: Counts) -> [String] {
        let name = "portico_request_seconds"
        var lines = ["# HELP \(name) From the request's head to its answer.", "# TYPE \(name) histogram"]
        var total = 0
        for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], counts.buckets) {
            total += count
            lines.append("\(name)_bucket{le=\"\(bound)\"} \(total)")
        }
        return lines + ["\(name)_sum \(counts.seconds)", "\(name)_count \(total)"]
    }
}

/// One number for `/metrics` that somebody else knows.
public struct Gauge: Sendable {
    let name: String
    let help: String
    let value: Double
    let isCounter: Bool

    /// Names a number as Prometheus wants it named: letters, digits and `_`.
    public init(_ name: String, _ help: String, _ value: Double, isCounter: Bool = false) {
        self.name = name
        self.help = help
        self.value = value
        self.isCounter = isCounter
    }

    fileprivate var lines: [String] {
        let number = value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
        return ["# HELP \(name) \(help)", "# TYPE \(name) \(isCounter ? "counter" : "gauge")", "\(name) \(number)"]
    }
}
