/// What a viewer may do with an element of the schema, the mildest first.
///
/// There is no "unknown": an element that no rule names stops the server at start.
public enum Decision: Int, Hashable, Sendable, Comparable {
    /// The viewer may.
    case allowed
    /// The element is there, its value is null with an error FORBIDDEN (`onDeny: NULL`).
    case null
    /// The element is there, an operation that names it is refused as a whole (`onDeny: REJECT`).
    case rejected
    /// The element doesn't exist for the viewer (`onDeny: HIDE`).
    case hidden

    /// Whether the left one is milder.
    public static func < (left: Decision, right: Decision) -> Bool { left.rawValue < right.rawValue }
}
