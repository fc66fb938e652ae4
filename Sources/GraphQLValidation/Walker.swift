import GraphQLLanguage
import GraphQLSchema

/// Somebody who is told of every node on a walk.
protocol Listener {
    mutating func enter(_ node: Node, _ context: inout Context)
    mutating func leave(_ node: Node, _ context: inout Context)
}

/// Goes through a document in the order of its text and keeps the surroundings.
///
/// The recursion follows the document, whose depth the parser has counted.
enum Walker {
    static func walk(_ definition: Definition, _ listener: inout some Listener, _ context: inout Context) {
        switch definition {
        case .operation(let node): walk(node, &listener, &context)
        case .fragment(let node): walk(node, &listener, &context)
        case .typeSystem: return
        }
    }

    /// Tells of a node and, in between, of its children; afterwards the surroundings are what they were.
    private static func visit<L: Listener>(
        _ node: Node, _ listener: inout L, _ context: inout Context,
        children: (inout L, inout Context) -> Void
    ) {
        listener.enter(node, &context)
        let surroundings = context.surroundings
        children(&listener, &context)
        context.surroundings = surroundings
        listener.leave(node, &context)
    }

    private static func walk(_ node: OperationDefinition, _ listener: inout some Listener, _ context: inout Context) {
        let outer = context.surroundings
        context.surroundings.type = context.schema.rootType(of: node.kind).map { .named($0.name) }
        visit(.operation(node), &listener, &context) { listener, context in
            tell(node.directives, &listener, &context)
            for definition in node.variableDefinitions {
                walk(definition, &listener, &context)
            }
            walk(node.directives, at: node.kind.place, &listener, &context)
            walk(node.selectionSet, &listener, &context)
        }
        context.surroundings = outer
    }

    private static func walk(_ node: FragmentDefinition, _ listener: inout some Listener, _ context: inout Context) {
        let outer = context.surroundings
        context.surroundings.type = context.outputType(named: node.typeCondition)
        visit(.fragment(node), &listener, &context) { listener, context in
            tell(node.directives, &listener, &context)
            visit(.typeName(node.typeCondition), &listener, &context) { _, _ in }
            walk(node.directives, at: "FRAGMENT_DEFINITION", &listener, &context)
            walk(node.selectionSet, &listener, &context)
        }
        context.surroundings = outer
    }

    private static func walk(_ node: VariableDefinition, _ listener: inout some Listener, _ context: inout Context) {
        let outer = context.surroundings
        context.surroundings.inputType = context.inputType(context.known(node.type))
        visit(.variableDefinition(node), &listener, &context) { listener, context in
            tell(node.directives, &listener, &context)
            visit(.typeName(node.type.innermostName), &listener, &context) { _, _ in }
            if let value = node.defaultValue { walk(value, &listener, &context) }
            walk(node.directives, at: "VARIABLE_DEFINITION", &listener, &context)
        }
        context.surroundings = outer
    }

    private static func walk(_ node: SelectionSet, _ listener: inout some Listener, _ context: inout Context) {
        let outer = context.surroundings
        let type = outer.type.flatMap(context.schema.type(of:))
        context.surroundings.parentType = type?.isComposite == true ? type : nil
        visit(.selectionSet(node), &listener, &context) { listener, context in
            for selection in node.selections {
                walk(selection, &listener, &context)
            }
        }
        context.surroundings = outer
    }

    private static func walk(_ node: Selection, _ listener: inout some Listener, _ context: inout Context) {
        switch node {
        case .field(let node): walk(node, &listener, &context)
        case .inlineFragment(let node): walk(node, &listener, &context)
        case .fragmentSpread(let node):
            visit(.fragmentSpread(node), &listener, &context) { listener, context in
                tell(node.directives, &listener, &context)
                walk(node.directives, at: "FRAGMENT_SPREAD", &listener, &context)
            }
        }
    }

    private static func walk(_ node: FieldNode, _ listener: inout some Listener, _ context: inout Context) {
        let outer = context.surroundings
        let field = outer.parentType.flatMap { context.schema.field(named: node.name.text, of: $0) }
        context.surroundings.field = field
        context.surroundings.type = field?.type
        visit(.field(node), &listener, &context) { listener, context in
            tell(node.directives, &listener, &context)
            walk(node.arguments, &listener, &context)
            walk(node.directives, at: "FIELD", &listener, &context)
            if let selectionSet = node.selectionSet { walk(selectionSet, &listener, &context) }
        }
        context.surroundings = outer
    }

