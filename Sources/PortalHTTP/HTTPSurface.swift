public import Access
public import Execution
public import Portal

/// What the outside surface needs of the inside.
public struct HTTPSurface: Sendable {
    /// Answers a GraphQL request.
    public var answer: @Sendable (GraphQLRequest, Credential, RequestContext) async -> Answer
    /// Explains a GraphQL request; the second says whether it is run to be measured.
    public var explanation: @Sendable (GraphQLRequest, Bool, Credential, RequestContext) async -> Answer
    /// Says why requests can't be answered now; nil when they can.
    public var unreadiness: @Sendable () async -> String?
    /// Finds a file of the partner kit for whoever asks.
    public var kitFile: @Sendable (PartnerKitRequest, Credential, RequestContext) async -> PartnerKitAnswer
    /// What the database counts, for `/metrics`.
    public var gauges: @Sendable () -> [Gauge]

    /// Takes the inside as functions.
    public init(
        answer: @escaping @Sendable (GraphQLRequest, Credential, RequestContext) async -> Answer,
        explanation: @escaping @Sendable (GraphQLRequest, Bool, Credential, RequestContext) async -> Answer = {
            _, _, _, _ in Answer(body: Array("{}".utf8), outcome: .refused(.notFound))
        },
        kitFile: @escaping @Sendable (PartnerKitRequest, Credential, RequestContext) async -> PartnerKitAnswer = {
            _, _, _ in .missing
        },
        unreadiness: @escaping @Sendable () async -> String? = { nil },
        gauges: @escaping @Sendable () -> [Gauge] = { [] }
    ) {
        self.answer = answer
        self.explanation = explanation
        self.kitFile = kitFile
        self.unreadiness = unreadiness
        self.gauges = gauges
    }
}
