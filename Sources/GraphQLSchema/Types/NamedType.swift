import GraphQLLanguage

/// One of the six kinds of type that have a name.
///
/// Spec: 3.4 Types.
public enum NamedType: Sendable {
    case scalar(ScalarType)
    case object(ObjectType)
    case interface(InterfaceType)
    case union(UnionType)
    case enumeration(EnumType)
    case inputObject(InputObjectType)
}

extension NamedType {
    private var definition: any TypeDefinition {
        switch self {
        case .scalar(let type): type
        case .object(let type): type
        case .interface(let type): type
        case .union(let type): type
        case .enumeration(let type): type
        case .inputObject(let type): type
        }
    }

    /// Its name.
    public var name: String { definition.name }
    /// What the source says of it.
    public var description: String? { definition.description }
    /// The directives on it, those of extensions last.
    public var appliedDirectives: [AppliedDirective] { definition.appliedDirectives }
    /// Where the definition and its extensions stand in the schema's source, the definition first.
    public var locations: [SourceLocation] { definition.locations }

    /// The fields of an object or interface; nil for every other kind.
    public var fields: [FieldDefinition]? { fieldsType?.fields }

    /// An object or interface, as what the two have in common.
    public var fieldsType: (any FieldsType)? {
        switch self {
        case .object(let type): type
        case .interface(let type): type
        case .scalar, .union, .enumeration, .inputObject: nil
        }
    }

    /// The field of that name of an object or interface.
    public func field(named name: String) -> FieldDefinition? {
        switch self {
        case .object(let type): type.field(named: name)
        case .interface(let type): type.field(named: name)
        case .scalar, .union, .enumeration, .inputObject: nil
        }
    }

    /// Whether a variable, argument or input field may have this type (spec 3.4.2 IsInputType).
    public var isInput: Bool {
        switch self {
        case .scalar, .enumeration, .inputObject: true
        case .object, .interface, .union: false
        }
    }

    /// Whether a field may have this type (spec 3.4.2 IsOutputType).
    public var isOutput: Bool {
        switch self {
        case .scalar, .object, .interface, .union, .enumeration: true
        case .inputObject: false
        }
    }

    /// Whether values of this type have fields to select: object, interface or union.
    public var isComposite: Bool {
        switch self {
        case .object, .interface, .union: true
        case .scalar, .enumeration, .inputObject: false
        }
    }

    /// Whether this is a scalar or an enum.
    public var isLeaf: Bool {
        switch self {
        case .scalar, .enumeration: true
        case .object, .interface, .union, .inputObject: false
        }
    }

    /// Whether a value's own type is one of several: interface or union.
    public var isAbstract: Bool {
        switch self {
        case .interface, .union: true
        case .scalar, .object, .enumeration, .inputObject: false
        }
    }
}

/// What every definition with a name of its own has.
public protocol TypeDefinition: AnyObject, Sendable {
    var name: String { get }
    var description: String? { get }
    var appliedDirectives: [AppliedDirective] { get }
    /// Where the definition and its extensions stand in the schema's source, the definition first.
    var locations: [SourceLocation] { get }
}

extension TypeDefinition {
    /// Where the definition stands in the schema's source.
    public var location: SourceLocation { locations.first ?? SourceLocation(line: 1, column: 1) }
}

/// What objects and interfaces have in common.
public protocol FieldsType: TypeDefinition {
    var interfaces: [NamedReference] { get }
    var fields: [FieldDefinition] { get }
    func field(named name: String) -> FieldDefinition?
}

/// A type's name where another definition mentions it.
public struct NamedReference: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Where it stands in the schema's source.
    public let location: SourceLocation

    /// Makes one of its parts.
    public init(name: String, location: SourceLocation) {
        self.name = name
        self.location = location
    }
}
