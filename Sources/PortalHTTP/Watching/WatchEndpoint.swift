import Cryptography
import HTTPTypes
import Portal

/// What those who look after the server ask: is it alive, is it ready, what does it do.
struct WatchEndpoint {
    let surface: HTTPSurface
    let metrics: Metrics
    /// The bearer that opens `/metrics` to other machines.
    let token: String?
    let headers: HTTPFields

    /// The answer to a GET; nil where the path is none of these.
    func reply(to exchange: Exchange) async -> Reply? {
        switch exchange.path {
        case "/healthz": .text("alive", status: 200, headers: headers)
        case "/readyz": await readiness()
        case "/metrics": mayReadMetrics(exchange) ? measurements() : nil
        default: nil
        }
    }

    private func readiness() async -> Reply {
        guard let reason = await surface.unreadiness() else { return .text("ready", status: 200, headers: headers) }
        return .text(reason, status: 503, headers: headers.with(.retryAfter, "1"))
    }

    private func measurements() -> Reply {
        .text(metrics.text(with: surface.gauges()), status: 200, headers: headers)
    }

    private func mayReadMetrics(_ exchange: Exchange) -> Bool {
        if IPAddress(exchange.clientAddress)?.isLoopback == true { return true }
        guard let token, let sent = exchange.headers[.authorization] else { return false }
        return constantTimeEquals(Array(sent.utf8), Array("Bearer \(token)".utf8))
    }
}
