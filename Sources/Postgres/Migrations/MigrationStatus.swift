/// How a database's schema stands to the migrations that a program knows; all by name, in order.
public struct MigrationStatus: Sendable, Equatable {
    /// Applied, with the text that the program has.
    public internal(set) var applied: [String] = []
    /// Not applied yet.
    public internal(set) var pending: [String] = []
    /// Applied with another text or name.
    public internal(set) var changed: [String] = []
    /// Applied by a newer program.
    public internal(set) var unknown: [String] = []

    /// Whether the database is exactly where the program is.
    public var isCurrent: Bool { pending.isEmpty && changed.isEmpty && unknown.isEmpty }

    func requireUnchanged() throws(MigrationError) {
        if !changed.isEmpty { throw .changed(changed) }
        if !unknown.isEmpty { throw .ahead(unknown) }
    }
}
