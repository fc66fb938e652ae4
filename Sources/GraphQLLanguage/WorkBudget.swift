import Glibc

/// How much of the processor one piece of work may take.
///
/// Counted in the thread's own time, so that a machine that is busy with other things makes nobody wait in vain; the
/// work must stay on its thread.
package struct WorkBudget {
    private let limit: Duration?
    private let now: () -> Duration
    private let start: Duration

    /// Starts to count.
    ///
    /// - Parameters:
    ///   - limit: how much there is; nil for as much as it takes.
    ///   - now: the time that the thread has had so far.
    package init(_ limit: Duration?, now: @escaping () -> Duration = WorkBudget.threadTime) {
        self.limit = limit
        self.now = now
        start = limit == nil ? .zero : now()
    }

    /// Whether more was used than there is.
    ///
    /// Each look is a call of the kernel.
    package var isSpent: Bool {
        limit.map { now() - start > $0 } ?? false
    }

    /// The time that this thread has had.
    package static func threadTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
