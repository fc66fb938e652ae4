import GraphQLLanguage
import GraphQLSchema

/// An input object gives each field once.
///
/// Spec: 5.6.3 Input Object Field Uniqueness.
struct UniqueInputFieldNames: Rule {
    /// The names given so far in each object that is open.
    private var open: [[String: Name]] = []

    mutating func enter(_ node: Node, _ context: inout Context) {
        switch node {
        case .value(let value) where value.isObject: open.append([:])
        case .objectField(let field): check(field.name, &context)
        default: return
        }
    }

    mutating func leave(_ node: Node, _ context: inout Context) {
        if case .value(let value) = node, value.isObject { open.removeLast() }
    }

    private mutating func check(_ name: Name, _ context: inout Context) {
        let innermost = open.count - 1
        guard let first = open[innermost][name.text] else {
            open[innermost][name.text] = name
            return
        }
        context.report(
            "There can be only one input field named \"\(context.shown(name.text))\".", at: first.offset, name.offset)
    }
}

extension ValueNode {
    fileprivate var isObject: Bool {
        if case .object = kind { true } else { false }
    }
}
