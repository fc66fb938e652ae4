import Logging
import Portal
import ServiceLifecycle
import Synchronization

/// Reads what happened and sends mails while the portal runs.
///
/// Told to stop, it ends with the mail that is under way.
struct MailService: Service {
    let room: MailRoom
    let address: ListeningAddress
    let logger: Logger

    private static let pause = Duration.seconds(1)
    /// How long nothing is sent after the mail server couldn't be used: one mail after the other would find out anew.
    private static let hindrance = Duration.seconds(10)
    /// How long a mail under way may go on, in seconds, when the portal stops.
    private static let grace = 8

    func run() async throws {
        await withGracefulShutdownHandler {
            var rest = Self.pause
            while !Task.isShuttingDownGracefully {
                await cancelWhenGracefulShutdown { [rest] in try? await Task.sleep(for: rest) }
                await schedule()
                await read()
                rest = await send() ? Self.pause : Self.hindrance
            }
        } onGracefulShutdown: {
            room.transport?.stop(within: Self.grace)
        }
    }

    /// Has the summaries made that are due.
    private func schedule() async {
        do {
            try await room.summaries.schedule()
        } catch {
            logger.warning("Summaries of open tasks can't be made: \(error)")
        }
    }

    private func read() async {
        do {
            for event in try await room.reader.read().unaddressed {
                logger.warning("Nobody could be found to write to about the event \(event).")
            }
        } catch {
            logger.warning("Mails can't be made: \(error)")
        }
    }

    /// Sends what is due; false where it's no use to go on at once.
    private func send() async -> Bool {
        guard let dispatcher = room.dispatcher, let origin = address.origin else { return true }
        do {
            while !Task.isShuttingDownGracefully {
                switch try await dispatcher.step(origin: origin) {
                case .idle: return true
                case .done: continue
                case .hindered(let reason):
                    logger.warning("Mails wait: \(reason)")
                    return false
                }
            }
            return true
        } catch {
            logger.warning("Mails can't be sent: \(error)")
            return false
        }
    }
}

/// The address that links begin with: known once the server listens, since the system may choose the port.
final class ListeningAddress: Sendable {
    private let known = Mutex<String?>(nil)

    var origin: String? { known.withLock { $0 } }

    func set(_ origin: String) { known.withLock { $0 = origin } }
}
