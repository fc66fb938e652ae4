import GraphQLLanguage
import GraphQLSchema

/// Every variable that an operation uses, in its fragments too, is one that it declares.
///
/// Spec: 5.8.3 All Variable Uses Defined.
struct NoUndefinedVariables: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {}

    mutating func leave(_ node: Node, _ context: inout Context) {
        guard case .operation(let operation) = node else { return }
        let declared = Set(operation.variableDefinitions.map(\.name.text))
        let name = operation.name.map { " by operation \"\(context.shown($0.text))\"" } ?? ""
        for usage in context.variableUsages(of: operation) where !declared.contains(usage.name) {
            context.report(
                "Variable \"$\(context.shown(usage.name))\" is not defined\(name).", at: usage.offset, operation.offset)
        }
    }
}
