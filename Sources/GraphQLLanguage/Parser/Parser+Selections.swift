extension Parser {
    /// Reads the selections between braces.
    ///
    /// Spec: 2.5 Selection Sets.
    mutating func selectionSet() throws(SyntaxError) -> SelectionSetRecord {
        try nested { parser throws(SyntaxError) in
            let offset = parser.token.start
            let mark = parser.openSelections.count
            try parser.many(.leftBrace, .rightBrace) { parser throws(SyntaxError) in
                let selection = try parser.selection()
                parser.openSelections.append(selection)
            }
            return SelectionSetRecord(selections: parser.closeSelections(from: mark), offset: offset)
        }
    }

    private mutating func closeSelections(from mark: Int) -> Run {
        let start = arena.selections.count
        arena.selections.append(contentsOf: openSelections[mark...])
        openSelections.removeSubrange(mark...)
        return run(from: start, to: arena.selections.count)
    }

    private mutating func selection() throws(SyntaxError) -> SelectionRecord {
        token.kind == .spread ? try spread() : try field()
    }

    /// Reads a field.
    ///
    /// Spec: 2.6 Fields, 2.8 Field Alias.
    private mutating func field() throws(SyntaxError) -> SelectionRecord {
        let first = try name()
        let isAliased = try skip(.colon)
        return SelectionRecord(
            kind: .field,
            alias: isAliased ? first : .absent,
            name: isAliased ? try name() : first,
            arguments: try arguments(isConstant: false),
            directives: try directives(isConstant: false),
            selectionSet: token.kind == .leftBrace ? try selectionSet() : SelectionSetRecord(),
            offset: first.offset)
    }

    /// Reads a fragment spread or an inline fragment.
    ///
    /// Spec: 2.9 Fragments.
    private mutating func spread() throws(SyntaxError) -> SelectionRecord {
        let offset = try expect(.spread).start
        let hasCondition = try skip(.on)
        if !hasCondition, token.kind == .name {
            return SelectionRecord(
                kind: .fragmentSpread, name: try fragmentName(), directives: try directives(isConstant: false),
                offset: offset)
        }
        return SelectionRecord(
            kind: .inlineFragment,
            name: hasCondition ? try name() : .absent,
            directives: try directives(isConstant: false),
            selectionSet: try selectionSet(),
            offset: offset)
    }

    /// Reads arguments if there are any.
    ///
    /// Spec: 2.7 Arguments.
    mutating func arguments(isConstant: Bool) throws(SyntaxError) -> Run {
        let start = arena.arguments.count
        try optionalMany(.leftParenthesis, .rightParenthesis) { parser throws(SyntaxError) in
            let argument = try parser.namedValue(isConstant: isConstant)
            parser.arena.arguments.append(argument)
        }
        return run(from: start, to: arena.arguments.count)
    }

    /// Reads directives as long as there are any.
    ///
    /// Spec: 2.13 Directives.
    mutating func directives(isConstant: Bool) throws(SyntaxError) -> Run {
        let start = arena.directives.count
        while token.kind == .at {
            let offset = token.start
            try advance()
            let directive = DirectiveRecord(
                name: try name(), arguments: try arguments(isConstant: isConstant), offset: offset)
            arena.directives.append(directive)
        }
        return run(from: start, to: arena.directives.count)
    }
}
