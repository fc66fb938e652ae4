extension Printer {
    mutating func write(_ definition: TypeSystemDefinition) {
        switch definition {
        case .schema(let schema), .schemaExtension(let schema): write(schema)
        case .directive(let directive): write(directive)
        case .type(let type): write(type)
        }
    }

    private mutating func write(_ schema: SchemaNode) {
        writeDescription(schema.description)
        write(schema.isExtension ? "extend schema" : "schema")
        write(schema.directives)
        writeMembers(schema.operationTypes) { $0.write("\($1.kind.rawValue): \($1.type.text)") }
    }

    private mutating func write(_ directive: DirectiveDefinitionNode) {
        writeDescription(directive.description)
        write("directive @" + directive.name.text)
        write(directive.arguments)
        write(directive.isRepeatable ? " repeatable on " : " on ")
        write(directive.locations, between: " | ") { $0.write($1.text) }
    }

    private mutating func write(_ type: TypeDefinitionNode) {
        writeDescription(type.description)
        write("\(type.isExtension ? "extend " : "")\(type.kind.keyword) \(type.name.text)")
        writeNames(type.interfaces, after: " implements ", between: " & ")
        write(type.directives)
        switch type.kind {
        case .scalar: break
        case .object, .interface: writeMembers(type.fields) { $0.write($1) }
        case .union: writeNames(type.unionMembers, after: " = ", between: " | ")
        case .enumeration: writeMembers(type.enumValues) { $0.write($1) }
        case .inputObject: writeMembers(type.inputFields) { $0.write($1) }
        }
    }

    private mutating func writeNames(_ names: NodeList<Name>, after start: String, between separator: String) {
        guard !names.isEmpty else { return }
        write(start)
        write(names, between: separator) { $0.write($1.text) }
    }

    /// Writes a block behind a space, or nothing for no members.
    private mutating func writeMembers<Member: NodeView>(
        _ members: NodeList<Member>, _ writeMember: (inout Printer, Member) -> Void
    ) {
        guard !members.isEmpty else { return }
        writeBlock(" {", members, "}", writeMember)
    }

    private mutating func write(_ field: FieldDefinitionNode) {
        writeDescription(field.description)
        write(field.name.text)
        write(field.arguments)
        write(": ")
        write(field.type)
        write(field.directives)
    }

    /// Writes the arguments that a field or directive takes: a line each if one of them needs several.
    private mutating func write(_ arguments: NodeList<InputValueDefinitionNode>) {
        guard !arguments.isEmpty else { return }
        let start = mark
        write("(")
        write(arguments, between: ", ") { $0.write($1) }
        write(")")
        guard hasLines(since: start) else { return }
        rewind(to: start)
        writeBlock("(", arguments, ")") { $0.write($1) }
    }

    private mutating func write(_ value: InputValueDefinitionNode) {
        writeDescription(value.description)
        write(value.name.text + ": ")
        write(value.type)
        writeDefault(value.defaultValue)
        write(value.directives)
    }

    private mutating func write(_ value: EnumValueDefinitionNode) {
        writeDescription(value.description)
        write(value.name.text)
        write(value.directives)
    }
}

extension TypeDefinitionNode.Kind {
    /// The word that begins a definition of this kind.
    public var keyword: String {
        switch self {
        case .scalar: "scalar"
        case .object: "type"
        case .interface: "interface"
        case .union: "union"
        case .enumeration: "enum"
        case .inputObject: "input"
        }
    }
}
