import GraphQLLanguage

/// A type's definition and what extends it, as they lie in the source.
struct TypeDeclaration {
    let definition: TypeDefinitionNode
    var extensions: [TypeDefinitionNode] = []

    /// The definition, then its extensions.
    var parts: [TypeDefinitionNode] { [definition] + extensions }
}

/// The definitions of a source, sorted by what they declare.
///
/// Of two definitions with one name the first counts: that there is a second is reported by a rule.
struct Declarations {
    let source: Source
    private(set) var schemas: [SchemaNode] = []
    private(set) var directives: [DirectiveDefinitionNode] = []
    /// In the order of the source.
    private(set) var typeNames: [String] = []
    private(set) var types: [String: TypeDeclaration] = [:]

    init(_ document: Document) {
        source = document.source
        var extensions: [TypeDefinitionNode] = []
        for case .typeSystem(let definition) in document.definitions {
            switch definition {
            case .schema(let node): schemas.insert(node, at: 0)
            case .schemaExtension(let node): schemas.append(node)
            case .directive(let node): add(node)
            case .type(let node) where node.isExtension: extensions.append(node)
            case .type(let node): add(node)
            }
        }
        for node in extensions where types[node.name.text]?.definition.kind == node.kind {
            types[node.name.text]?.extensions.append(node)
        }
    }

    private mutating func add(_ node: TypeDefinitionNode) {
        let name = node.name.text
        guard types[name] == nil else { return }
        types[name] = TypeDeclaration(definition: node)
        typeNames.append(name)
    }

    private mutating func add(_ node: DirectiveDefinitionNode) {
        if !directives.contains(where: { $0.name.text == node.name.text }) {
            directives.append(node)
        }
    }
}
