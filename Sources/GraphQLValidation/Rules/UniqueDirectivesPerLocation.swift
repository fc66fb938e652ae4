import GraphQLLanguage
import GraphQLSchema

/// A place bears a directive once, unless that is repeatable.
///
/// Spec: 5.7.3 Directives Are Unique per Location.
struct UniqueDirectivesPerLocation: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .directives(let directives) = node, directives.count > 1 else { return }
        var seen: [String: Directive] = [:]
        for directive in directives {
            let name = directive.name.text
            guard let definition = context.schema.directive(named: name), !definition.isRepeatable else { continue }
            if let first = seen[name] {
                context.report(
                    "The directive \"@\(name)\" can only be used once at this location.",
                    at: first.offset, directive.offset)
            } else {
                seen[name] = directive
            }
        }
    }
}
