public import Execution

/// What the outside surface needs of the inside.
public struct HTTPSurface: Sendable {
    /// Answers a GraphQL request.
    public var answer: @Sendable (GraphQLRequest, Credential, RequestContext) async -> Answer
    /// Says why requests can't be answered now; nil when they can.
    public var unreadiness: @Sendable () async -> String?
    /// What the database counts, for `/metrics`.
    public var gauges: @Sendable () -> [Gauge]

    /// Takes the inside as three functions.
    public init(
        answer: @escaping @Sendable (GraphQLRequest, Credential, RequestContext) async -> Answer,
        unreadiness: @escaping @Sendable () async -> String? = { nil },
        gauges: @escaping @Sendable () -> [Gauge] = { [] }
    ) {
        self.answer = answer
        self.unreadiness = unreadiness
        self.gauges = gauges
    }
}
