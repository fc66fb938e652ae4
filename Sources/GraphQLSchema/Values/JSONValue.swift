/// A value as it stands in a JSON text, before any type is known.
///
/// Whole numbers and reals stay apart, since `1.0` is no `Int` (spec 3.5.1).
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case real(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A literal of the language, for tests and defaults.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A literal of the language, for tests and defaults.
    public init(integerLiteral value: Int64) { self = .int(value) }
    /// A literal of the language, for tests and defaults.
    public init(floatLiteral value: Double) { self = .real(value) }
    /// A literal of the language, for tests and defaults.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A literal of the language, for tests and defaults.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// A literal of the language, for tests and defaults.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}

/// The members of a JSON object: in the order written, found by name.
public typealias JSONObject = OrderedMembers<JSONValue>
