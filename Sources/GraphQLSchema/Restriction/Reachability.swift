import GraphQLLanguage

extension TypeSystem {
    /// The names of all types that a client can meet: from the root types and directives along fields, arguments,
    /// interfaces, implementations and members.
    func reachableTypes() -> Set<String> {
        let objects = objectsByAbstractType()
        var reached: Set<String> = []
        var waiting = Array(IntrospectionTypes.names) + ["String", "Boolean"] + roots.values.map(\.name)
        waiting += directives.flatMap { $0.arguments.map(\.type.namedType) }
        while let name = waiting.popLast() {
            guard let type = types[name], reached.insert(name).inserted else { continue }
            waiting += type.referencedTypes
            waiting += objects[name]?.map(\.name) ?? []
        }
        return reached
    }

    /// The coordinates of everything that is declared, built-in types included.
    var elements: [SchemaElement] {
        typeNames.compactMap { types[$0] }.flatMap { [.type($0.name)] + $0.parts }
    }
}

extension NamedType {
    fileprivate var parts: [SchemaElement] {
        switch self {
        case .scalar, .union: []
        case .object(let type): type.fields.flatMap { $0.elements(of: type.name) }
        case .interface(let type): type.fields.flatMap { $0.elements(of: type.name) }
        case .enumeration(let type): type.values.map { .enumValue(type.name, $0.name) }
        case .inputObject(let type): type.fields.map { .inputField(type.name, $0.name) }
        }
    }
}

extension FieldDefinition {
    fileprivate func elements(of type: String) -> [SchemaElement] {
        [.field(type, name)] + arguments.map { .argument(type, name, $0.name) }
    }
}

extension SchemaElement {
    /// The name of the type that it is, or belongs to.
    public var typeName: String {
        switch self {
        case .type(let type), .field(let type, _), .argument(let type, _, _), .inputField(let type, _),
            .enumValue(let type, _):
            type
        }
    }

    /// Whether it belongs to every schema, whoever looks: the introspection types and the built-in scalars.
    var isIntrospection: Bool {
        IntrospectionTypes.names.contains(typeName)
            || ScalarForm.builtIn.contains { $0.rawValue == typeName }
    }
}

extension ScalarForm {
    /// The scalars of the specification (spec 3.5).
    static let builtIn: [ScalarForm] = [.int, .float, .string, .boolean, .id]
}
