import GraphQLLanguage

/// An element, with its extensions, bears a directive once, unless that is repeatable.
///
/// Spec: 5.7.3 Directives Are Unique per Location.
enum UniqueDirectivesPerElement: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        var byElement: [String: [String: Directive]] = [:]
        return source.directiveSites.flatMap { site in
            var seen = site.element.flatMap { byElement[$0] } ?? [:]
            defer { if let element = site.element { byElement[element] = seen } }
            return site.directives.compactMap { node -> GraphQLError? in
                let name = node.name.text
                guard let definition = source.directives[name], !definition.isRepeatable else { return nil }
                guard let first = seen[name] else {
                    seen[name] = node
                    return nil
                }
                return source.fault(
                    "The directive \"@\(name)\" can only be used once at this location.", at: first.offset, node.offset)
            }
        }
    }
}
