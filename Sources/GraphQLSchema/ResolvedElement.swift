public import GraphQLLanguage

/// What a schema coordinate stands for in a schema.
///
/// Spec: 2.14 Schema Coordinates, "Resolving a Schema Coordinate".
public enum ResolvedElement: Sendable {
    case type(NamedType)
    case field(FieldDefinition)
    case argument(InputValueDefinition)
    case inputField(InputValueDefinition)
    case enumValue(EnumValueDefinition)
    case directive(DirectiveDefinition)
    case directiveArgument(InputValueDefinition)
}

extension Schema {
    /// The element that a coordinate stands for; nil where its container has none of that name.
    ///
    /// Meta-fields and the types of introspection are no elements of a schema.
    /// - Throws: where what should contain the element isn't there, or is of a kind that can't.
    public func element(at coordinate: SchemaCoordinate) throws(GraphQLError) -> ResolvedElement? {
        switch coordinate {
        case .type(let name): return element(named: name).map(ResolvedElement.type)
        case .member(let type, let name): return try member(name, of: type)
        case .argument(let type, let field, let name):
            return try self.field(field, of: type).argument(named: name).map(ResolvedElement.argument)
        case .directive(let name): return directive(named: name).map(ResolvedElement.directive)
        case .directiveArgument(let name, let argument):
            guard let directive = directive(named: name) else {
                throw refusal("Expected \"\(name)\" to be defined as a directive in the schema.")
            }
            return directive.arguments.first { $0.name == argument }.map(ResolvedElement.directiveArgument)
        }
    }

    private func element(named name: String) -> NamedType? {
        type(named: name).flatMap { $0.isIntrospection ? nil : $0 }
    }

    private func container(_ name: String) throws(GraphQLError) -> NamedType {
        guard let type = element(named: name) else {
            throw refusal("Expected \"\(name)\" to be defined as a type in the schema.")
        }
        return type
    }

    private func member(_ name: String, of type: String) throws(GraphQLError) -> ResolvedElement? {
        switch try container(type) {
        case .enumeration(let type): return type.value(named: name).map(ResolvedElement.enumValue)
        case .inputObject(let type): return type.field(named: name).map(ResolvedElement.inputField)
        case .object(let type): return type.field(named: name).map(ResolvedElement.field)
        case .interface(let type): return type.field(named: name).map(ResolvedElement.field)
        case .scalar, .union:
            throw refusal("Expected \"\(type)\" to be an Enum, Input Object, Object or Interface type.")
        }
    }

    private func field(_ name: String, of type: String) throws(GraphQLError) -> FieldDefinition {
        guard let fields = try container(type).fieldsType else {
            throw refusal("Expected \"\(type)\" to be an object type or interface type.")
        }
        guard let field = fields.field(named: name) else {
            throw refusal("Expected \"\(name)\" to exist as a field of type \"\(type)\" in the schema.")
        }
        return field
    }

    private func refusal(_ message: String) -> GraphQLError { GraphQLError(message: message, locations: []) }
}
