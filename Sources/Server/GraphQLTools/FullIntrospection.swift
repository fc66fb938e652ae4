import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Portal

/// Asks a schema for everything that it says about itself.
enum FullIntrospection {
    /// The result of the query that tools ask, with every option on.
    static func result(of schema: Schema) throws -> JSONValue {
        let document = try Document.parse(Source(query))
        let operation = try validate(document, against: schema, options: .reference).operation(named: nil)
        var fields: [FieldNode] = []
        for case .field(let field) in operation.operation.selectionSet.selections { fields.append(field) }
        let bytes = try operation.introspect(fields: fields, variables: [:])
        return ["__schema": try JSONReader(maximumDepth: 200, maximumMembers: .max).read(bytes)]
    }

    private static let query = """
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
            name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef }
            isDeprecated deprecationReason
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
          kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
          ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
        }
        """
}
