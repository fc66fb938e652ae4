import GraphQLLanguage
import GraphQLSchema

/// A field with the type it is selected on.
struct CollectedField {
    let node: FieldNode
    /// The type's name, if the selection's place says one.
    let parent: String?
    /// The field's type, if the schema knows the field.
    let type: TypeReference?

    /// Whether no value can ever have both: they are on two different object types.
    func isNeverTogether(with other: CollectedField, _ schema: Schema) -> Bool {
        guard let parent, let otherParent = other.parent, parent != otherParent,
            case .object? = schema.type(named: parent), case .object? = schema.type(named: otherParent)
        else { return false }
        return true
    }
}

/// The fields of a selection set, inline fragments included, by their names in the answer.
struct CollectedFields {
    let selectionSet: SelectionSet
    /// In the order in which they first stand.
    private(set) var names: [String] = []
    private(set) var byName: [String: [CollectedField]] = [:]
    /// The names of the fragments that are spread, each once.
    private(set) var fragments: [String] = []

    init(selectionSet: SelectionSet) {
        self.selectionSet = selectionSet
    }

    /// What tells this collection from others of the document.
    var key: String { String(selectionSet.offset) }

    /// The recursion follows inline fragments, whose depth the parser has counted.
    mutating func add(_ selectionSet: SelectionSet, of type: String?, _ context: Context) {
        for selection in selectionSet.selections {
            switch selection {
            case .field(let node): add(node, of: type, context)
            case .fragmentSpread(let node):
                if !fragments.contains(node.name.text) { fragments.append(node.name.text) }
            case .inlineFragment(let node):
                add(node.selectionSet, of: node.typeCondition.map(\.text) ?? type, context)
            }
        }
    }

    private mutating func add(_ node: FieldNode, of type: String?, _ context: Context) {
        let name = node.responseName.text
        let definition = type.flatMap { context.schema.type(named: $0)?.field(named: node.name.text) }
        let field = CollectedField(node: node, parent: type, type: definition?.type)
        if byName[name]?.append(field) == nil {
            names.append(name)
            byName[name] = [field]
        }
    }
}

extension Schema {
    /// Whether values of the two types can't stand in the same place of an answer.
    ///
    /// Spec: 5.3.2, SameResponseShape; what lies below composite types is compared field by field.
    func valuesDiffer(_ left: TypeReference, _ right: TypeReference) -> Bool {
        switch (left, right) {
        case (.list(let left), .list(let right)), (.nonNull(let left), .nonNull(let right)):
            return valuesDiffer(left, right)
        case (.list, _), (_, .list), (.nonNull, _), (_, .nonNull): return true
        case (.named(let left), .named(let right)):
            guard left != right else { return false }
            return type(named: left)?.isLeaf == true || type(named: right)?.isLeaf == true
        }
    }
}

/// Whether two fields are given the same arguments, in whatever order.
func haveEqualArguments(_ left: FieldNode, _ right: FieldNode) -> Bool {
    guard left.arguments.count == right.arguments.count else { return false }
    let theirs = Dictionary(right.arguments.map { ($0.name.text, $0.value) }, uniquingKeysWith: { _, later in later })
    return left.arguments.allSatisfy { argument in
        theirs[argument.name.text].map { areEqual(argument.value, $0) } ?? false
    }
}

/// Whether two values say the same; the fields of input objects may be in any order.
private func areEqual(_ left: ValueNode, _ right: ValueNode) -> Bool {
    switch (left.kind, right.kind) {
    case (.variable(let left), .variable(let right)): return left == right
    case (.int(let left), .int(let right)), (.float(let left), .float(let right)),
        (.enumeration(let left), .enumeration(let right)):
        return left == right
    case (.string(let left), .string(let right)): return left.isBlock == right.isBlock && left.value == right.value
    case (.boolean(let left), .boolean(let right)): return left == right
    case (.null, .null): return true
    case (.list(let left), .list(let right)): return left.elementsEqual(right, by: areEqual)
    case (.object(let left), .object(let right)):
        guard left.count == right.count else { return false }
        let theirs = Dictionary(right.map { ($0.name.text, $0.value) }, uniquingKeysWith: { _, later in later })
        return left.allSatisfy { field in theirs[field.name.text].map { areEqual(field.value, $0) } ?? false }
    default: return false
    }
}
