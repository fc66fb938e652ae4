import GraphQLLanguage
import GraphQLSchema

/// No fragment spreads itself, not even through others.
///
/// Spec: 5.5.2.2 Fragment Spreads Must Not Form Cycles.
struct NoFragmentCycles: Rule {
    private var visited: Set<String> = []

    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .fragment(let fragment) = node else { return }
        search(from: fragment, &context)
    }

    /// A depth-first walk with a stack of its own, since a chain of fragments may be long; each fragment is entered
    /// once, so the work grows with the document.
    private mutating func search(from start: FragmentDefinition, _ context: inout Context) {
        guard visited.insert(start.name.text).inserted else { return }
        var path: [FragmentSpread] = []
        var positions = [start.name.text: 0]
        var stack = [Step(fragment: start, spreads: context.spreads(in: start.selectionSet))]
        while let top = stack.indices.last {
            guard stack[top].next < stack[top].spreads.count else {
                positions[stack[top].fragment.name.text] = nil
                stack.removeLast()
                _ = path.popLast()
                continue
            }
            let spread = stack[top].spreads[stack[top].next]
            stack[top].next += 1
            let name = spread.name.text
            if let position = positions[name] {
                report(Array(path[position...]) + [spread], &context)
            } else if let fragment = context.fragments[name], visited.insert(name).inserted {
                path.append(spread)
                positions[name] = path.count
                stack.append(Step(fragment: fragment, spreads: context.spreads(in: fragment.selectionSet)))
            }
        }
    }

    private func report(_ cycle: [FragmentSpread], _ context: inout Context) {
        let names = cycle.map { "\"\(context.shown($0.name.text))\"" }
        let via = names.dropLast().joined(separator: ", ")
        context.report(
            "Cannot spread fragment \(names[names.count - 1]) within itself" + (via.isEmpty ? "." : " via \(via)."),
            at: cycle.map(\.offset))
    }

    private struct Step {
        let fragment: FragmentDefinition
        let spreads: [FragmentSpread]
        var next = 0
    }
}
