import GraphQLLanguage

extension TypeSystem {
    /// What a source declares, with the built-in types and directives, not yet checked.
    /// - Throws: never in practice: a fault of the built-in declarations themselves.
    public init(declaredIn document: Document) throws(SyntaxError) {
        let declared = Declarations(document)
        let draft = Draft(source: document.source)
        let builtIn = try BuiltIns.shared.get()
        for name in declared.typeNames where builtIn.scalars[name] == nil {
            if let declaration = declared.types[name] { add(draft.type(declaration)) }
        }
        directives = declared.directives.map(draft.directive)
        directives += builtIn.directives.filter { directive(named: $0.name) == nil }
        for type in builtIn.introspection { add(type) }
        addScalars(builtIn.scalars)
        addRoots(declared, draft)
        self = Completion(draft: self).completed()
    }

    /// String and Boolean always, the other built-in ones where something uses them (spec 3.5, "Built-in Scalars").
    private mutating func addScalars(_ scalars: [String: NamedType]) {
        var used: Set = ["String", "Boolean"]
        for type in typeNames.compactMap({ types[$0] }) {
            used.formUnion(type.referencedTypes)
        }
        for directive in directives {
            used.formUnion(directive.arguments.map(\.type.namedType))
        }
        for name in used.sorted() where types[name] == nil {
            if let scalar = scalars[name] { add(scalar) }
        }
    }

    /// Spec: 3.3.1 Root Operation Types, "Default Root Operation Type Names".
    private mutating func addRoots(_ declared: Declarations, _ draft: Draft) {
        for schema in declared.schemas {
            locations.append(draft.location(schema.offset))
            appliedDirectives += draft.applied(schema.directives)
            description = description ?? schema.description?.value
            for root in schema.operationTypes where roots[root.kind] == nil {
                roots[root.kind] = NamedReference(name: root.type.text, location: draft.location(root.type.offset))
            }
        }
        guard !declared.schemas.contains(where: { !$0.isExtension }) else { return }
        for kind in OperationKind.allCases where roots[kind] == nil {
            guard let type = types[kind.defaultTypeName], let location = type.locations.first else { continue }
            roots[kind] = NamedReference(name: type.name, location: location)
        }
    }
}

extension OperationKind {
    /// The name of its root type where no schema definition gives another.
    var defaultTypeName: String {
        switch self {
        case .query: "Query"
        case .mutation: "Mutation"
        case .subscription: "Subscription"
        }
    }
}

extension NamedType {
    /// The names of the types that this one mentions: in fields, arguments, interfaces and members.
    var referencedTypes: [String] {
        switch self {
        case .scalar, .enumeration: []
        case .object(let type): type.interfaces.map(\.name) + type.fields.flatMap(\.referencedTypes)
        case .interface(let type): type.interfaces.map(\.name) + type.fields.flatMap(\.referencedTypes)
        case .union(let type): type.members.map(\.name)
        case .inputObject(let type): type.fields.map(\.type.namedType)
        }
    }
}

extension FieldDefinition {
    var referencedTypes: [String] { [type.namedType] + arguments.map(\.type.namedType) }
}

/// The types and directives that every schema has.
struct BuiltIns: Sendable {
    let scalars: [String: NamedType]
    let introspection: [NamedType]
    let directives: [DirectiveDefinition]

    /// Read once.
    static let shared = Result<BuiltIns, SyntaxError> { () throws(SyntaxError) in try BuiltIns() }

    private init() throws(SyntaxError) {
        func declarations(_ text: String) throws(SyntaxError) -> (Declarations, Draft) {
            let document = try Document.parse(Source(text, name: "built-in types"))
            return (Declarations(document), Draft(source: document.source))
        }
        let (scalarDeclarations, scalarDraft) = try declarations(Prelude.scalars)
        scalars = scalarDeclarations.types.mapValues(scalarDraft.type)
        let (directiveDeclarations, directiveDraft) = try declarations(Prelude.directives)
        directives = directiveDeclarations.directives.map(directiveDraft.directive)
        let (typeDeclarations, typeDraft) = try declarations(IntrospectionTypes.source)
        introspection = typeDeclarations.typeNames.compactMap { typeDeclarations.types[$0].map(typeDraft.type) }
    }
}
