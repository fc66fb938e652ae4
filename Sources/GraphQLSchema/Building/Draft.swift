import GraphQLLanguage

/// Makes the values of a type system from its declarations.
///
/// Defaults and directives' arguments are still what is written: giving them their types takes all types, and is
/// `Completion`'s work.
struct Draft {
    private let lines: LineTable

    init(source: Source) {
        lines = LineTable(source)
    }

    func type(_ declaration: TypeDeclaration) -> NamedType {
        let name = declaration.definition.name.text
        let description = declaration.definition.description?.value
        let parts = declaration.parts
        let directives = parts.flatMap { applied($0.directives) }
        let locations = parts.map { location($0.offset) }
        switch declaration.definition.kind {
        case .scalar:
            return .scalar(
                ScalarType(
                    name: name, description: description, appliedDirectives: directives, locations: locations))
        case .object:
            return .object(
                ObjectType(
                    name: name, description: description, interfaces: parts.flatMap { references($0.interfaces) },
                    fields: fields(parts), appliedDirectives: directives, locations: locations))
        case .interface:
            return .interface(
                InterfaceType(
                    name: name, description: description, interfaces: parts.flatMap { references($0.interfaces) },
                    fields: fields(parts), appliedDirectives: directives, locations: locations))
        case .union:
            return .union(
                UnionType(
                    name: name, description: description, members: parts.flatMap { references($0.unionMembers) },
                    appliedDirectives: directives, locations: locations))
        case .enumeration:
            return .enumeration(
                EnumType(
                    name: name, description: description, values: parts.flatMap { $0.enumValues.map(enumValue) },
                    appliedDirectives: directives, locations: locations))
        case .inputObject:
            return .inputObject(
                InputObjectType(
                    name: name, description: description, fields: parts.flatMap { $0.inputFields.map(inputValue) },
                    appliedDirectives: directives, locations: locations))
        }
    }

    func directive(_ node: DirectiveDefinitionNode) -> DirectiveDefinition {
        DirectiveDefinition(
            name: node.name.text,
            description: node.description?.value,
            arguments: node.arguments.map(inputValue),
            isRepeatable: node.isRepeatable,
            places: node.locations.map(\.text),
            location: location(node.offset))
    }

    func applied(_ directives: NodeList<Directive>) -> [AppliedDirective] {
        let coercion = LiteralCoercion(types: TypeSystem())
        return directives.map { node in
            let arguments = node.arguments.compactMap { argument in
                coercion.untyped(argument.value).map { (argument.name.text, $0) }
            }
            return AppliedDirective(
                name: node.name.text,
                arguments: Dictionary(arguments, uniquingKeysWith: { first, _ in first }),
                location: location(node.offset))
        }
    }

    func location(_ offset: Int) -> SourceLocation {
        lines.location(of: offset)
    }

    private func fields(_ parts: [TypeDefinitionNode]) -> [FieldDefinition] {
        parts.flatMap { part in
            part.fields.map { node in
                FieldDefinition(
                    name: node.name.text,
                    description: node.description?.value,
                    arguments: node.arguments.map(inputValue),
                    type: TypeReference(node.type),
                    appliedDirectives: applied(node.directives),
                    location: location(node.offset),
                    typeLocation: location(node.type.offset))
            }
        }
    }

    private func inputValue(_ node: InputValueDefinitionNode) -> InputValueDefinition {
        InputValueDefinition(
            name: node.name.text,
            description: node.description?.value,
            type: TypeReference(node.type),
            defaultValue: nil,
            defaultLiteral: node.defaultValue,
            appliedDirectives: applied(node.directives),
            location: location(node.offset),
            typeLocation: location(node.type.offset))
    }

    private func enumValue(_ node: EnumValueDefinitionNode) -> EnumValueDefinition {
        EnumValueDefinition(
            name: node.name.text,
            description: node.description?.value,
            appliedDirectives: applied(node.directives),
            location: location(node.offset))
    }

    private func references(_ names: NodeList<Name>) -> [NamedReference] {
        names.map { NamedReference(name: $0.text, location: location($0.offset)) }
    }
}
