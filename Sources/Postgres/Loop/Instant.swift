import Glibc

/// A point on the monotonic clock, in nanoseconds: one word, compared and added without surprises.
struct Instant: Comparable, Sendable {
    var nanoseconds: UInt64

    static let never = Instant(nanoseconds: .max)

    static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Instant(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
    }

    static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// A later point; a negative duration counts as none, an endless one as `never`.
    static func + (left: Instant, duration: Duration) -> Instant {
        let (seconds, attoseconds) = duration.components
        if seconds < 0 || attoseconds < 0 { return left }
        let (product, tooLong) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (span, longer) = product.addingReportingOverflow(UInt64(attoseconds) / 1_000_000_000)
        let (sum, beyond) = left.nanoseconds.addingReportingOverflow(span)
        return tooLong || longer || beyond ? .never : Instant(nanoseconds: sum)
    }

    /// Milliseconds from here to another point, rounded up so that nobody wakes too early; -1 for ever, as poll(2)
    /// takes it.
    func milliseconds(until other: Instant) -> Int32 {
        if other == .never { return -1 }
        if other <= self { return 0 }
        return Int32(clamping: (other.nanoseconds - nanoseconds + 999_999) / 1_000_000)
    }
}
