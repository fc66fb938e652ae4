/// A value that has been coerced to its input type: what a field is executed with.
///
/// Spec: 3.4 to 3.12, the sections "Input Coercion".
public enum InputValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    case float(Double)
    case string(String)
    case enumeration(String)
    case list([InputValue])
    case object(InputObject)
}

/// The fields of a coerced input object or the arguments of a field; absent is not null.
public typealias InputObject = OrderedMembers<InputValue>

extension InputValue {
    /// True for null alone.
    public var isNull: Bool { self == .null }
}

extension InputValue: ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A literal of the language, for tests and defaults.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A literal of the language, for tests and defaults.
    public init(integerLiteral value: Int64) { self = .int(value) }
    /// A literal of the language, for tests and defaults.
    public init(floatLiteral value: Double) { self = .float(value) }
    /// A literal of the language, for tests and defaults.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A literal of the language, for tests and defaults.
    public init(arrayLiteral elements: InputValue...) { self = .list(elements) }
    /// A literal of the language, for tests and defaults.
    public init(dictionaryLiteral elements: (String, InputValue)...) { self = .object(InputObject(elements)) }
}
