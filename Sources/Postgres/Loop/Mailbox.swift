import CLinux
import Glibc
import Synchronization

/// How tasks talk to the poll thread: a list under a lock, and an event that is raised only for a thread asleep.
final class Mailbox: Sendable {
    enum Letter: Sendable {
        case request(Request)
        case cancel(Request)
        case start(UnsafeContinuation<PostgresError?, Never>, until: Instant)
        case stop(UnsafeContinuation<Void, Never>, until: Instant)
    }

    private struct State {
        var letters: [Letter] = []
        var isAsleep = false
        var isClosed = false
    }

    /// What the poll thread waits for beside its connections.
    let event: Int32
    private let state = Mutex(State())

    init() throws(PostgresError) {
        event = clinux_event_make()
        if event < 0 { throw .unavailable(reason: "no eventfd: \(String(cString: strerror(-event)))") }
    }

    deinit {
        Glibc.close(event)
    }

    /// Hands a letter over; false when the thread is gone for good.
    func post(_ letter: Letter) -> Bool {
        let (accepted, wasAsleep) = state.withLock { state in
            if state.isClosed { return (false, false) }
            state.letters.append(letter)
            let wasAsleep = state.isAsleep
            state.isAsleep = false
            return (true, wasAsleep)
        }
        if wasAsleep { clinux_event_raise(event) }
        return accepted
    }

    /// Takes all letters, swapping in an emptied array so that neither side allocates.
    func take(into letters: inout [Letter]) {
        state.withLock { state in
            state.isAsleep = false
            swap(&state.letters, &letters)
        }
    }

    /// Marks the thread as going to sleep; false when letters have come meanwhile.
    func mayFallAsleep() -> Bool {
        state.withLock { state in
            state.isAsleep = state.letters.isEmpty
            return state.isAsleep
        }
    }

    /// Refuses letters from now on and gives those that nobody took.
    func close() -> [Letter] {
        state.withLock { state in
            state.isClosed = true
            defer { state.letters = [] }
            return state.letters
        }
    }
}
