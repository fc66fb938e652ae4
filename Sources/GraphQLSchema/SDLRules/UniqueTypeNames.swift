import GraphQLLanguage

/// Each type is defined once.
///
/// Spec: 3.3 Schema, "All types within a GraphQL schema must have unique names".
enum UniqueTypeNames: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        var seen: [String: Name] = [:]
        return source.typeDefinitions.compactMap { node in
            let name = node.name.text
            if source.existing?.types[name] != nil {
                return source.fault(
                    "Type \"\(name)\" already exists in the schema. It cannot also be defined in this type definition.",
                    at: node.name.offset)
            }
            guard let first = seen.updateValue(node.name, forKey: name) else { return nil }
            seen[name] = first
            return source.fault(
                "There can be only one type named \"\(name)\".", at: first.offset, node.name.offset)
        }
    }
}
