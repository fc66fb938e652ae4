import GraphQLLanguage
import GraphQLSchema

/// A field or directive is only given arguments that it defines.
///
/// Spec: 5.4.1 Argument Names.
struct KnownArgumentNames: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .argument(let argument) = node, context.surroundings.argument == nil else { return }
        let name = argument.name.text
        let place = context.surroundings
        if let directive = place.directive {
            context.report(
                "Unknown argument \"\(context.shown(name))\" on directive \"@\(directive.name)\"."
                    + context.suggestion(for: name, among: directive.arguments.map(\.name)),
                at: argument.offset)
        } else if let field = place.field, let parent = place.parentType {
            context.report(
                "Unknown argument \"\(context.shown(name))\" on field \"\(parent.name).\(field.name)\"."
                    + context.suggestion(for: name, among: field.arguments.map(\.name)),
                at: argument.offset)
        }
    }
}
