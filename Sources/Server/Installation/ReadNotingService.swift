import Logging
import Portal
import ServiceLifecycle

/// Writes down who looked at customers' data while the portal runs, a few seconds after they did.
struct ReadNotingService: Service {
    let reads: CustomerReads
    let logger: Logger

    private static let pause = Duration.seconds(3)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.pause)
                await write()
            }
        }
        await write()
    }

    /// What can't be written now waits for the next round.
    private func write() async {
        do {
            try await reads.write()
        } catch {
            logger.warning("Who looked at customers' data can't be written down: \(error)")
        }
    }
}
