import GraphQLLanguage
import GraphQLSchema

/// Fields that share a name in the answer are the same field, with the same arguments and values of one shape.
///
/// Spec: 5.3.2 Field Selection Merging. The comparisons are counted, since a document can be written for which their
/// number grows with the square of its size.
struct OverlappingFieldsCanBeMerged: Rule {
    private var comparison = FieldComparison()

    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .selectionSet(let selectionSet) = node, !comparison.isExhausted else { return }
        let conflicts = comparison.conflicts(
            within: selectionSet, of: context.surroundings.parentType?.name, context)
        for conflict in conflicts {
            context.report(
                "Fields \"\(context.shown(conflict.name))\" conflict because \(conflict.reason.message(context)). Use"
                    + " different aliases on the fields to fetch both if this was intentional.",
                at: (conflict.left + conflict.right).map(\.offset))
        }
        if comparison.isExhausted {
            context.isTooComplex = true
            context.report(
                "The document selects too many fields with the same name for them to be compared.",
                at: selectionSet.offset)
        }
    }
}

/// Two fields that can't share their name in the answer.
struct FieldConflict {
    let name: String
    let reason: Reason
    let left: [FieldNode]
    let right: [FieldNode]

    indirect enum Reason {
        case said(String)
        case subfields([FieldConflict])

        func message(_ context: Context) -> String {
            switch self {
            case .said(let text): text
            case .subfields(let conflicts):
                conflicts.map { conflict in
                    "subfields \"\(context.shown(conflict.name))\" conflict because "
                        + conflict.reason.message(context)
                }.joined(separator: " and ")
            }
        }
    }
}
