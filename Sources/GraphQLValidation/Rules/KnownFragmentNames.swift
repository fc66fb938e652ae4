import GraphQLLanguage
import GraphQLSchema

/// Every fragment that is spread is defined.
///
/// Spec: 5.5.2.1 Fragment Spread Target Defined.
struct KnownFragmentNames: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .fragmentSpread(let spread) = node, context.fragments[spread.name.text] == nil else { return }
        context.report("Unknown fragment \"\(context.shown(spread.name.text))\".", at: spread.name.offset)
    }
}
