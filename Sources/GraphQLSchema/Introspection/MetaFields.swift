import GraphQLLanguage

/// The fields that every schema answers without declaring them.
///
/// Spec: 4.1 Type Name Introspection, 4.2 Schema Introspection.
enum MetaFields {
    private static let nowhere = SourceLocation(line: 1, column: 1)

    static let typename = FieldDefinition(
        name: "__typename",
        description: "The name of the current Object type at runtime.",
        type: .nonNull(.named("String")),
        location: nowhere,
        typeLocation: nowhere)

    static let schema = FieldDefinition(
        name: "__schema",
        description: "Access the current type schema of this server.",
        type: .nonNull(.named("__Schema")),
        location: nowhere,
        typeLocation: nowhere)

    static let type = FieldDefinition(
        name: "__type",
        description: "Request the type information of a single type.",
        arguments: [
            InputValueDefinition(
                name: "name", type: .nonNull(.named("String")), location: nowhere, typeLocation: nowhere)
        ],
        type: .named("__Type"),
        location: nowhere,
        typeLocation: nowhere)
}
