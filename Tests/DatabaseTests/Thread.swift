import Foundation
import Postgres
import SQLText

/// Runs a body that may wait for locks on a thread of its own, so that it takes none from the tests.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}

extension DirectSession {
    /// Ends the transaction at the moment when another change of the same rows waits for it.
    func end(_ command: String, whenAnotherWaitsIn world: World) async throws {
        do {
            try await onThread { try world.administrator().waitForWaiter() }
        } catch {
            try execute("ROLLBACK")
            throw error
        }
        try execute(command)
    }

    private func waitForWaiter() throws {
        for _ in 0..<4_000 {
            let waiting = try count(
                """
                SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                """)
            if waiting ?? 0 > 0 { return }
            try run("SELECT pg_sleep(0.005)")
        }
        throw NobodyWaits()
    }
}

struct NobodyWaits: Error {}
