package import GraphQLSchema

extension String {
    /// The name in snake_case: `createdAt` is `created_at`.
    package var snakeCased: String {
        var result = ""
        for (position, character) in enumerated() {
            if character.isUppercase {
                if position > 0 { result += "_" }
                result += character.lowercased()
            } else {
                result.append(character)
            }
        }
        return result
    }
}

/// The column that an element of the schema names: that of its `@column`, else its own name in snake_case.
package func columnName(_ name: String, _ directives: [AppliedDirective]) -> String {
    directives.first { $0.name == "column" }?.text(of: "name") ?? name.snakeCased
}

/// The column that names the row of a to-one field: that of its `@relation`, else the field's name with `_id`.
package func foreignKeyName(_ name: String, _ directives: [AppliedDirective]) -> String {
    directives.first { $0.name == "relation" }?.text(of: "via") ?? name.snakeCased + "_id"
}

/// The table behind a type: that of its `@table`, else its own name in snake_case.
package func tableName(of type: ObjectType) -> String {
    type.appliedDirectives.first { $0.name == "table" }?.text(of: "name") ?? type.name.snakeCased
}
