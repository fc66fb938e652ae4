/// How validation speaks, and how much it does.
public struct ValidationOptions: Sendable, Hashable {
    /// Whether messages suggest names that are near to what was written.
    ///
    /// Off in the server: suggestions tell of names nobody asked for.
    public var suggestions: Bool
    /// At most so many errors are collected; one more says that there are others.
    public var maximumErrors: Int
    /// Longer names are cut in messages, in bytes.
    public var echoLimit: Int
    /// How many pairs of fields may be compared before a document is refused as too complex.
    ///
    /// Spec 5.3.2 asks for comparisons whose number grows with the square of the fields.
    public var maximumComparisons: Int
    /// How many lists of types introspection may go through, one below the other.
    public var maximumIntrospectionLists = 2
    /// Whether a directive that the schema doesn't have is told of wherever it stands, and not only once.
    public var repeatsUnknownDirectives = true
    /// How much of the processor checking may take before a document is refused as too complex.
    ///
    /// Nil for as much as it takes: only who knows the machine can say, so an installation does.
    public var maximumTime: Duration?

    /// As the reference answers: for tools.
    public static let reference = ValidationOptions(
        suggestions: true, maximumErrors: .max, echoLimit: .max, maximumComparisons: 1_000_000)

    /// For requests.
    public static let server = ValidationOptions(
        suggestions: false, maximumErrors: 20, echoLimit: 80, maximumComparisons: 10_000,
        repeatsUnknownDirectives: false)
}
