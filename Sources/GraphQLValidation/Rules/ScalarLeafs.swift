import GraphQLLanguage
import GraphQLSchema

/// A field has a selection of subfields exactly where its type has fields.
///
/// Spec: 5.3.3 Leaf Field Selections.
struct ScalarLeafs: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .field(let field) = node, let type = context.surroundings.type,
            let named = context.schema.type(of: type)
        else { return }
        let name = context.shown(field.name.text)
        if named.isLeaf, let selectionSet = field.selectionSet {
            context.report(
                "Field \"\(name)\" must not have a selection since type \"\(type)\" has no subfields.",
                at: selectionSet.offset)
        } else if named.isComposite, field.selectionSet == nil {
            context.report(
                "Field \"\(name)\" of type \"\(type)\" must have a selection of subfields."
                    + " Did you mean \"\(name) { ... }\"?",
                at: field.offset)
        }
    }
}
