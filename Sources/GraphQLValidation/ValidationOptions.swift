/// How validation speaks, and how much it does.
public struct ValidationOptions: Sendable, Hashable {
    /// Whether messages suggest names that are near to what was written.
    ///
    /// Off in the server: suggestions tell of names nobody asked for.
    public var suggestions: Bool
    /// At most so many errors are collected.
    public var maximumErrors: Int
    /// Longer names are cut in messages, in bytes.
    public var echoLimit: Int
    /// How many pairs of fields may be compared before a document is refused as too complex.
    ///
    /// Spec 5.3.2 asks for comparisons whose number grows with the square of the fields.
    public var maximumComparisons: Int

    /// Sets everything.
    public init(suggestions: Bool, maximumErrors: Int, echoLimit: Int, maximumComparisons: Int) {
        self.suggestions = suggestions
        self.maximumErrors = maximumErrors
        self.echoLimit = echoLimit
        self.maximumComparisons = maximumComparisons
    }

    /// As the reference answers: for tools.
    public static let reference = ValidationOptions(
        suggestions: true, maximumErrors: .max, echoLimit: .max, maximumComparisons: 1_000_000)

    /// For requests.
    public static let server = ValidationOptions(
        suggestions: false, maximumErrors: 20, echoLimit: 80, maximumComparisons: 10_000)
}
