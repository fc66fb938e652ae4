import GraphQLLanguage

/// Every type that is mentioned is defined.
///
/// Spec: 3.3 Schema.
enum KnownTypeNamesInSchema: SDLRule {
    private static let builtIn =
        ["String", "Int", "Float", "Boolean", "ID"] + IntrospectionTypes.names.sorted()

    static func faults(of source: SDLSource) -> [GraphQLError] {
        let names = (source.existing?.typeNames ?? []) + source.typeDefinitions.map(\.name.text)
        let options = builtIn + names
        let known = Set(options)
        return source.definitions.flatMap(mentioned).filter { !known.contains($0.text) }.map { name in
            source.fault("Unknown type \"\(name.text)\"." + didYouMean(name.text, among: options), at: name.offset)
        }
    }

    private static func mentioned(in definition: TypeSystemDefinition) -> [Name] {
        switch definition {
        case .schema(let node), .schemaExtension(let node): return node.operationTypes.map(\.type)
        case .directive(let node): return node.arguments.map(\.type.innermostName)
        case .type(let node):
            let fields = node.fields.flatMap { field in
                field.arguments.map(\.type.innermostName) + [field.type.innermostName]
            }
            return Array(node.interfaces) + fields + Array(node.unionMembers)
                + node.inputFields.map(\.type.innermostName)
        }
    }
}
