import GraphQLLanguage

/// No directive is applied within its own definition, not even through the types of its arguments.
///
/// Spec: 3.13 Directives, "Type Validation".
enum NoDirectiveCycles: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        let uses = Uses(source)
        return source.definitions.compactMap { definition in
            guard case .directive(let node) = definition, uses.reaches(node.name.text) else { return nil }
            return source.fault(
                "Directive \"@\(node.name.text)\" must not be applied within its own definition.", at: node.offset)
        }
    }

    /// What each directive and type applies and mentions; directives carry their at sign.
    private struct Uses {
        private var byElement: [String: Set<String>] = [:]

        init(_ source: SDLSource) {
            for case .directive(let node) in source.definitions {
                add(node.arguments, to: "@\(node.name.text)")
            }
            for type in source.types where [.scalar, .enumeration, .inputObject].contains(type.kind) {
                add(type.directives, to: type.name.text)
                add(type.inputFields, to: type.name.text)
                type.enumValues.forEach { add($0.directives, to: type.name.text) }
            }
        }

        /// Whether a directive's definition leads back to itself; each element is entered once.
        func reaches(_ directive: String) -> Bool {
            var entered: Set<String> = []
            var waiting = Array(byElement["@\(directive)"] ?? [])
            while let next = waiting.popLast() {
                if next == "@\(directive)" { return true }
                if entered.insert(next).inserted { waiting += byElement[next] ?? [] }
            }
            return false
        }

        private mutating func add(_ values: NodeList<InputValueDefinitionNode>, to element: String) {
            for value in values {
                byElement[element, default: []].insert(value.type.innermostName.text)
                add(value.directives, to: element)
            }
        }

        private mutating func add(_ directives: NodeList<Directive>, to element: String) {
            byElement[element, default: []].formUnion(directives.map { "@\($0.name.text)" })
        }
    }
}
