import GraphQLLanguage

/// An enum, with its extensions, lists each value once.
///
/// Spec: 3.9 Enums, "Type Validation".
enum UniqueEnumValueNames: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        var seen: [String: Name] = [:]
        return source.types.flatMap { type in
            type.enumValues.compactMap { value -> GraphQLError? in
                let coordinate = "\(type.name.text).\(value.name.text)"
                if case .enumeration(let existing)? = source.existing?.types[type.name.text],
                    existing.value(named: value.name.text) != nil
                {
                    return source.fault(
                        "Enum value \"\(coordinate)\" already exists in the schema. It cannot also be defined in this"
                            + " type extension.",
                        at: value.name.offset)
                }
                guard let first = seen[coordinate] else {
                    seen[coordinate] = value.name
                    return nil
                }
                return source.fault(
                    "Enum value \"\(coordinate)\" can only be defined once.", at: first.offset, value.name.offset)
            }
        }
    }
}
