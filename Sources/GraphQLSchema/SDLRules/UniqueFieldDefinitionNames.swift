import GraphQLLanguage

/// A type, with its extensions, defines each field once.
///
/// Spec: 3.6 Objects, 3.7 Interfaces, 3.10 Input Objects, "Type Validation".
enum UniqueFieldDefinitionNames: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        var seen: [String: Name] = [:]
        return source.types.flatMap { type in
            (type.fields.map(\.name) + type.inputFields.map(\.name)).compactMap { name -> GraphQLError? in
                let coordinate = "\(type.name.text).\(name.text)"
                if isDefined(name.text, in: source.existing?.types[type.name.text]) {
                    return source.fault(
                        "Field \"\(coordinate)\" already exists in the schema. It cannot also be defined in this"
                            + " type extension.",
                        at: name.offset)
                }
                guard let first = seen[coordinate] else {
                    seen[coordinate] = name
                    return nil
                }
                return source.fault(
                    "Field \"\(coordinate)\" can only be defined once.", at: first.offset, name.offset)
            }
        }
    }

    private static func isDefined(_ field: String, in type: NamedType?) -> Bool {
        if case .inputObject(let type)? = type { return type.field(named: field) != nil }
        return type?.field(named: field) != nil
    }
}
