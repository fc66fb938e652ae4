/// What was found of one chain of the journal.
public struct AuditChain: Equatable, Sendable {
    /// Whose events they are; nil for those that belong to no organisation.
    public let organization: String?
    /// How many events are sealed.
    public let sealed: Int64
    /// How many wait for it.
    public let waiting: Int64
    /// Of how many the personal part was erased.
    public let erased: Int64
    /// The hash of the newest event: whoever keeps it elsewhere can tell whether the end was ever cut off.
    public let hash: String?
    /// Where it broke first; nil for a whole one.
    public let fault: Fault?

    /// The first thing that is wrong.
    public struct Fault: Equatable, Sendable {
        /// The place in the chain.
        public let seq: Int64
        /// What is wrong with it.
        public let kind: Kind
    }

    /// What can be wrong.
    public enum Kind: String, Sendable {
        /// There is no event at this place.
        case missing = "MISSING"
        /// The event isn't the one that was sealed, or doesn't stand where it stood.
        case changed = "CHANGED"
        /// The personal part isn't the one that was sealed.
        case detail = "DETAIL"
        /// Events were cut off the end.
        case cut = "CUT"
    }

    /// The chain in one line.
    public var description: String {
        "audit of \(owner): \(sealed) events sealed, \(waiting) waiting, \(erased) with the personal part erased"
            + (hash.map { "; the newest is \($0)" } ?? "")
    }

    private var owner: String { organization ?? "no organisation" }
}

extension AuditChain.Fault: Error, CustomStringConvertible {
    /// Where it broke, and how.
    public var description: String {
        switch kind {
        case .missing: "broken at event \(seq): it is missing"
        case .changed: "broken at event \(seq): it is not the one that was sealed there"
        case .detail: "broken at event \(seq): its personal part is not the one that was sealed"
        case .cut: "broken at event \(seq): it and what followed were cut off"
        }
    }
}
