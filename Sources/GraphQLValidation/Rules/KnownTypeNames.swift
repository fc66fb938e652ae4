import GraphQLLanguage
import GraphQLSchema

/// Every type that the document mentions is in the schema.
///
/// Spec: 5.5.1.2 Fragment Spread Type Existence, 5.8.2 Variables Are Input Types.
struct KnownTypeNames: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .typeName(let name) = node, context.schema.type(named: name.text) == nil else { return }
        context.report(
            "Unknown type \"\(context.shown(name.text))\"."
                + context.suggestion(for: name.text, among: context.schema.types.map(\.name)),
            at: name.offset)
    }
}
