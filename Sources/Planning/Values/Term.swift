public import GraphQLSchema

/// A value in a document whose shape is known and whose leaves may be variables: what a filter, an order or a page
/// is planned from.
public indirect enum Term: Hashable, Sendable {
    case null
    /// A leaf: its value now, and where it comes from in other requests of the same shape.
    case leaf(InputValue, VariablePath?)
    case list([Term], VariablePath?)
    case object([Member])

    /// A field of an input object.
    public struct Member: Hashable, Sendable {
        public let name: String
        public let value: Term
    }

    /// The value of a field of an input object; nil where it's left out.
    func member(_ name: String) -> Term? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The name of an enum value.
    var enumName: String? {
        if case .leaf(.enumeration(let name), _) = self { name } else { nil }
    }

    /// The slot for a leaf.
    func slot(_ form: LeafForm) -> Slot? {
        guard case .leaf(let value, let path) = self else { return nil }
        guard let path else { return .constant(form.sqlValue(value)) }
        return .variable(path, .leaf(form))
    }

    /// The slot for a list of leaves as one array.
    func arraySlot(_ form: LeafForm) -> Slot? {
        guard case .list(let items, let path) = self else { return nil }
        if let path { return .variable(path, .list(form)) }
        return .array(items.compactMap { $0.slot(form) }, form.sqlType)
    }

    /// The value with the variables of a request.
    func resolved(_ variables: [String: InputValue]) -> InputValue {
        switch self {
        case .null: .null
        case .leaf(let value, nil): value
        case .leaf(_, let path?), .list(_, let path?): path.value(in: variables) ?? .null
        case .list(let items, nil): .list(items.map { $0.resolved(variables) })
        case .object(let members): .object(InputObject(members.map { ($0.name, $0.value.resolved(variables)) }))
        }
    }
}
