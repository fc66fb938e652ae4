import GraphQLLanguage
import GraphQLSchema

/// Every fragment is spread by some operation.
///
/// Spec: 5.5.1.4 Fragments Must Be Used.
struct NoUnusedFragments: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {}

    mutating func leave(_ node: Node, _ context: inout Context) {
        guard case .document(let document) = node else { return }
        var used: Set<String> = []
        for operation in context.operations {
            used.formUnion(context.fragments(reachedFrom: operation).map(\.name.text))
        }
        for case .fragment(let fragment) in document.definitions where !used.contains(fragment.name.text) {
            context.report("Fragment \"\(context.shown(fragment.name.text))\" is never used.", at: fragment.offset)
        }
    }
}
