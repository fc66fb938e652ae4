import GraphQLLanguage

/// What a rule about a schema's source looks at.
struct SDLSource {
    let document: Document
    /// The schema that the source extends, if it is not one of its own.
    let existing: TypeSystem?
    let definitions: [TypeSystemDefinition]
    /// The directives that may be applied: those of the source, else the existing and built-in ones.
    let directives: [String: DirectiveDefinition]

    init(_ document: Document, extending existing: TypeSystem?) throws(SyntaxError) {
        self.document = document
        self.existing = existing
        definitions = document.definitions.compactMap { definition in
            if case .typeSystem(let node) = definition { node } else { nil }
        }
        let draft = Draft(source: document.source)
        let known: [DirectiveDefinition]
        if let existing { known = existing.directives } else { known = try BuiltIns.shared.get().directives }
        var directives = Dictionary(known.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for case .directive(let node) in definitions {
            directives[node.name.text] = draft.directive(node)
        }
        self.directives = directives
    }

    /// The types' definitions, without extensions.
    var typeDefinitions: [TypeDefinitionNode] {
        types.filter { !$0.isExtension }
    }

    /// The types' definitions and extensions.
    var types: [TypeDefinitionNode] {
        definitions.compactMap { if case .type(let node) = $0 { node } else { nil } }
    }

    func fault(_ message: String, at offsets: Int...) -> GraphQLError {
        fault(message, at: offsets)
    }

    func fault(_ message: String, at offsets: [Int]) -> GraphQLError {
        GraphQLError(message: message, locations: offsets.map(document.source.location))
    }
}

/// A place in a schema's source that may bear directives.
struct DirectiveSite {
    /// As the grammar names it: `FIELD_DEFINITION`.
    let place: String
    let directives: NodeList<Directive>
    /// What the parts of one element share: a type and its extensions.
    let element: String?
}

extension SDLSource {
    /// Every place that may bear directives, in the order of the source.
    var directiveSites: [DirectiveSite] {
        definitions.flatMap { definition in
            switch definition {
            case .schema(let node), .schemaExtension(let node):
                [DirectiveSite(place: "SCHEMA", directives: node.directives, element: "schema")]
            case .directive(let node): sites(of: node.arguments, place: "ARGUMENT_DEFINITION")
            case .type(let node): sites(of: node)
            }
        }
    }

    private func sites(of type: TypeDefinitionNode) -> [DirectiveSite] {
        let own = DirectiveSite(
            place: type.kind.place, directives: type.directives, element: "type \(type.name.text)")
        let fields = type.fields.flatMap { field in
            sites(of: field.arguments, place: "ARGUMENT_DEFINITION")
                + [DirectiveSite(place: "FIELD_DEFINITION", directives: field.directives, element: nil)]
        }
        let values = type.enumValues.map {
            DirectiveSite(place: "ENUM_VALUE", directives: $0.directives, element: nil)
        }
        return [own] + fields + values + sites(of: type.inputFields, place: "INPUT_FIELD_DEFINITION")
    }

    private func sites(of values: NodeList<InputValueDefinitionNode>, place: String) -> [DirectiveSite] {
        values.map { DirectiveSite(place: place, directives: $0.directives, element: nil) }
    }
}

extension TypeDefinitionNode.Kind {
    /// The place of a directive on a type of this kind.
    var place: String {
        switch self {
        case .scalar: "SCALAR"
        case .object: "OBJECT"
        case .interface: "INTERFACE"
        case .union: "UNION"
        case .enumeration: "ENUM"
        case .inputObject: "INPUT_OBJECT"
        }
    }
}
