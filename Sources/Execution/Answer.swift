public import Access

/// The answer to a request: the bytes to send, and what the carrier must know to send them.
public struct Answer: Sendable {
    /// The response as JSON (specification, section 7).
    public var body: [UInt8]
    /// Whether there is data, and if there is none, why.
    public var outcome: Outcome
    /// What happens to the client's session.
    public var effects: [SessionEffect]
    /// The name of the operation that ran.
    public var operationName: String?
    /// How many statements read or changed something.
    public var statementCount: Int
    /// What the operator should know of a failure; never shown to the client.
    public var diagnosis: String?

    /// Whether there is data.
    public enum Outcome: Sendable, Hashable {
        /// Data and no errors.
        case data
        /// Data and errors of single fields.
        case partial
        /// A request error: nothing ran, or nothing of what ran is left.
        case refused(ErrorCode)
        /// The operation is no query, and the request's method lets only queries run.
        case notAQuery
        /// The credential is invalid or over; the document wasn't read.
        case credentialRefused
    }

    /// Makes an answer.
    public init(
        body: [UInt8], outcome: Outcome, effects: [SessionEffect] = [], operationName: String? = nil,
        statementCount: Int = 0, diagnosis: String? = nil
    ) {
        self.body = body
        self.outcome = outcome
        self.effects = effects
        self.operationName = operationName
        self.statementCount = statementCount
        self.diagnosis = diagnosis
    }
}

/// What an operation does to the session of the browser that sent it.
public enum SessionEffect: Sendable, Hashable {
    /// A session starts: the secret, and the seconds that it lasts.
    case start(secret: String, realm: Realm, portal: String?, seconds: Int)
    /// The browser's requests to that side are of whoever views as somebody else, as long as it is open.
    case startViewAs(secret: String, realm: Realm, portal: String?)
    /// The session that sent the request ends, or viewing as somebody else.
    case end
}
