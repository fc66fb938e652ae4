import GraphQLLanguage

/// Every directive that is applied is defined, and for that place.
///
/// Spec: 5.7.1 Directives Are Defined, 5.7.2 Directives Are in Valid Locations.
enum KnownDirectivesInSchema: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        source.directiveSites.flatMap { site in
            site.directives.compactMap { node in
                let name = node.name.text
                guard let definition = source.directives[name] else {
                    return source.fault("Unknown directive \"@\(name)\".", at: node.offset)
                }
                if definition.places.contains(site.place) { return nil }
                return source.fault("Directive \"@\(name)\" may not be used on \(site.place).", at: node.offset)
            }
        }
    }
}
