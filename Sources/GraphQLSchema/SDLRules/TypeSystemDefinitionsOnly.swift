import GraphQLLanguage

/// A schema's source holds no operations and fragments.
///
/// Spec: 3.2 Type System Documents.
enum TypeSystemDefinitionsOnly: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        source.document.definitions.compactMap { definition in
            switch definition {
            case .operation(let node): source.fault("An operation is no part of a schema.", at: node.offset)
            case .fragment(let node): source.fault("A fragment is no part of a schema.", at: node.offset)
            case .typeSystem: nil
            }
        }
    }
}
