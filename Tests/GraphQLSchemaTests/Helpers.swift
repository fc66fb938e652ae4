import GraphQLLanguage

@testable import GraphQLSchema

/// A schema from its source.
func schema(_ sdl: String) throws -> Schema {
    try Schema.build(from: Document.parse(Source(sdl, name: "test.graphql")))
}

/// What is wrong with a schema's source, one line a fault: `line:column message`.
func faults(_ sdl: String) throws -> [String] {
    do {
        _ = try schema(sdl)
        return []
    } catch let errors as SchemaErrors {
        return errors.errors.map { error in
            (error.locations.map(\.description) + [error.message]).joined(separator: " ")
        }
    }
}

/// The first field of a document's first operation.
func firstField(_ query: String) throws -> FieldNode? {
    guard case .operation(let operation)? = try Document.parse(Source(query)).definitions.first,
        case .field(let field)? = operation.selectionSet.selections.first
    else { return nil }
    return field
}

/// What variables come to, for an operation that declares `$v` of a type: its value, "absent", or the messages.
func coerced(
    _ json: JSONObject, as declaration: String, _ schema: Schema
) throws -> Result<[String: InputValue], CoercionErrors> {
    guard case .operation(let operation)? = try Document.parse(Source("query (\(declaration)) { f }")).definitions.first
    else { return .success([:]) }
    return Result { () throws(CoercionErrors) in
        try coerceVariables(of: operation, provided: json, schema: schema)
    }
}

/// The messages of a failed coercion.
func messages(_ result: Result<[String: InputValue], CoercionErrors>) -> [String] {
    switch result {
    case .success: []
    case .failure(let errors): errors.errors.map(\.message)
    }
}
