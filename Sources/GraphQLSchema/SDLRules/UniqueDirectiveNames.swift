import GraphQLLanguage

/// Each directive is defined once.
///
/// Spec: 3.13 Directives.
enum UniqueDirectiveNames: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        var seen: [String: Name] = [:]
        var faults: [GraphQLError] = []
        for case .directive(let node) in source.definitions {
            let name = node.name.text
            if source.existing?.directive(named: name) != nil {
                faults.append(
                    source.fault(
                        "Directive \"@\(name)\" already exists in the schema. It cannot be redefined.",
                        at: node.name.offset))
            } else if let first = seen[name] {
                faults.append(
                    source.fault(
                        "There can be only one directive named \"@\(name)\".", at: first.offset, node.name.offset))
            } else {
                seen[name] = node.name
            }
        }
        return faults
    }
}
