import GraphQLLanguage
import GraphQLSchema

/// No two operations have the same name.
///
/// Spec: 5.2.2.1 Operation Name Uniqueness.
struct UniqueOperationNames: Rule {
    private var seen: [String: Name] = [:]

    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .operation(let operation) = node, let name = operation.name else { return }
        guard let first = seen[name.text] else {
            seen[name.text] = name
            return
        }
        context.report(
            "There can be only one operation named \"\(context.shown(name.text))\".", at: first.offset, name.offset)
    }
}
