import GraphQLLanguage
import GraphQLSchema

/// No field of the document tells of the schema.
///
/// No rule of the specification: for servers that keep their schema to themselves.
struct NoSchemaIntrospection: Rule {
    mutating func enter(_ node: Node, _ context: inout Context) {
        guard case .field(let field) = node,
            let type = context.surroundings.type.flatMap(context.schema.type(of:)), type.isIntrospection
        else { return }
        context.report(
            "GraphQL introspection has been disabled, but the requested query contained the field"
                + " \"\(context.shown(field.name.text))\".",
            at: field.offset)
    }
}
