import GraphQLLanguage
import GraphQLSchema

/// A variable has a type that clients can give values of.
///
/// Spec: 5.8.2 Variables Are Input Types.
struct VariablesAreInputTypes: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .variableDefinition(let definition) = node, let type = context.known(definition.type),
            context.schema.type(of: type)?.isInput == false
        else { return }
        context.report(
            "Variable \"$\(context.shown(definition.name.text))\" cannot be non-input type \"\(type)\".",
            at: definition.type.offset)
    }
}
