import Logging
import Portal
import ServiceLifecycle

/// Deletes what is over while the portal runs, once an hour.
struct SweepingService: Service {
    let sweeper: Sweeper
    let logger: Logger

    private static let pause = Duration.seconds(3600)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await sweeper.sweep()
                } catch {
                    // It is over in an hour, too.
                    logger.warning("What is over can't be deleted: \(error)")
                }
                try? await Task.sleep(for: Self.pause)
            }
        }
    }
}
