import GraphQLLanguage

/// A directive is given each argument once.
///
/// Spec: 5.4.2 Argument Uniqueness.
enum UniqueArgumentNamesInSchema: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        source.directiveSites.flatMap(\.directives).flatMap { node in
            repeatedNames(node.arguments.map(\.name)).map { names in
                source.fault(
                    "There can be only one argument named \"\(names[0].text)\".", at: names.map(\.offset))
            }
        }
    }
}
