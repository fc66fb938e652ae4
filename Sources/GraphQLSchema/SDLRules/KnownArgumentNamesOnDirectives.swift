import GraphQLLanguage

/// A directive is only given arguments that it defines.
///
/// Spec: 5.4.1 Argument Names.
enum KnownArgumentNamesOnDirectives: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        source.directiveSites.flatMap(\.directives).flatMap { node -> [GraphQLError] in
            guard let definition = source.directives[node.name.text] else { return [] }
            let unknown = node.arguments.filter { definition.argument(named: $0.name.text) == nil }
            return unknown.map { argument in
                let name = argument.name.text
                return source.fault(
                    "Unknown argument \"\(name)\" on directive \"@\(definition.name)\"."
                        + didYouMean(name, among: definition.arguments.map(\.name)),
                    at: argument.offset)
            }
        }
    }
}
