import GraphQLLanguage
import GraphQLSchema

/// The document uses nothing that the schema advises against.
///
/// No rule of the specification (3.13.3 leaves it to tools).
struct NoDeprecated: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        let place = context.surroundings
        switch node {
        case .field(let node):
            guard let field = place.field, let reason = field.deprecationReason, let parent = place.parentType else {
                return
            }
            context.report("The field \(parent.name).\(field.name) is deprecated. \(reason)", at: node.offset)
        case .argument(let node): check(node, place, &context)
        case .objectField(let node):
            guard case .inputObject(let type)? = place.parentInputType.flatMap(context.schema.type(of:)),
                let field = type.field(named: node.name.text), let reason = field.deprecationReason
            else { return }
            context.report("The input field \(type.name).\(field.name) is deprecated. \(reason)", at: node.offset)
        case .value(let node):
            guard case .enumeration(let name) = node.kind,
                case .enumeration(let type)? = place.inputType.flatMap(context.schema.type(of:)),
                let reason = type.value(named: name)?.deprecationReason
            else { return }
            context.report("The enum value \"\(type.name).\(name)\" is deprecated. \(reason)", at: node.offset)
        default: return
        }
    }

    private func check(_ node: ArgumentNode, _ place: Surroundings, _ context: inout Context) {
        guard let argument = place.argument, let reason = argument.deprecationReason else { return }
        if let directive = place.directive {
            context.report(
                "Directive \"@\(directive.name)\" argument \"\(argument.name)\" is deprecated. \(reason)",
                at: node.offset)
        } else if let field = place.field, let parent = place.parentType {
            context.report(
                "Field \"\(parent.name).\(field.name)\" argument \"\(argument.name)\" is deprecated. \(reason)",
                at: node.offset)
        }
    }
}
