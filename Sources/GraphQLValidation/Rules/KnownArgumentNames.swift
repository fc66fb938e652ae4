import GraphQLLanguage
import GraphQLSchema

/// A field or directive is only given arguments that it defines.
///
/// Spec: 5.4.1 Argument Names.
struct KnownArgumentNames: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        switch node {
        case .directive(let directive, _): check(directive, &context)
        case .argument(let argument): check(argument, &context)
        default: return
        }
    }

    /// All arguments of a directive before what is inside any of them, as the reference has it.
    private func check(_ node: Directive, _ context: inout Context) {
        guard let directive = context.surroundings.directive else { return }
        for argument in node.arguments {
            let name = argument.name.text
            guard directive.argument(named: name) == nil else { continue }
            context.report(
                "Unknown argument \"\(context.shown(name))\" on directive \"@\(directive.name)\"."
                    + context.suggestion(for: name, among: directive.arguments.map(\.name)),
                at: argument.offset)
        }
    }

    private func check(_ argument: ArgumentNode, _ context: inout Context) {
        let place = context.surroundings
        guard place.argument == nil, let field = place.field, let parent = place.parentType else { return }
        let name = argument.name.text
        context.report(
            "Unknown argument \"\(context.shown(name))\" on field \"\(parent.name).\(field.name)\"."
                + context.suggestion(for: name, among: field.arguments.map(\.name)),
            at: argument.offset)
    }
}
