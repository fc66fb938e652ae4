import GraphQLLanguage

/// How much of each kind of thing a document has, as written.
struct DocumentCounts {
    private(set) var operations = 0
    private(set) var fragments = 0
    private(set) var directives = 0
    private(set) var mostDirectives = 0
    private(set) var variables = 0

    init(_ document: Document) {
        for definition in document.definitions {
            switch definition {
            case .operation(let node):
                operations += 1
                variables += node.variableDefinitions.count
                count(node.directives)
                node.variableDefinitions.forEach { count($0.directives) }
                count(in: node.selectionSet)
            case .fragment(let node):
                fragments += 1
                count(node.directives)
                count(in: node.selectionSet)
            case .typeSystem: continue
            }
        }
    }

    private mutating func count(in selectionSet: SelectionSet) {
        var waiting = [selectionSet]
        while let next = waiting.popLast() {
            for selection in next.selections {
                count(selection.directives)
                switch selection {
                case .field(let node): if let inner = node.selectionSet { waiting.append(inner) }
                case .inlineFragment(let node): waiting.append(node.selectionSet)
                case .fragmentSpread: continue
                }
            }
        }
    }

    private mutating func count(_ found: NodeList<Directive>) {
        directives += found.count
        mostDirectives = max(mostDirectives, found.count)
    }
}
