/// What the server puts up with, each limit with its setting: `PORTICO_LIMIT_` and the raw value.
public enum Limit: String, Sendable, CaseIterable {
    // Connections.
    case connections = "CONNECTIONS"
    case idleSeconds = "IDLE_SECONDS"
    case headerBytes = "HEADER_BYTES"
    case headers = "HEADERS"
    case headerSeconds = "HEADER_SECONDS"
    case addressBytes = "ADDRESS_BYTES"
    case bodyBytes = "BODY_BYTES"
    case bodyRatio = "BODY_RATIO"
    case bodySeconds = "BODY_SECONDS"
    case bodyRate = "BODY_RATE"
    case requestSeconds = "REQUEST_SECONDS"
    case readingSeconds = "READING_SECONDS"
    // Requests at the same time.
    case requests = "REQUESTS"
    case requestsPerViewer = "REQUESTS_PER_VIEWER"
    case queue = "QUEUE"
    // JSON.
    case jsonDepth = "JSON_DEPTH"
    case jsonMembers = "JSON_MEMBERS"
    // Documents as they are written.
    case documentBytes = "DOCUMENT_BYTES"
    case tokens = "TOKENS"
    case nesting = "NESTING"
    case operations = "OPERATIONS"
    case fragments = "FRAGMENTS"
    case variables = "VARIABLES"
    case directives = "DIRECTIVES"
    case directivesPerElement = "DIRECTIVES_PER_ELEMENT"
    case comparisons = "COMPARISONS"
    case validationMilliseconds = "VALIDATION_MILLISECONDS"
    // Operations, fragments expanded.
    case fields = "FIELDS"
    case depth = "DEPTH"
    case aliases = "ALIASES"
    case repeats = "REPEATS"
    case rootFields = "ROOT_FIELDS"
    case schemas = "SCHEMAS"
    case introspections = "INTROSPECTIONS"
    case introspectionLists = "INTROSPECTION_LISTS"
    // What is asked of the database.
    case page = "PAGE"
    case usualPage = "USUAL_PAGE"
    case rows = "ROWS"
    case conditions = "CONDITIONS"
    case items = "ITEMS"
    case textBytes = "TEXT_BYTES"
    case orderTerms = "ORDER_TERMS"
    case ids = "IDS"
    case statements = "STATEMENTS"
    case sqlBytes = "SQL_BYTES"
    case planningMilliseconds = "PLANNING_MILLISECONDS"
    case deadlineSeconds = "DEADLINE_SECONDS"
    case statementSeconds = "STATEMENT_SECONDS"
    case lockSeconds = "LOCK_SECONDS"
    case transactionIdleSeconds = "TRANSACTION_IDLE_SECONDS"
    // Answers.
    case answerBytes = "ANSWER_BYTES"
    case validationErrors = "VALIDATION_ERRORS"
    case fieldErrors = "FIELD_ERRORS"
    // What is remembered.
    case plans = "PLANS"
    case planBytes = "PLAN_BYTES"

    /// The environment variable.
    public var setting: String { "PORTICO_LIMIT_" + rawValue }
}

/// The limits of an installation: the usual ones, and what its settings say otherwise.
public struct Limits: Sendable {
    private var values: [Limit: Int] = [:]

    /// The usual ones.
    public init() {}

    /// The value of a limit; setting it brings it into its range.
    public subscript(limit: Limit) -> Int {
        get { values[limit] ?? limit.usual }
        set { values[limit] = min(max(newValue, limit.range.lowerBound), limit.range.upperBound) }
    }
}
