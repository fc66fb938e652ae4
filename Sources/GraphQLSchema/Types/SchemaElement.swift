/// The coordinate of an element of a schema that access rules can be about.
///
/// Spec: 2.14 Schema Coordinates.
public enum SchemaElement: Sendable, Hashable {
    case type(String)
    /// A field of an object or interface: type, field.
    case field(String, String)
    /// An argument of a field: type, field, argument.
    case argument(String, String, String)
    /// A field of an input object: type, field.
    case inputField(String, String)
    /// A value of an enum: type, value.
    case enumValue(String, String)
}

extension SchemaElement: CustomStringConvertible {
    /// As the language writes it.
    public var description: String {
        switch self {
        case .type(let type): type
        case .field(let type, let field), .inputField(let type, let field): "\(type).\(field)"
        case .argument(let type, let field, let argument): "\(type).\(field)(\(argument):)"
        case .enumValue(let type, let value): "\(type).\(value)"
        }
    }
}
