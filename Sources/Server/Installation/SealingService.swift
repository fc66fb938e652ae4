import Logging
import Portal
import ServiceLifecycle

/// Seals the journal while the portal runs: what was done a moment ago is in its chain a second later.
struct SealingService: Service {
    let sealer: AuditSealer
    let logger: Logger

    private static let pause = Duration.seconds(1)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await seal()
                try? await Task.sleep(for: Self.pause)
            }
        }
        await seal()
    }

    /// What can't be sealed now waits: nothing is lost, and the next round tries again.
    private func seal() async {
        do {
            try await sealer.seal()
        } catch {
            logger.warning("The journal can't be sealed: \(error)")
        }
    }
}
