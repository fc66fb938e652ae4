import GraphQLLanguage
import GraphQLSchema

/// An operation without a name is the only one of its document.
///
/// Spec: 5.2.3.1 Lone Anonymous Operation.
struct LoneAnonymousOperation: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .operation(let operation) = node, operation.name == nil, context.operations.count > 1 else { return }
        context.report("This anonymous operation must be the only defined operation.", at: operation.offset)
    }
}
