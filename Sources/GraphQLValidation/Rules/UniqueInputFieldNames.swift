import GraphQLLanguage
import GraphQLSchema

/// An input object gives each field once.
///
/// Spec: 5.6.3 Input Object Field Uniqueness.
struct UniqueInputFieldNames: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .value(let value) = node, case .object(let fields) = value.kind, fields.count > 1 else { return }
        for names in repeatedNames(fields.map(\.name)) {
            for name in names.dropFirst() {
                context.report(
                    "There can be only one input field named \"\(context.shown(name.text))\".",
                    at: names[0].offset, name.offset)
            }
        }
    }
}
