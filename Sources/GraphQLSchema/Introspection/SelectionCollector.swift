import GraphQLLanguage

/// Groups the selected fields of an object by their names in the answer.
///
/// Spec: 6.3.2 Field Collection. The selections still to come wait on a stack, in the order of the text, so that
/// fragments may nest as they like.
public struct SelectionCollector {
    private let schema: Schema
    private let typeName: String
    private let variables: [String: InputValue]
    private let fragment: (String) -> FragmentDefinition?
    private var visited: Set<String> = []
    private var positions: [String: Int] = [:]
    /// The fields of each name, in the order in which the names first stand.
    public private(set) var groups: [[FieldNode]] = []

    /// - Parameters:
    ///   - schema: What the viewer may see.
    ///   - typeName: The object type whose fields are collected.
    ///   - variables: Coerced.
    ///   - fragment: The fragments of the document.
    public init(
        schema: Schema, typeName: String, variables: [String: InputValue],
        fragment: @escaping (String) -> FragmentDefinition?
    ) {
        self.schema = schema
        self.typeName = typeName
        self.variables = variables
        self.fragment = fragment
    }

    /// Adds what a selection set selects of the object.
    /// - Throws: a condition whose value is no Boolean.
    public mutating func collect(_ selectionSet: SelectionSet) throws(CoercionError) {
        var waiting: [Selection] = selectionSet.selections.reversed()
        while let selection = waiting.popLast() {
            guard try isSelected(selection.directives, variables: variables, schema: schema) else { continue }
            switch selection {
            case .field(let node): add(node)
            case .inlineFragment(let node):
                if applies(node.typeCondition) { waiting += node.selectionSet.selections.reversed() }
            case .fragmentSpread(let node):
                guard visited.insert(node.name.text).inserted, let fragment = fragment(node.name.text),
                    applies(fragment.typeCondition)
                else { continue }
                waiting += fragment.selectionSet.selections.reversed()
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
        return schema.isPossible(object: typeName, for: condition.text)
    }
}
