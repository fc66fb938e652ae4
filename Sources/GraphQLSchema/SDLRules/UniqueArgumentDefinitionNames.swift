import GraphQLLanguage

/// A field or directive defines each argument once.
///
/// Spec: 3.6.1 Field Arguments, 3.13 Directives.
enum UniqueArgumentDefinitionNames: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        source.definitions.flatMap { definition -> [GraphQLError] in
            switch definition {
            case .schema, .schemaExtension: []
            case .directive(let node): faults(of: node.arguments, owner: "@\(node.name.text)", in: source)
            case .type(let type):
                type.fields.flatMap { field in
                    faults(of: field.arguments, owner: "\(type.name.text).\(field.name.text)", in: source)
                }
            }
        }
    }

    private static func faults(
        of arguments: NodeList<InputValueDefinitionNode>, owner: String, in source: SDLSource
    ) -> [GraphQLError] {
        repeatedNames(arguments.map(\.name)).map { names in
            source.fault(
                "Argument \"\(owner)(\(names[0].text):)\" can only be defined once.", at: names.map(\.offset))
        }
    }
}

/// The names that stand more than once, each with all its places, in the order of their first ones.
package func repeatedNames(_ names: [Name]) -> [[Name]] {
    guard names.count > 1 else { return [] }
    var groups: [[Name]] = []
    var positions: [String: Int] = [:]
    for name in names {
        if let position = positions[name.text] {
            groups[position].append(name)
        } else {
            positions[name.text] = groups.count
            groups.append([name])
        }
    }
    return groups.filter { $0.count > 1 }
}
