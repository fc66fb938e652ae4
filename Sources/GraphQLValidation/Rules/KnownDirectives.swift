import GraphQLLanguage
import GraphQLSchema

/// Every directive is in the schema, and for the place where it stands.
///
/// Spec: 5.7.1 Directives Are Defined, 5.7.2 Directives Are in Valid Locations.
struct KnownDirectives: Rule {
    private var told: Set<String> = []

    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .directive(let directive, let place) = node else { return }
        let name = context.shown(directive.name.text)
        guard let definition = context.surroundings.directive else {
            if !context.options.repeatsUnknownDirectives, !told.insert(directive.name.text).inserted { return }
            context.report("Unknown directive \"@\(name)\".", at: directive.offset)
            return
        }
        if !definition.places.contains(place) {
            context.report("Directive \"@\(name)\" may not be used on \(place).", at: directive.offset)
        }
    }
}