    private static func walk(_ node: InlineFragment, _ listener: inout some Listener, _ context: inout Context) {
        let outer = context.surroundings
        if let condition = node.typeCondition {
            context.surroundings.type = context.outputType(named: condition)
        } else {
            context.surroundings.type = outer.type.map { .named($0.namedType) }
        }
        visit(.inlineFragment(node), &listener, &context) { listener, context in
            tell(node.directives, &listener, &context)
            if let condition = node.typeCondition {
                visit(.typeName(condition), &listener, &context) { _, _ in }
            }
            walk(node.directives, at: "INLINE_FRAGMENT", &listener, &context)
            walk(node.selectionSet, &listener, &context)
        }
        context.surroundings = outer
    }
}

extension Walker {
    /// Tells of the directives of a node together, as soon as the node is entered.
    private static func tell(
        _ nodes: NodeList<Directive>, _ listener: inout some Listener, _ context: inout Context
    ) {
        guard !nodes.isEmpty else { return }
        visit(.directives(nodes), &listener, &context) { _, _ in }
    }

    private static func walk(
        _ nodes: NodeList<Directive>, at place: String, _ listener: inout some Listener, _ context: inout Context
    ) {
        for node in nodes {
            let outer = context.surroundings
            context.surroundings.directive = context.schema.directive(named: node.name.text)
            context.surroundings.field = nil
            visit(.directive(node, place: place), &listener, &context) { listener, context in
                walk(node.arguments, &listener, &context)
            }
            context.surroundings = outer
        }
    }

    private static func walk(
        _ nodes: NodeList<ArgumentNode>, _ listener: inout some Listener, _ context: inout Context
    ) {
        guard !nodes.isEmpty else { return }
        visit(.arguments(nodes), &listener, &context) { listener, context in
            for node in nodes {
                let outer = context.surroundings
                context.surroundings.enter(outer.argumentDefinition(named: node.name.text), context)
                visit(.argument(node), &listener, &context) { listener, context in
                    walk(node.value, &listener, &context)
                }
                context.surroundings = outer
            }
        }
    }

    private static func walk(_ node: ValueNode, _ listener: inout some Listener, _ context: inout Context) {
        switch node.kind {
        case .list(let items):
            let outer = context.surroundings
            let list = outer.inputType?.nullable
            context.surroundings.parentInputType = outer.inputType
            context.surroundings.inputType = context.inputType(list?.itemType ?? list)
            context.surroundings.hasDefault = false
            visit(.value(node), &listener, &context) { listener, context in
                for item in items { walk(item, &listener, &context) }
            }
            context.surroundings = outer
        case .object(let fields):
            visit(.value(node), &listener, &context) { listener, context in
                for field in fields { walk(field, &listener, &context) }
            }
        default: visit(.value(node), &listener, &context) { _, _ in }
        }
    }

    private static func walk(_ node: ObjectFieldNode, _ listener: inout some Listener, _ context: inout Context) {
        let outer = context.surroundings
        var definition: InputValueDefinition?
        if case .inputObject(let type)? = outer.inputType.flatMap(context.schema.type(of:)) {
            definition = type.field(named: node.name.text)
        }
        context.surroundings.parentInputType = outer.inputType
        context.surroundings.inputType = context.inputType(definition?.type)
        context.surroundings.hasDefault = definition?.defaultValue != nil
        visit(.objectField(node), &listener, &context) { listener, context in
            walk(node.value, &listener, &context)
        }
        context.surroundings = outer
    }
}

extension Surroundings {
    fileprivate func argumentDefinition(named name: String) -> InputValueDefinition? {
        directive?.argument(named: name) ?? field?.argument(named: name)
    }

    fileprivate mutating func enter(_ argument: InputValueDefinition?, _ context: Context) {
        self.argument = argument
        parentInputType = nil
        inputType = context.inputType(argument?.type)
        hasDefault = argument?.defaultValue != nil
    }
}

extension Context {
    /// The type, if values can have it.
    fileprivate func inputType(_ type: TypeReference?) -> TypeReference? {
        guard let type, schema.type(of: type)?.isInput == true else { return nil }
        return type
    }

    /// The type of a fragment's condition, if fields can have it.
    fileprivate func outputType(named name: Name) -> TypeReference? {
        schema.type(named: name.text)?.isOutput == true ? .named(name.text) : nil
    }
}

extension OperationKind {
    /// The place of a directive on an operation of this kind.
    var place: String {
        switch self {
        case .query: "QUERY"
        case .mutation: "MUTATION"
        case .subscription: "SUBSCRIPTION"
        }
    }
}
