/// The name of a table within one statement: a letter and a number, given in order, so that the same plan always
/// prints the same text.
public struct Alias: Hashable, Sendable {
    /// The name, which needs no quotes.
    public let name: String

    /// Names the table with a letter that tells its part and a number.
    public init(_ letter: Letter, _ number: Int) {
        name = letter.rawValue + String(number)
    }

    /// The part that a table plays in a statement.
    public enum Letter: String, Sendable {
        /// A table of the schema.
        case table = "t"
        /// A table within a filter.
        case filter = "f"
        /// A table within a predicate.
        case predicate = "x"
    }
}
