import GraphQLLanguage
import GraphQLSchema

/// An operation is of a kind that the schema has a root type for.
///
/// Spec: 5.2.1.1 Operation Type Existence.
struct KnownOperationTypes: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .operation(let operation) = node, context.schema.rootType(of: operation.kind) == nil else { return }
        context.report(
            "The \(operation.kind.rawValue) operation is not supported by the schema.", at: operation.offset)
    }
}
