public import Access

/// Why an operation can't be planned or its plan can't be filled: a request error.
public struct PlanningError: Error, Hashable, Sendable {
    /// The code for clients.
    public let code: ErrorCode
    /// What is wrong and what to do, written for clients.
    public let message: String
    /// Where the document says it, as a byte offset.
    public let offset: Int?
    /// What else is wrong, with the same code.
    public let others: [PlanningError]

    /// Refuses an operation.
    public init(_ code: ErrorCode, _ message: String, at offset: Int? = nil, others: [PlanningError] = []) {
        self.code = code
        self.message = message
        self.offset = offset
        self.others = others
    }
}
