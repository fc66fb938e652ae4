import GraphQLLanguage

/// Types and directives as their source declares them, not yet known to be valid.
///
/// `Schema` is one that is. Spec: 3 Type System.
public struct TypeSystem: Sendable {
    /// What the source says of it.
    public internal(set) var description: String?
    /// In the order of the source, the built-in ones last.
    public internal(set) var typeNames: [String] = []
    /// The types by their names.
    public internal(set) var types: [String: NamedType] = [:]
    /// In the order of the source, the built-in ones last.
    public internal(set) var directives: [DirectiveDefinition] = []
    /// The names of the root types and where they are given.
    public internal(set) var roots: [OperationKind: NamedReference] = [:]
    /// The schema definition and its extensions; empty if the source has none.
    public internal(set) var locations: [SourceLocation] = []
    /// What is applied to the schema itself.
    public internal(set) var appliedDirectives: [AppliedDirective] = []

    /// The type of that name.
    public func type(named name: String) -> NamedType? { types[name] }

    /// The directive of that name, without the at sign.
    public func directive(named name: String) -> DirectiveDefinition? {
        directives.first { $0.name == name }
    }

    /// The type behind lists and exclamation marks.
    public func type(of reference: TypeReference) -> NamedType? { types[reference.namedType] }

    mutating func add(_ type: NamedType) {
        if types.updateValue(type, forKey: type.name) == nil {
            typeNames.append(type.name)
        }
    }
}

extension TypeSystem {
    /// The object types that each interface and union stands for, in the order of the source (spec 3.7, 3.8).
    func objectsByAbstractType() -> [String: [ObjectType]] {
        var found: [String: [ObjectType]] = [:]
        for case .object(let object)? in typeNames.map({ types[$0] }) {
            for interface in object.interfaces {
                found[interface.name, default: []].append(object)
            }
        }
        for case .union(let union)? in typeNames.map({ types[$0] }) {
            found[union.name] = union.members.compactMap { member in
                if case .object(let object)? = types[member.name] { object } else { nil }
            }
        }
        return found
    }
}
