/// Copies types with other directives, other defaults, and without some of their parts.
struct TypeCopier {
    var directives: ([AppliedDirective]) -> [AppliedDirective] = { $0 }
    var defaultValue: (InputValueDefinition) -> InputValue? = { $0.defaultValue }
    /// Called with the coordinate of every field, argument, input field and enum value.
    var keeps: (SchemaElement) -> Bool = { _ in true }
    /// Called with the name of every interface and union member.
    var keepsReference: (String) -> Bool = { _ in true }

    func copy(_ type: NamedType) -> NamedType {
        switch type {
        case .scalar(let type): .scalar(copy(type))
        case .object(let type): .object(copy(type))
        case .interface(let type): .interface(copy(type))
        case .union(let type): .union(copy(type))
        case .enumeration(let type): .enumeration(copy(type))
        case .inputObject(let type): .inputObject(copy(type))
        }
    }

    func copy(_ directive: DirectiveDefinition) -> DirectiveDefinition {
        DirectiveDefinition(
            name: directive.name, description: directive.description, arguments: directive.arguments.map(copy),
            isRepeatable: directive.isRepeatable, places: directive.places, location: directive.location)
    }

    private func copy(_ type: ScalarType) -> ScalarType {
        ScalarType(
            name: type.name, description: type.description, appliedDirectives: directives(type.appliedDirectives),
            locations: type.locations)
    }

    private func copy(_ type: ObjectType) -> ObjectType {
        ObjectType(
            name: type.name, description: type.description,
            interfaces: type.interfaces.filter { keepsReference($0.name) }, fields: fields(of: type),
            appliedDirectives: directives(type.appliedDirectives), locations: type.locations)
    }

    private func copy(_ type: InterfaceType) -> InterfaceType {
        InterfaceType(
            name: type.name, description: type.description,
            interfaces: type.interfaces.filter { keepsReference($0.name) }, fields: fields(of: type),
            appliedDirectives: directives(type.appliedDirectives), locations: type.locations)
    }

    private func copy(_ type: UnionType) -> UnionType {
        UnionType(
            name: type.name, description: type.description, members: type.members.filter { keepsReference($0.name) },
            appliedDirectives: directives(type.appliedDirectives), locations: type.locations)
    }

    private func copy(_ type: EnumType) -> EnumType {
        let values = type.values.filter { keeps(.enumValue(type.name, $0.name)) }
        return EnumType(
            name: type.name, description: type.description,
            values: values.map { value in
                EnumValueDefinition(
                    name: value.name, description: value.description,
                    appliedDirectives: directives(value.appliedDirectives), location: value.location)
            },
            appliedDirectives: directives(type.appliedDirectives), locations: type.locations)
    }

    private func copy(_ type: InputObjectType) -> InputObjectType {
        InputObjectType(
            name: type.name, description: type.description,
            fields: type.fields.filter { keeps(.inputField(type.name, $0.name)) }.map(copy),
            appliedDirectives: directives(type.appliedDirectives), locations: type.locations)
    }

    private func fields(of type: any FieldsType) -> [FieldDefinition] {
        type.fields.filter { keeps(.field(type.name, $0.name)) }.map { field in
            FieldDefinition(
                name: field.name, description: field.description,
                arguments: field.arguments.filter { keeps(.argument(type.name, field.name, $0.name)) }.map(copy),
                type: field.type, appliedDirectives: directives(field.appliedDirectives),
                location: field.location, typeLocation: field.typeLocation)
        }
    }

    private func copy(_ definition: InputValueDefinition) -> InputValueDefinition {
        let value = defaultValue(definition)
        // A literal that stays is one that is no value of its type: the checks report it.
        return InputValueDefinition(
            name: definition.name, description: definition.description, type: definition.type,
            defaultValue: value, defaultLiteral: value == nil ? definition.defaultLiteral : nil,
            appliedDirectives: directives(definition.appliedDirectives),
            location: definition.location, typeLocation: definition.typeLocation)
    }
}
