public import Postgres

/// What no field shows.
extension Engine {
    /// Reads rows as a viewer, such as the bytes of a file: the policies decide what there is of them.
    ///
    /// Whether the viewer may have what they belong to is asked before, by an operation.
    ///
    /// - Returns: the rows; nil where nobody is signed in.
    /// - Throws: what stands in the way of reading.
    public func rows(
        of statement: BoundStatement, as credential: Credential, context: RequestContext
    ) async throws -> ResultRows? {
        for reload in [false, true] {
            guard let viewer = try await viewer(credential, context, reload: reload) else { return nil }
            let entry = viewer.readingEntry(timeoutMilliseconds: limits.statement.wholeMilliseconds)
            let results = try await database.read([entry, statement], lane: .exclusive, deadline: limits.deadline)
            if results.first?.bool(0, 0) == true { return results.last }
        }
        return nil
    }
}
