import GraphQLLanguage
import GraphQLSchema

/// Introspection does not go from lists of types to lists of types and on, since each step multiplies the answer.
///
/// No rule of the specification; the reference recommends it, with these fields and this depth.
struct MaxIntrospectionDepth: Rule {
    private static let listFields: Set = ["fields", "interfaces", "possibleTypes", "inputFields"]
    /// How many lists lie below each other in a fragment; nil while it is being measured, as in a cycle.
    private var fragmentDepths: [String: Int?] = [:]
    /// The field under which everything has been reported.
    private var reported: FieldNode?

    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .field(let field) = node, reported == nil, ["__schema", "__type"].contains(field.name.text) else {
            return
        }
        if depth(of: .field(field), context) > context.options.maximumIntrospectionLists {
            reported = field
            context.report("Maximum introspection depth exceeded", at: field.offset)
        }
    }

    mutating func leave(_ node: Node, _ context: inout Context) {
        if case .field(let field) = node, field == reported { reported = nil }
    }

    /// The recursion follows the document; fragments are measured once, and a long chain of them ends it early.
    private mutating func depth(of selection: Selection, _ context: Context, level: Int = 0) -> Int {
        guard level < 250 else { return context.options.maximumIntrospectionLists + 1 }
        switch selection {
        case .field(let node):
            let own = Self.listFields.contains(node.name.text) ? 1 : 0
            return own + (node.selectionSet.map { depth(of: $0, context, level: level) } ?? 0)
        case .inlineFragment(let node): return depth(of: node.selectionSet, context, level: level)
        case .fragmentSpread(let node):
            let name = node.name.text
            if let known = fragmentDepths[name] { return known ?? 0 }
            guard let fragment = context.fragments[name] else { return 0 }
            fragmentDepths[name] = .some(nil)
            let depth = depth(of: fragment.selectionSet, context, level: level)
            fragmentDepths[name] = depth
            return depth
        }
    }

    private mutating func depth(of selectionSet: SelectionSet, _ context: Context, level: Int) -> Int {
        var deepest = 0
        for selection in selectionSet.selections where deepest <= context.options.maximumIntrospectionLists {
            deepest = max(deepest, depth(of: selection, context, level: level + 1))
        }
        return deepest
    }
}
