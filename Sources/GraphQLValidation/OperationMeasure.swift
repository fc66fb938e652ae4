import GraphQLLanguage

/// What a selection set comes to.
struct OperationSize {
    var fields = 0
    var depth = 0
    var aliases = 0
    var schemas = 0
    var introspections = 0

    /// Side by side: numbers add up and stop at the greatest that fits, depth is the greater one.
    static func + (left: OperationSize, right: OperationSize) -> OperationSize {
        OperationSize(
            fields: left.fields.saturatingAdd(right.fields), depth: max(left.depth, right.depth),
            aliases: left.aliases.saturatingAdd(right.aliases),
            schemas: left.schemas.saturatingAdd(right.schemas),
            introspections: left.introspections.saturatingAdd(right.introspections))
    }
}

extension Int {
    fileprivate func saturatingAdd(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}

/// Measures a document's fragments, each once.
///
/// Fragments are measured in an order in which those that a fragment spreads come first, so the recursion follows
/// the braces of one definition only, whose depth the parser has counted.
struct OperationMeasure {
    let operation: ValidOperation
    private var sizes: [String: OperationSize] = [:]

    init(operation: ValidOperation) {
        self.operation = operation
        for name in fragmentsInnermostFirst() {
            guard let fragment = operation.fragment(named: name) else { continue }
            sizes[name] = size(of: fragment.selectionSet)
        }
    }

    func size(of selectionSet: SelectionSet) -> OperationSize {
        selectionSet.selections.reduce(OperationSize()) { $0 + size(of: $1) }
    }

    /// The fields of the root, those of fragments and inline fragments among them.
    func rootFields(of selectionSet: SelectionSet) -> Int {
        var count = 0
        var seen: Set<String> = []
        var waiting = [selectionSet]
        while let next = waiting.popLast() {
            for selection in next.selections {
                switch selection {
                case .field: count += 1
                case .inlineFragment(let node): waiting.append(node.selectionSet)
                case .fragmentSpread(let node):
                    guard seen.insert(node.name.text).inserted, let fragment = operation.fragment(named: node.name.text)
                    else { continue }
                    waiting.append(fragment.selectionSet)
                }
            }
        }
        return count
    }

    /// How often the most frequent name stands in one place of the answer, where fields with that name are one.
    ///
    /// Introspection aside, as for depth. The recursion follows the levels of the answer, whose number is limited.
    func mostRepeats(in selectionSet: SelectionSet, stoppingAbove limit: Int) -> Int {
        mostRepeats(among: [selectionSet], limit)
    }

    private func mostRepeats(among sets: [SelectionSet], _ limit: Int) -> Int {
        var byName: [String: [FieldNode]] = [:]
        var waiting = sets
        while let next = waiting.popLast() {
            for selection in next.selections {
                switch selection {
                case .field(let node): byName[node.responseName.text, default: []].append(node)
                case .inlineFragment(let node): waiting.append(node.selectionSet)
                case .fragmentSpread(let node):
                    if let fragment = operation.fragment(named: node.name.text) {
                        waiting.append(fragment.selectionSet)
                    }
                }
            }
        }
        var most = byName.values.lazy.map(\.count).max() ?? 0
        for nodes in byName.values where most <= limit && !nodes[0].name.text.hasPrefix("__") {
            let inner = nodes.compactMap(\.selectionSet)
            if !inner.isEmpty { most = max(most, mostRepeats(among: inner, limit)) }
        }
        return most
    }

    private func size(of selection: Selection) -> OperationSize {
        switch selection {
        case .fragmentSpread(let node): return sizes[node.name.text] ?? OperationSize()
        case .inlineFragment(let node): return size(of: node.selectionSet)
        case .field(let node):
            var size = node.selectionSet.map { self.size(of: $0) } ?? OperationSize()
            size.fields = size.fields.saturatingAdd(1)
            size.depth += 1
            if node.alias != nil { size.aliases = size.aliases.saturatingAdd(1) }
            if ["__schema", "__type"].contains(node.name.text) {
                // The standard query of tools is deep; the rule MaxIntrospectionDepth counts what multiplies.
                size.depth = 1
                size.introspections = 1
                size.schemas = node.name.text == "__schema" ? 1 : 0
            }
            return size
        }
    }

    /// The fragments that the operation needs, each after those that it spreads; validation has excluded cycles.
    private func fragmentsInnermostFirst() -> [String] {
        var order: [String] = []
        var entered: Set<String> = []
        var stack: [(name: String?, inner: [String])] = [(nil, spreads(in: operation.operation.selectionSet))]
        while var top = stack.popLast() {
            if let next = top.inner.popLast() {
                stack.append(top)
                guard entered.insert(next).inserted, let fragment = operation.fragment(named: next) else { continue }
                stack.append((next, spreads(in: fragment.selectionSet)))
            } else if let name = top.name {
                order.append(name)
            }
        }
        return order
    }

    private func spreads(in selectionSet: SelectionSet) -> [String] {
        var found: [String] = []
        var waiting = [selectionSet]
        while let next = waiting.popLast() {
            for selection in next.selections {
                switch selection {
                case .field(let node): if let inner = node.selectionSet { waiting.append(inner) }
                case .inlineFragment(let node): waiting.append(node.selectionSet)
                case .fragmentSpread(let node): found.append(node.name.text)
                }
            }
        }
        return found
    }
}
