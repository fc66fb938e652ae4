import GraphQLLanguage

extension TypeSystem {
    /// Every fault by which this type system is no schema, in the order of the reference.
    ///
    /// Spec: the sections "Type Validation" of 3.3 to 3.13.
    public func faults() -> [GraphQLError] {
        var checker = TypeChecker(self)
        checker.checkRoots()
        for directive in directives { checker.check(directive) }
        for case let type? in typeNames.map({ types[$0] }) { checker.check(type) }
        checker.checkInputCycles()
        return checker.faults
    }
}

/// Collects the faults of a type system; each kind of type has a file of its own.
struct TypeChecker {
    let system: TypeSystem
    private(set) var faults: [GraphQLError] = []

    init(_ system: TypeSystem) {
        self.system = system
    }

    mutating func report(_ message: String, _ locations: [SourceLocation]) {
        faults.append(GraphQLError(message: message, locations: locations))
    }

    mutating func check(_ type: NamedType) {
        if !type.isIntrospection { checkName(type.name, type.locations) }
        switch type {
        case .scalar: break
        case .object(let type):
            checkFields(of: type)
            checkInterfaces(of: type)
        case .interface(let type):
            checkFields(of: type)
            checkInterfaces(of: type)
        case .union(let type): checkMembers(of: type)
        case .enumeration(let type): checkValues(of: type)
        case .inputObject(let type): checkFields(of: type)
        }
    }

    /// Spec: 3.4 "Reserved Names" (2.1.9).
    mutating func checkName(_ name: String, _ locations: [SourceLocation]) {
        if name.utf8.starts(with: "__".utf8) {
            report(
                "Name \"\(name)\" must not begin with \"__\", which is reserved by GraphQL introspection.",
                Array(locations.prefix(1)))
        }
    }
}

extension NamedType {
    /// Whether this is one of the types that describe a schema to its clients.
    package var isIntrospection: Bool { IntrospectionTypes.names.contains(name) }
}

extension IntrospectionTypes {
    /// Spec: 4.2 Schema Introspection.
    static let names: Set = [
        "__Schema", "__Type", "__TypeKind", "__Field", "__InputValue", "__EnumValue", "__Directive",
        "__DirectiveLocation",
    ]
}
