extension Parser {
    /// Reads the definition of a schema.
    ///
    /// Spec: 3.3 Schema.
    mutating func schema() throws(SyntaxError) -> DefinitionRecord {
        let offset = token.start
        let description = try description()
        try expect(.schema)
        let directives = try directives(isConstant: true)
        guard token.kind == .leftBrace else { throw expected(TokenKind.leftBrace.description) }
        return store(
            SchemaRecord(
                isExtension: false, description: description, directives: directives, rootTypes: try rootTypes(),
                offset: offset))
    }

    /// Reads `query: Query` and its like between braces, if there are braces.
    ///
    /// Spec: 3.3.1 Root Operation Types.
    private mutating func rootTypes() throws(SyntaxError) -> Run {
        let start = arena.rootTypes.count
        try optionalMany(.leftBrace, .rightBrace) { parser throws(SyntaxError) in
            let offset = parser.token.start
            let kind = try parser.operationKind()
            try parser.expect(.colon)
            let type = try parser.name()
            parser.arena.rootTypes.append(RootTypeRecord(kind: kind, type: type, offset: offset))
        }
        return run(from: start, to: arena.rootTypes.count)
    }

    private mutating func store(_ schema: SchemaRecord) -> DefinitionRecord {
        arena.schemas.append(schema)
        return DefinitionRecord(kind: .schema, index: Int32(arena.schemas.count - 1))
    }

    /// Reads an extension.
    ///
    /// Spec: 3.2 Type System Documents, "Type System Extensions".
    mutating func typeSystemExtension() throws(SyntaxError) -> DefinitionRecord {
        let leading = try lookahead()
        switch Keyword(rawValue: leading.symbol) {
        case .schema: return try schemaExtension()
        case .scalar, .type, .interface, .union, .enum, .input: return try typeExtension()
        default: throw unexpected(leading)
        }
    }

    /// Reads an extension of a schema.
    ///
    /// Spec: 3.3.3 Schema Extension.
    private mutating func schemaExtension() throws(SyntaxError) -> DefinitionRecord {
        let offset = token.start
        try expect(.extend)
        try expect(.schema)
        let directives = try directives(isConstant: true)
        let rootTypes = try rootTypes()
        guard !directives.isEmpty || !rootTypes.isEmpty else { throw unexpected() }
        return store(
            SchemaRecord(
                isExtension: true, description: Arena.absent, directives: directives, rootTypes: rootTypes,
                offset: offset))
    }

    /// Reads the definition of a directive.
    ///
    /// Spec: 3.13 Directives.
    mutating func directiveDefinition() throws(SyntaxError) -> DefinitionRecord {
        let offset = token.start
        let description = try description()
        try expect(.directive)
        try expect(.at)
        let name = try name()
        let arguments = try inputValues(.leftParenthesis, .rightParenthesis)
        let isRepeatable = try skip(.repeatable)
        try expect(.on)
        let locations = try delimitedNames(by: .pipe) { parser throws(SyntaxError) in try parser.directiveLocation() }
        arena.directiveDefinitions.append(
            DirectiveDefinitionRecord(
                description: description, name: name, arguments: arguments, isRepeatable: isRepeatable,
                locations: locations, offset: offset))
        return DefinitionRecord(kind: .directive, index: Int32(arena.directiveDefinitions.count - 1))
    }

    private mutating func directiveLocation() throws(SyntaxError) -> NameRecord {
        let token = token
        let name = try name()
        guard DirectiveLocation(rawValue: lexer.symbols.text(of: name.symbol)) != nil else { throw unexpected(token) }
        return name
    }
}
