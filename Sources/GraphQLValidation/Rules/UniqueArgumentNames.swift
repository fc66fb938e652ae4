import GraphQLLanguage
import GraphQLSchema

/// A field or directive is given each argument once.
///
/// Spec: 5.4.2 Argument Uniqueness.
struct UniqueArgumentNames: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .arguments(let arguments) = node, arguments.count > 1 else { return }
        for names in repeatedNames(arguments.map(\.name)) {
            context.report(
                "There can be only one argument named \"\(context.shown(names[0].text))\".", at: names.map(\.offset))
        }
    }
}
