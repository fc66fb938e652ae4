import GraphQLLanguage
import GraphQLSchema

/// A fragment is on a type that has fields or stands for some that do.
///
/// Spec: 5.5.1.3 Fragments on Object, Interface or Union Types.
struct FragmentsOnCompositeTypes: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        switch node {
        case .inlineFragment(let node):
            guard let condition = node.typeCondition, isWrong(condition, context) else { return }
            context.report(
                "Fragment cannot condition on non composite type \"\(condition.text)\".", at: condition.offset)
        case .fragment(let node):
            guard isWrong(node.typeCondition, context) else { return }
            context.report(
                "Fragment \"\(context.shown(node.name.text))\" cannot condition on non composite type"
                    + " \"\(node.typeCondition.text)\".",
                at: node.typeCondition.offset)
        default: return
        }
    }

    private func isWrong(_ condition: Name, _ context: Context) -> Bool {
        context.schema.type(named: condition.text)?.isComposite == false
    }
}
