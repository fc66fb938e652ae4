extension Parser {
    /// Reads the definition of a named type.
    ///
    /// Spec: 3.4 Types.
    mutating func typeDefinition() throws(SyntaxError) -> DefinitionRecord {
        let offset = token.start
        let description = try description()
        var type = TypeDefinitionRecord(kind: try typeKind(), isExtension: false, offset: offset)
        type.description = description
        return try finish(type)
    }

    /// Reads the extension of a named type, which must add something.
    ///
    /// Spec: 3.4.3 Type Extensions.
    mutating func typeExtension() throws(SyntaxError) -> DefinitionRecord {
        let offset = token.start
        try expect(.extend)
        return try finish(TypeDefinitionRecord(kind: try typeKind(), isExtension: true, offset: offset))
    }

    private mutating func finish(_ opened: TypeDefinitionRecord) throws(SyntaxError) -> DefinitionRecord {
        var type = opened
        type.name = try name()
        if type.kind == .object || type.kind == .interface { type.interfaces = try interfaces() }
        type.directives = try directives(isConstant: true)
        try readMembers(of: &type)
        guard !type.isExtension || !isEmpty(type) else { throw unexpected() }
        arena.typeDefinitions.append(type)
        return DefinitionRecord(kind: .type, index: Int32(arena.typeDefinitions.count - 1))
    }

    /// Reads the keyword of a named type.
    private mutating func typeKind() throws(SyntaxError) -> TypeDefinitionNode.Kind {
        let token = try expect(.name)
        switch Keyword(rawValue: token.symbol) {
        case .scalar: return .scalar
        case .type: return .object
        case .interface: return .interface
        case .union: return .union
        case .enum: return .enumeration
        case .input: return .inputObject
        default: throw unexpected(token)
        }
    }

    private mutating func readMembers(of type: inout TypeDefinitionRecord) throws(SyntaxError) {
        switch type.kind {
        case .scalar: break
        case .object, .interface: type.fields = try fieldDefinitions()
        case .union: type.unionMembers = try unionMembers()
        case .enumeration: type.enumValues = try enumValues()
        case .inputObject: type.inputFields = try inputValues(.leftBrace, .rightBrace)
        }
    }

    private func isEmpty(_ type: TypeDefinitionRecord) -> Bool {
        [type.interfaces, type.directives, type.fields, type.unionMembers, type.enumValues, type.inputFields]
            .allSatisfy(\.isEmpty)
    }

    /// Reads `implements A & B`.
    ///
    /// Spec: 3.6 Objects, ImplementsInterfaces.
    private mutating func interfaces() throws(SyntaxError) -> Run {
        guard try skip(.implements) else { return Run() }
        return try delimitedNames(by: .ampersand) { parser throws(SyntaxError) in try parser.name() }
    }

    /// Reads `= A | B`.
    ///
    /// Spec: 3.8 Unions, UnionMemberTypes.
    private mutating func unionMembers() throws(SyntaxError) -> Run {
        guard try skip(.equals) else { return Run() }
        return try delimitedNames(by: .pipe) { parser throws(SyntaxError) in try parser.name() }
    }
}

// The members of types.
extension Parser {
    /// Reads the fields of an object or interface.
    ///
    /// Spec: 3.6 Objects, FieldsDefinition.
    private mutating func fieldDefinitions() throws(SyntaxError) -> Run {
        let start = arena.fieldDefinitions.count
        try optionalMany(.leftBrace, .rightBrace) { parser throws(SyntaxError) in
            let field = try parser.fieldDefinition()
            parser.arena.fieldDefinitions.append(field)
        }
        return run(from: start, to: arena.fieldDefinitions.count)
    }

    private mutating func fieldDefinition() throws(SyntaxError) -> FieldDefinitionRecord {
        let offset = token.start
        let description = try description()
        let name = try name()
        let arguments = try inputValues(.leftParenthesis, .rightParenthesis)
        try expect(.colon)
        return FieldDefinitionRecord(
            description: description, name: name, arguments: arguments, type: try type(),
            directives: try directives(isConstant: true), offset: offset)
    }

    /// Reads arguments or input fields between brackets.
    ///
    /// Spec: 3.6.1 Field Arguments, 3.10 Input Objects.
    mutating func inputValues(_ open: TokenKind, _ close: TokenKind) throws(SyntaxError) -> Run {
        let start = arena.inputValues.count
        try optionalMany(open, close) { parser throws(SyntaxError) in
            let value = try parser.inputValue()
            parser.arena.inputValues.append(value)
        }
        return run(from: start, to: arena.inputValues.count)
    }

    private mutating func inputValue() throws(SyntaxError) -> InputValueRecord {
        let offset = token.start
        let description = try description()
        let name = try name()
        try expect(.colon)
        return InputValueRecord(
            description: description, name: name,
            type: try type(),
            defaultValue: try defaultValue(),
            directives: try directives(isConstant: true),
            offset: offset, variableOffset: name.offset)
    }

    /// Reads the values of an enum.
    ///
    /// Spec: 3.9 Enums, EnumValuesDefinition.
    private mutating func enumValues() throws(SyntaxError) -> Run {
        let start = arena.enumValues.count
        try optionalMany(.leftBrace, .rightBrace) { parser throws(SyntaxError) in
            let offset = parser.token.start
            let description = try parser.description()
            let name = try parser.enumValueName()
            let directives = try parser.directives(isConstant: true)
            parser.arena.enumValues.append(
                EnumValueRecord(description: description, name: name, directives: directives, offset: offset))
        }
        return run(from: start, to: arena.enumValues.count)
    }

    private mutating func enumValueName() throws(SyntaxError) -> NameRecord {
        guard !isAt(.true), !isAt(.false), !isAt(.null) else {
            throw SyntaxError(
                "\(lexer.describe(token, limit: .max)) is reserved and cannot be used for an enum value.",
                at: Int(token.start))
        }
        return try name()
    }
}
