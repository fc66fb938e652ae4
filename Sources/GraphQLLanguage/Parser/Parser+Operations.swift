extension Parser {
    /// Reads an operation.
    ///
    /// Spec: 2.4 Operations.
    mutating func operation() throws(SyntaxError) -> DefinitionRecord {
        let offset = token.start
        let isShorthand = token.kind == .leftBrace
        let description = try description()
        let kind = isShorthand ? .query : try operationKind()
        let operation = OperationRecord(
            kind: kind, isShorthand: isShorthand,
            name: token.kind == .name ? try name() : .absent,
            description: description,
            variables: try variableDefinitions(),
            directives: try directives(isConstant: false),
            selectionSet: try selectionSet(),
            offset: offset)
        arena.operations.append(operation)
        return DefinitionRecord(kind: .operation, index: Int32(arena.operations.count - 1))
    }

    /// Reads `query`, `mutation` or `subscription`.
    mutating func operationKind() throws(SyntaxError) -> OperationKind {
        let token = try expect(.name)
        switch Keyword(rawValue: token.symbol) {
        case .query: return .query
        case .mutation: return .mutation
        case .subscription: return .subscription
        default: throw unexpected(token)
        }
    }

    /// Reads the variables between parentheses.
    ///
    /// Spec: 2.11 Variables.
    private mutating func variableDefinitions() throws(SyntaxError) -> Run {
        let start = arena.variables.count
        try optionalMany(.leftParenthesis, .rightParenthesis) { parser throws(SyntaxError) in
            let variable = try parser.variableDefinition()
            parser.arena.variables.append(variable)
        }
        return run(from: start, to: arena.variables.count)
    }

    private mutating func variableDefinition() throws(SyntaxError) -> InputValueRecord {
        let offset = token.start
        let description = try description()
        let dollar = try expect(.dollar)
        let name = try name()
        try expect(.colon)
        return InputValueRecord(
            description: description, name: name,
            type: try type(),
            defaultValue: try defaultValue(),
            directives: try directives(isConstant: true),
            offset: offset, variableOffset: dollar.start)
    }

    /// Reads the value behind an equals sign if there is one.
    mutating func defaultValue() throws(SyntaxError) -> Int32 {
        try skip(.equals) ? try storedValue(isConstant: true) : Arena.absent
    }

    /// Reads a fragment.
    ///
    /// Spec: 2.9 Fragments.
    mutating func fragment() throws(SyntaxError) -> DefinitionRecord {
        let offset = token.start
        let description = try description()
        try expect(.fragment)
        let name = try fragmentName()
        try expect(.on)
        let fragment = FragmentRecord(
            name: name,
            typeCondition: try self.name(),
            description: description,
            directives: try directives(isConstant: false),
            selectionSet: try selectionSet(),
            offset: offset)
        arena.fragments.append(fragment)
        return DefinitionRecord(kind: .fragment, index: Int32(arena.fragments.count - 1))
    }

    /// Reads the name of a fragment: any but `on`.
    mutating func fragmentName() throws(SyntaxError) -> NameRecord {
        guard !isAt(.on) else { throw unexpected() }
        return try name()
    }
}
