import GraphQLLanguage

@testable import GraphQLSchema

/// The query that tools ask, with every option on.
enum Introspection {
    static let query = """
        {
          __schema {
            description
            queryType { name kind }
            mutationType { name kind }
            subscriptionType { name kind }
            types { ...FullType }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } }
          }
        }
        fragment FullType on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) {
            name description args(includeDeprecated: true) { ...InputValue }
            type { ...TypeRef } isDeprecated deprecationReason
          }
          inputFields(includeDeprecated: true) { ...InputValue }
          interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...TypeRef }
        }
        fragment InputValue on __InputValue {
          name description type { ...TypeRef } defaultValue isDeprecated deprecationReason
        }
        fragment TypeRef on __Type {
          kind name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType {
            kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
        }
        """

    /// The JSON value of `__schema`.
    static func full(of schema: Schema) throws -> [UInt8] {
        try value(query, of: schema)
    }

    /// The JSON value of the first field of a query's first operation.
    static func value(_ query: String, of schema: Schema, variables: [String: InputValue] = [:]) throws -> [UInt8] {
        let document = try Document.parse(Source(query))
        var fragments: [String: FragmentDefinition] = [:]
        var fields: [FieldNode] = []
        for definition in document.definitions {
            switch definition {
            case .operation(let node):
                for case .field(let field) in node.selectionSet.selections { fields.append(field) }
            case .fragment(let node): fragments[node.name.text] = node
            case .typeSystem: break
            }
        }
        let found = fragments
        var writer = IntrospectionWriter(schema: schema, variables: variables) { found[$0] }
        return try writer.value(of: Array(fields.prefix(1)))
    }
}
