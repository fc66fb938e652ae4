import GraphQLLanguage
import GraphQLSchema

/// No two fragments have the same name.
///
/// Spec: 5.5.1.1 Fragment Name Uniqueness.
struct UniqueFragmentNames: Rule {
    private var seen: [String: Name] = [:]

    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .fragment(let fragment) = node else { return }
        let name = fragment.name
        guard let first = seen[name.text] else {
            seen[name.text] = name
            return
        }
        context.report(
            "There can be only one fragment named \"\(context.shown(name.text))\".", at: first.offset, name.offset)
    }
}
