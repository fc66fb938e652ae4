import GraphQLLanguage

/// A valid type system: what a client may ask.
///
/// It can only be made by building from a source without faults, or by taking elements away from such a one.
/// Spec: 3.3 Schema.
public final class Schema: Sendable {
    /// Everything it declares.
    public let system: TypeSystem
    /// Where every query starts.
    public let queryType: ObjectType
    /// Where every mutation starts, if there are any.
    public let mutationType: ObjectType?
    /// Where every subscription starts, if there are any.
    public let subscriptionType: ObjectType?
    private let objects: [String: [ObjectType]]
    private let objectNames: [String: Set<String>]

    init(valid system: TypeSystem, queryType: ObjectType) {
        func root(_ kind: OperationKind) -> ObjectType? {
            guard let name = system.roots[kind]?.name, case .object(let type)? = system.types[name] else { return nil }
            return type
        }
        self.system = system
        self.queryType = queryType
        self.mutationType = root(.mutation)
        self.subscriptionType = root(.subscription)
        self.objects = system.objectsByAbstractType()
        self.objectNames = objects.mapValues { Set($0.map(\.name)) }
    }
}

extension Schema {
    /// What the source says of it.
    public var description: String? { system.description }
    /// The directives that may be applied, those of the source first.
    public var directives: [DirectiveDefinition] { system.directives }

    /// Every type, those of the source in its order first, then the built-in and the introspection types.
    public var types: [NamedType] { system.typeNames.compactMap { system.types[$0] } }

    /// The type of that name.
    public func type(named name: String) -> NamedType? { system.types[name] }

    /// The type behind lists and exclamation marks.
    public func type(of reference: TypeReference) -> NamedType? { system.types[reference.namedType] }

    /// The directive of that name, without the at sign.
    public func directive(named name: String) -> DirectiveDefinition? { system.directive(named: name) }

    /// The root type of an operation, if the schema has one.
    public func rootType(of kind: OperationKind) -> ObjectType? {
        switch kind {
        case .query: queryType
        case .mutation: mutationType
        case .subscription: subscriptionType
        }
    }

    /// The object types that a value of this type can be of: an object itself, implementors, members (spec 5.5.2.3).
    public func possibleTypes(of name: String) -> [ObjectType] {
        if case .object(let type)? = system.types[name] { return [type] }
        return objects[name] ?? []
    }

    /// Whether a value of `type` can be of this object type.
    public func isPossible(object: String, for type: String) -> Bool {
        type == object || objectNames[type]?.contains(object) == true
    }
}

extension Schema {
    /// The field that this name stands for, the introspection fields included (spec 4.1, 4.2).
    public func field(named name: String, of type: NamedType) -> FieldDefinition? {
        guard name.utf8.starts(with: "__".utf8) else { return type.field(named: name) }
        if name == "__typename" {
            return type.isComposite ? MetaFields.typename : nil
        }
        guard type.name == queryType.name else { return type.field(named: name) }
        switch name {
        case "__schema": return MetaFields.schema
        case "__type": return MetaFields.type
        default: return type.field(named: name)
        }
    }
}
