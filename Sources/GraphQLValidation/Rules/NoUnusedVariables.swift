import GraphQLLanguage
import GraphQLSchema

/// Every variable that an operation declares is used, if only in one of its fragments.
///
/// Spec: 5.8.4 All Variables Used.
struct NoUnusedVariables: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {}

    mutating func leave(_ node: Node, _ context: inout Context) {
        guard case .operation(let operation) = node, !operation.variableDefinitions.isEmpty else { return }
        let used = Set(context.variableUsages(of: operation).map(\.name))
        let name = operation.name.map { " in operation \"\(context.shown($0.text))\"" } ?? ""
        for definition in operation.variableDefinitions where !used.contains(definition.name.text) {
            context.report(
                "Variable \"$\(context.shown(definition.name.text))\" is never used\(name).", at: definition.offset)
        }
    }
}
