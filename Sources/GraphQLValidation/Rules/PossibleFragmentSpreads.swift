import GraphQLLanguage
import GraphQLSchema

/// A fragment stands where values of its type can be.
///
/// Spec: 5.5.2.3 Fragment Spread Is Possible.
struct PossibleFragmentSpreads: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard let parent = context.surroundings.parentType else { return }
        switch node {
        case .inlineFragment(let node):
            guard let type = context.surroundings.type.flatMap(context.schema.type(of:)),
                isImpossible(type, in: parent, context.schema)
            else { return }
            context.report(
                "Fragment cannot be spread here as objects of type \"\(parent.name)\" can never be of type"
                    + " \"\(type.name)\".",
                at: node.offset)
        case .fragmentSpread(let node):
            guard let fragment = context.fragments[node.name.text],
                let type = context.schema.type(named: fragment.typeCondition.text),
                isImpossible(type, in: parent, context.schema)
            else { return }
            context.report(
                "Fragment \"\(context.shown(node.name.text))\" cannot be spread here as objects of type"
                    + " \"\(parent.name)\" can never be of type \"\(type.name)\".",
                at: node.offset)
        default: return
        }
    }

    private func isImpossible(_ type: NamedType, in parent: NamedType, _ schema: Schema) -> Bool {
        guard type.isComposite, type.name != parent.name else { return false }
        return !schema.possibleTypes(of: type.name).contains { schema.isPossible(object: $0.name, for: parent.name) }
    }
}
