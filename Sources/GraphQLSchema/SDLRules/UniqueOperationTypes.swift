import GraphQLLanguage

/// Each kind of operation has one root type.
///
/// Spec: 3.3.1 Root Operation Types.
enum UniqueOperationTypes: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        var seen: [OperationKind: OperationTypeNode] = [:]
        return operationTypes(of: source).compactMap { node in
            let kind = node.kind
            if source.existing?.roots[kind] != nil {
                return source.fault(
                    "Type for \(kind.rawValue) already defined in the schema. It cannot be redefined.", at: node.offset)
            }
            guard let first = seen[kind] else {
                seen[kind] = node
                return nil
            }
            return source.fault(
                "There can be only one \(kind.rawValue) type in schema.", at: first.offset, node.offset)
        }
    }

    private static func operationTypes(of source: SDLSource) -> [OperationTypeNode] {
        source.definitions.flatMap { definition -> [OperationTypeNode] in
            switch definition {
            case .schema(let node), .schemaExtension(let node): Array(node.operationTypes)
            case .directive, .type: []
            }
        }
    }
}
