import GraphQLLanguage

/// What is extended is defined, and of the same kind.
///
/// Spec: 3.4.3 Type Extensions.
enum PossibleTypeExtensions: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        let definitions = Dictionary(
            source.typeDefinitions.map { ($0.name.text, $0) }, uniquingKeysWith: { _, later in later })
        let names = source.typeDefinitions.map(\.name.text) + (source.existing?.typeNames ?? [])
        return source.types.filter(\.isExtension).compactMap { node in
            let name = node.name.text
            let definition = definitions[name]
            guard let kind = definition?.kind ?? source.existing?.types[name]?.kind else {
                return source.fault(
                    "Cannot extend type \"\(name)\" because it is not defined." + didYouMean(name, among: names),
                    at: node.name.offset)
            }
            if kind == node.kind { return nil }
            return source.fault(
                "Cannot extend non-\(node.kind.words) type \"\(name)\".",
                at: [definition?.offset, node.offset].compactMap { $0 })
        }
    }
}

extension TypeDefinitionNode.Kind {
    fileprivate var words: String {
        switch self {
        case .scalar: "scalar"
        case .object: "object"
        case .interface: "interface"
        case .union: "union"
        case .enumeration: "enum"
        case .inputObject: "input object"
        }
    }
}

extension NamedType {
    fileprivate var kind: TypeDefinitionNode.Kind {
        switch self {
        case .scalar: .scalar
        case .object: .object
        case .interface: .interface
        case .union: .union
        case .enumeration: .enumeration
        case .inputObject: .inputObject
        }
    }
}
