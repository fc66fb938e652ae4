import GraphQLLanguage
import GraphQLSchema

/// A document that is executed holds operations and fragments only.
///
/// Spec: 5.1.1 Executable Definitions.
struct ExecutableDefinitions: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .document(let document) = node else { return }
        for case .typeSystem(let definition) in document.definitions {
            let name =
                switch definition {
                case .schema, .schemaExtension: "schema"
                case .directive(let node): "\"\(context.shown(node.name.text))\""
                case .type(let node): "\"\(context.shown(node.name.text))\""
                }
            context.report("The \(name) definition is not executable.", at: definition.offset)
        }
    }
}
