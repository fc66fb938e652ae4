public import GraphQLLanguage
public import GraphQLValidation

/// How much of a request the engine puts up with.
public struct EngineLimits: Sendable {
    /// How much of a document is read.
    public var parser = ParserLimits.server
    /// How much one document may hold and one operation ask for.
    public var document = DocumentLimits.server
    /// How much work checking a document may be, and how many errors are told.
    public var validation = ValidationOptions.server
    /// The longest answer, in bytes.
    public var answerBytes = 16 << 20
    /// How many errors of fields are told; one more says that there are others.
    public var fieldErrors = 100
    /// How many requests of one viewer may be under way.
    public var requestsPerViewer = 16
    /// How many documents and plans are remembered.
    public var plans = 1024
    /// How long their texts may be together, in bytes.
    public var planBytes = 64 << 20
    /// How long a request may take in the database.
    public var deadline = Duration.seconds(8)
    /// How long one statement may take.
    public var statement = Duration.seconds(5)

    /// The limits of requests.
    public init() {}
}
