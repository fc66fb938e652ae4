import GraphQLLanguage

/// A directive is given every argument that it can't do without.
///
/// Spec: 5.4.3 Required Arguments.
enum ProvidedRequiredArgumentsOnDirectives: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        source.directiveSites.flatMap(\.directives).flatMap { node -> [GraphQLError] in
            guard let definition = source.directives[node.name.text] else { return [] }
            let given = Set(node.arguments.map(\.name.text))
            let missing = definition.arguments.filter { $0.isRequired && !given.contains($0.name) }
            return missing.map { argument in
                source.fault(
                    "Directive \"@\(definition.name)\" argument \"\(argument.name)\" of type \"\(argument.type)\" is"
                        + " required, but it was not provided.",
                    at: node.offset)
            }
        }
    }
}
