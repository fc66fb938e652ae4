import GraphQLLanguage
import GraphQLSchema

/// A field or directive is given every argument that it can't do without.
///
/// Spec: 5.4.3 Required Arguments.
struct ProvidedRequiredArguments: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {}

    mutating func leave(_ node: Node, _ context: inout Context) {
        switch node {
        case .field(let node):
            guard let field = context.surroundings.field else { return }
            for argument in missing(field.arguments, in: node.arguments) {
                context.report(
                    "Field \"\(field.name)\" argument \"\(argument.name)\" of type \"\(argument.type)\" is required,"
                        + " but it was not provided.",
                    at: node.offset)
            }
        case .directive(let node, _):
            guard let directive = context.surroundings.directive else { return }
            for argument in missing(directive.arguments, in: node.arguments) {
                context.report(
                    "Directive \"@\(directive.name)\" argument \"\(argument.name)\" of type \"\(argument.type)\" is"
                        + " required, but it was not provided.",
                    at: node.offset)
            }
        default: return
        }
    }

    private func missing(
        _ definitions: [InputValueDefinition], in given: NodeList<ArgumentNode>
    ) -> [InputValueDefinition] {
        definitions.filter { definition in
            definition.isRequired && !given.contains { $0.name.text == definition.name }
        }
    }
}
