import GraphQLLanguage

/// An input object that is written in a schema's source gives each field once.
///
/// Spec: 5.6.3 Input Object Field Uniqueness.
enum UniqueInputFieldNamesInSchema: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        values(in: source).flatMap { faults(of: $0, in: source) }
    }

    /// The recursion follows the literal, whose depth the parser has counted.
    private static func faults(of value: ValueNode, in source: SDLSource) -> [GraphQLError] {
        switch value.kind {
        case .list(let items): return items.flatMap { faults(of: $0, in: source) }
        case .object(let fields):
            let own = repeatedNames(fields.map(\.name)).flatMap { names in
                names.dropFirst().map { name in
                    source.fault(
                        "There can be only one input field named \"\(name.text)\".", at: names[0].offset, name.offset)
                }
            }
            return own + fields.flatMap { faults(of: $0.value, in: source) }
        case .variable, .int, .float, .string, .boolean, .null, .enumeration: return []
        }
    }

    private static func values(in source: SDLSource) -> [ValueNode] {
        let given = source.directiveSites.flatMap(\.directives).flatMap { $0.arguments.map(\.value) }
        let defaults = source.definitions.flatMap { definition -> [ValueNode] in
            switch definition {
            case .schema, .schemaExtension: []
            case .directive(let node): node.arguments.compactMap(\.defaultValue)
            case .type(let node):
                node.fields.flatMap { $0.arguments.compactMap(\.defaultValue) }
                    + node.inputFields.compactMap(\.defaultValue)
            }
        }
        return given + defaults
    }
}
