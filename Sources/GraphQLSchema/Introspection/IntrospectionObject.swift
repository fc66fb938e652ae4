import GraphQLLanguage

/// An object that introspection can answer about.
enum IntrospectionObject {
    case schema
    case type(TypeReference)
    case field(FieldDefinition)
    case inputValue(InputValueDefinition)
    case enumValue(EnumValueDefinition)
    case directive(DirectiveDefinition)

    /// Spec: 4.2 Schema Introspection.
    var typeName: String {
        switch self {
        case .schema: "__Schema"
        case .type: "__Type"
        case .field: "__Field"
        case .inputValue: "__InputValue"
        case .enumValue: "__EnumValue"
        case .directive: "__Directive"
        }
    }
}

/// What a field of such an object is worth.
enum IntrospectionValue {
    case null
    case bool(Bool)
    case string(String)
    case object(IntrospectionObject)
    case list([IntrospectionValue])

    init(_ text: String?) {
        self = text.map(IntrospectionValue.string) ?? .null
    }

    init(_ objects: [IntrospectionObject]) {
        self = .list(objects.map(IntrospectionValue.object))
    }
}

/// Resolves the fields of introspection from a schema.
struct IntrospectionResolver {
    let schema: Schema

    /// The value of a field; null for a name that no such object has, which validation has excluded.
    func value(of field: String, in object: IntrospectionObject, _ arguments: InputObject) -> IntrospectionValue {
        if field == "__typename" { return .string(object.typeName) }
        let showsDeprecated = arguments["includeDeprecated"] == .bool(true)
        switch object {
        case .schema: return value(ofSchema: field)
        case .type(let type): return value(of: field, type, showsDeprecated)
        case .field(let definition): return value(of: field, definition, showsDeprecated)
        case .inputValue(let definition): return value(of: field, definition)
        case .enumValue(let definition): return value(of: field, definition)
        case .directive(let definition): return value(of: field, definition, showsDeprecated)
        }
    }

    private func value(ofSchema field: String) -> IntrospectionValue {
        func type(_ name: String?) -> IntrospectionValue {
            name.map { .object(.type(.named($0))) } ?? .null
        }
        switch field {
        case "description": return IntrospectionValue(schema.description)
        case "types": return IntrospectionValue(schema.types.map { .type(.named($0.name)) })
        case "queryType": return type(schema.queryType.name)
        case "mutationType": return type(schema.mutationType?.name)
        case "subscriptionType": return type(schema.subscriptionType?.name)
        case "directives": return IntrospectionValue(schema.directives.map(IntrospectionObject.directive))
        default: return .null
        }
    }

    private func value(of field: String, _ definition: FieldDefinition, _ showsDeprecated: Bool) -> IntrospectionValue {
        switch field {
        case "name": .string(definition.name)
        case "description": IntrospectionValue(definition.description)
        case "args": inputValues(definition.arguments, showsDeprecated)
        case "type": .object(.type(definition.type))
        case "isDeprecated": .bool(definition.deprecationReason != nil)
        case "deprecationReason": IntrospectionValue(definition.deprecationReason)
        default: .null
        }
    }

    private func value(of field: String, _ definition: InputValueDefinition) -> IntrospectionValue {
        switch field {
        case "name": .string(definition.name)
        case "description": IntrospectionValue(definition.description)
        case "type": .object(.type(definition.type))
        case "defaultValue":
            IntrospectionValue(definition.defaultValue?.literal(as: definition.type, in: schema.system))
        case "isDeprecated": .bool(definition.deprecationReason != nil)
        case "deprecationReason": IntrospectionValue(definition.deprecationReason)
        default: .null
        }
    }

    private func value(of field: String, _ definition: EnumValueDefinition) -> IntrospectionValue {
        switch field {
        case "name": .string(definition.name)
        case "description": IntrospectionValue(definition.description)
        case "isDeprecated": .bool(definition.deprecationReason != nil)
        case "deprecationReason": IntrospectionValue(definition.deprecationReason)
        default: .null
        }
    }

    private func value(
        of field: String, _ definition: DirectiveDefinition, _ showsDeprecated: Bool
    ) -> IntrospectionValue {
        switch field {
        case "name": .string(definition.name)
        case "description": IntrospectionValue(definition.description)
        case "isRepeatable": .bool(definition.isRepeatable)
        case "locations": .list(definition.places.map(IntrospectionValue.string))
        case "args": inputValues(definition.arguments, showsDeprecated)
        default: .null
        }
    }

    func inputValues(_ definitions: [InputValueDefinition], _ showsDeprecated: Bool) -> IntrospectionValue {
        let shown = definitions.filter { showsDeprecated || $0.deprecationReason == nil }
        return IntrospectionValue(shown.map(IntrospectionObject.inputValue))
    }
}
