import GraphQLLanguage

extension IntrospectionResolver {
    /// Spec: 4.2.2 The __Type Type.
    func value(of field: String, _ type: TypeReference, _ showsDeprecated: Bool) -> IntrospectionValue {
        switch type {
        case .list(let inner): return wrapped(field, "LIST", inner)
        case .nonNull(let inner): return wrapped(field, "NON_NULL", inner)
        case .named(let name):
            guard let type = schema.type(named: name) else { return .null }
            return value(of: field, type, showsDeprecated)
        }
    }

    private func wrapped(_ field: String, _ kind: String, _ inner: TypeReference) -> IntrospectionValue {
        switch field {
        case "kind": .string(kind)
        case "ofType": .object(.type(inner))
        default: .null
        }
    }

    private func value(of field: String, _ type: NamedType, _ showsDeprecated: Bool) -> IntrospectionValue {
        switch field {
        case "kind": .string(type.kindName)
        case "name": .string(type.name)
        case "description": IntrospectionValue(type.description)
        case "specifiedByURL": specifiedByURL(of: type)
        case "fields": fields(of: type, showsDeprecated)
        case "interfaces": interfaces(of: type)
        case "possibleTypes": possibleTypes(of: type)
        case "enumValues": enumValues(of: type, showsDeprecated)
        case "inputFields": inputFields(of: type, showsDeprecated)
        case "isOneOf": isOneOf(type)
        default: .null
        }
    }

    private func specifiedByURL(of type: NamedType) -> IntrospectionValue {
        guard case .scalar(let scalar) = type else { return .null }
        return IntrospectionValue(scalar.specifiedByURL)
    }

    private func fields(of type: NamedType, _ showsDeprecated: Bool) -> IntrospectionValue {
        guard let fields = type.fields else { return .null }
        let shown = fields.filter { showsDeprecated || $0.deprecationReason == nil }
        return IntrospectionValue(shown.map(IntrospectionObject.field))
    }

    private func interfaces(of type: NamedType) -> IntrospectionValue {
        guard let type = type.fieldsType else { return .null }
        return IntrospectionValue(type.interfaces.map { .type(.named($0.name)) })
    }

    private func possibleTypes(of type: NamedType) -> IntrospectionValue {
        guard type.isAbstract else { return .null }
        return IntrospectionValue(schema.possibleTypes(of: type.name).map { .type(.named($0.name)) })
    }

    private func enumValues(of type: NamedType, _ showsDeprecated: Bool) -> IntrospectionValue {
        guard case .enumeration(let type) = type else { return .null }
        let shown = type.values.filter { showsDeprecated || $0.deprecationReason == nil }
        return IntrospectionValue(shown.map(IntrospectionObject.enumValue))
    }

    private func inputFields(of type: NamedType, _ showsDeprecated: Bool) -> IntrospectionValue {
        guard case .inputObject(let type) = type else { return .null }
        return inputValues(type.fields, showsDeprecated)
    }

    private func isOneOf(_ type: NamedType) -> IntrospectionValue {
        guard case .inputObject(let type) = type else { return .null }
        return .bool(type.isOneOf)
    }
}

extension NamedType {
    /// Spec: 4.2.2, __TypeKind.
    fileprivate var kindName: String {
        switch self {
        case .scalar: "SCALAR"
        case .object: "OBJECT"
        case .interface: "INTERFACE"
        case .union: "UNION"
        case .enumeration: "ENUM"
        case .inputObject: "INPUT_OBJECT"
        }
    }
}
