/// A type as it is written behind a field, an argument or a variable: `[Customer!]!`.
///
/// Spec: 3.4 Types, "Wrapping Types".
public indirect enum TypeReference: Sendable, Hashable {
    case named(String)
    case list(TypeReference)
    case nonNull(TypeReference)
}

extension TypeReference {
    /// The name at the core, without lists and exclamation marks.
    public var namedType: String {
        switch self {
        case .named(let name): name
        case .list(let inner), .nonNull(let inner): inner.namedType
        }
    }

    /// Whether null is no value of this type.
    public var isNonNull: Bool {
        if case .nonNull = self { true } else { false }
    }

    /// The same type, with null allowed at its outermost level.
    public var nullable: TypeReference {
        if case .nonNull(let inner) = self { inner } else { self }
    }

    /// The type of an item, if this is a list (or a list that may not be null).
    public var itemType: TypeReference? {
        if case .list(let item) = nullable { item } else { nil }
    }
}

extension TypeReference: CustomStringConvertible {
    /// As the language writes it.
    public var description: String {
        switch self {
        case .named(let name): name
        case .list(let inner): "[\(inner)]"
        case .nonNull(let inner): "\(inner)!"
        }
    }
}
