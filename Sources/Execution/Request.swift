public import GraphQLSchema

/// A GraphQL request, taken out of whatever carried it.
public struct GraphQLRequest: Sendable {
    /// The document as UTF-8.
    public var query: [UInt8]
    /// Which operation of the document to run; nil if it has only one.
    public var operationName: String?
    /// The values of the operation's variables.
    public var variables: JSONObject
    /// Whether only queries may run (HTTP GET).
    public var queriesOnly: Bool

    /// Describes a request.
    public init(
        query: [UInt8], operationName: String? = nil, variables: JSONObject = JSONObject(), queriesOnly: Bool = false
    ) {
        self.query = query
        self.operationName = operationName
        self.variables = variables
        self.queriesOnly = queriesOnly
    }
}

/// Where a request comes from.
public struct RequestContext: Sendable {
    /// Names the request in the answer and in the log.
    public var requestID: String
    /// The client's address, as text that PostgreSQL's inet reads.
    public var clientAddress: String
    /// What the client calls itself.
    public var userAgent: String?
    /// Whether the client keeps cookies of ours.
    public var isBrowser: Bool

    /// Describes where a request comes from.
    public init(requestID: String, clientAddress: String, userAgent: String? = nil, isBrowser: Bool = false) {
        self.requestID = requestID
        self.clientAddress = clientAddress
        self.userAgent = userAgent
        self.isBrowser = isBrowser
    }
}

/// How a request says who sends it.
public enum Credential: Sendable, Hashable {
    /// It doesn't.
    case anonymous
    /// By a session's secret, of which this is the SHA-256; a program sends it itself, a browser in a cookie.
    case token(hash: [UInt8], isBearer: Bool = true)
}
