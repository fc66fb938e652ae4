import GraphQLLanguage
import GraphQLSchema

/// A subscription selects one field, which is none of introspection, whatever the variables are.
///
/// Spec: 5.2.4.1 Single Root Field.
struct SingleFieldSubscriptions: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .operation(let operation) = node, operation.kind == .subscription,
            let root = context.schema.subscriptionType
        else { return }
        let subject = operation.name.map { "Subscription \"\(context.shown($0.text))\"" } ?? "Anonymous Subscription"
        var collector = RootFields(root: root, context: context)
        collector.collect(operation.selectionSet)
        if !collector.conditions.isEmpty {
            context.report(
                "\(subject) must not use `@skip` or `@include` directives in the top level selection.",
                at: collector.conditions)
        }
        if collector.groups.count > 1 {
            context.report(
                "\(subject) must select only one top level field.",
                at: collector.groups.dropFirst().flatMap { $0.map(\.offset) })
        }
        for group in collector.groups where group[0].name.text.utf8.starts(with: "__".utf8) {
            context.report(
                "\(subject) must not select an introspection top level field.", at: group.map(\.offset))
        }
    }
}

/// The fields of the root, fragments included, grouped by the name they have in the answer.
private struct RootFields {
    let root: ObjectType
    let context: Context
    private(set) var groups: [[FieldNode]] = []
    /// Where the selection depends on variables.
    private(set) var conditions: [Int] = []
    private var positions: [String: Int] = [:]
    private var visited: Set<String> = []

    init(root: ObjectType, context: Context) {
        self.root = root
        self.context = context
    }

    /// Goes in the order of the text; the selections still to come wait on a stack, so that a chain of fragments
    /// may be as long as it likes.
    mutating func collect(_ selectionSet: SelectionSet) {
        var waiting: [Selection] = selectionSet.selections.reversed()
        while let selection = waiting.popLast() {
            conditions += selection.directives.filter { ["skip", "include"].contains($0.name.text) }.map(\.offset)
            switch selection {
            case .field(let node): add(node)
            case .inlineFragment(let node) where applies(node.typeCondition):
                waiting += node.selectionSet.selections.reversed()
            case .fragmentSpread(let node):
                guard visited.insert(node.name.text).inserted, let fragment = context.fragments[node.name.text],
                    applies(fragment.typeCondition)
                else { continue }
                waiting += fragment.selectionSet.selections.reversed()
            case .inlineFragment: continue
            }
        }
    }

    private mutating func add(_ node: FieldNode) {
        let name = node.responseName.text
        if let position = positions[name] {
            groups[position].append(node)
        } else {
            positions[name] = groups.count
            groups.append([node])
        }
    }

    private func applies(_ condition: Name?) -> Bool {
        guard let condition else { return true }
        return context.schema.isPossible(object: root.name, for: condition.text)
    }
}
