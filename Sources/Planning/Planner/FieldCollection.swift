import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation

/// The fields of one response name, which are answered together.
struct CollectedField {
    /// The name in the answer.
    let responseName: String
    /// The fields with that name, in the order of the document; they ask for the same thing.
    var nodes: [FieldNode]

    /// The field that speaks for all.
    var node: FieldNode { nodes[0] }
    /// What is selected of the value.
    var selectionSets: [SelectionSet] { nodes.compactMap(\.selectionSet) }
}

/// Gathers what is selected of an object of one type.
///
/// Specification: 6.3.2 Field Collection (CollectFields).
struct FieldCollection {
    let operation: ValidOperation
    let variables: [String: InputValue]

    /// The fields in the order of the answer, fragments and repeated names merged.
    ///
    /// - Throws: `PlanningError` where a condition is neither true nor false.
    func fields(of type: ObjectType, in sets: [SelectionSet]) throws(PlanningError) -> [CollectedField] {
        var collected = Collected()
        for set in sets { try collect(set, of: type, into: &collected) }
        return collected.fields
    }

    private struct Collected {
        var fields: [CollectedField] = []
        var positions: [String: Int] = [:]
        var visitedFragments: Set<String> = []

        mutating func add(_ node: FieldNode) {
            let name = node.responseName.text
            if let position = positions[name] {
                fields[position].nodes.append(node)
            } else {
                positions[name] = fields.count
                fields.append(CollectedField(responseName: name, nodes: [node]))
            }
        }
    }

    private func collect(
        _ set: SelectionSet, of type: ObjectType, into collected: inout Collected
    ) throws(PlanningError) {
        for selection in set.selections where try isSelected(selection) {
            switch selection {
            case .field(let node): collected.add(node)
            case .inlineFragment(let fragment):
                guard applies(fragment.typeCondition?.text, to: type) else { continue }
                try collect(fragment.selectionSet, of: type, into: &collected)
            case .fragmentSpread(let spread):
                let name = spread.name.text
                guard collected.visitedFragments.insert(name).inserted, let fragment = operation.fragment(named: name),
                    applies(fragment.typeCondition.text, to: type)
                else { continue }
                try collect(fragment.selectionSet, of: type, into: &collected)
            }
        }
    }

    private func isSelected(_ selection: Selection) throws(PlanningError) -> Bool {
        do {
            return try GraphQLSchema.isSelected(
                selection.directives, variables: variables, schema: operation.schema)
        } catch {
            throw PlanningError(.badInput, error.message, at: error.offset)
        }
    }

    /// Specification: DoesFragmentTypeApply.
    private func applies(_ condition: String?, to type: ObjectType) -> Bool {
        guard let condition, condition != type.name else { return true }
        switch operation.schema.type(named: condition) {
        case .interface: return type.interfaces.contains { $0.name == condition }
        case .union(let union): return union.members.contains { $0.name == type.name }
        case .scalar, .object, .enumeration, .inputObject, nil: return false
        }
    }
}
