/// How much of a text the parser reads before it gives up.
///
/// Both limits are counted while lexing, so a text that breaks one is never read to its end.
public struct ParserLimits: Sendable, Hashable {
    /// The greatest depth that any limits allow: the parser recurses once a level.
    public static let deepest = 200

    /// How many tokens a document may have, comments not counted; nil for any number.
    public let maximumTokens: Int?
    /// How many selection sets, lists, input objects and list types may be open at once.
    public let maximumDepth: Int
    /// Longer tokens are cut in messages, in bytes.
    public let echoLimit: Int

    /// Makes limits; a depth outside 1...200 is brought inside.
    public init(maximumTokens: Int?, maximumDepth: Int, echoLimit: Int = .max) {
        self.maximumTokens = maximumTokens
        self.maximumDepth = min(max(maximumDepth, 1), Self.deepest)
        self.echoLimit = echoLimit
    }

    /// The limits of tools and of the schema's own text: any number of tokens, depth 200.
    public static let reference = ParserLimits(maximumTokens: nil, maximumDepth: deepest)

    /// The limits of requests: 4000 tokens, depth 64, 80 bytes of a token in a message.
    public static let server = ParserLimits(maximumTokens: 4000, maximumDepth: 64, echoLimit: 80)
}
