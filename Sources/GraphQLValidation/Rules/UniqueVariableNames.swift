import GraphQLLanguage
import GraphQLSchema

/// An operation declares each variable once.
///
/// Spec: 5.8.1 Variable Uniqueness.
struct UniqueVariableNames: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .operation(let operation) = node else { return }
        for names in repeatedNames(operation.variableDefinitions.map(\.name)) {
            context.report(
                "There can be only one variable named \"$\(context.shown(names[0].text))\".", at: names.map(\.offset))
        }
    }
}
