import GraphQLLanguage

/// A source defines the schema at most once.
///
/// Spec: 3.3 Schema.
enum LoneSchemaDefinition: SDLRule {
    static func faults(of source: SDLSource) -> [GraphQLError] {
        let hasSchema = source.existing.map { !$0.locations.isEmpty || !$0.roots.isEmpty } ?? false
        var faults: [GraphQLError] = []
        var count = 0
        for case .schema(let node) in source.definitions {
            if hasSchema {
                faults.append(
                    source.fault("Cannot define a new schema within a schema extension.", at: node.offset))
            } else if count > 0 {
                faults.append(source.fault("Must provide only one schema definition.", at: node.offset))
            }
            count += 1
        }
        return faults
    }
}
