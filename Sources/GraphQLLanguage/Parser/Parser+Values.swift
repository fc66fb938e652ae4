extension Parser {
    /// Reads a value and stores it by itself.
    ///
    /// Spec: 2.10 Input Values.
    mutating func storedValue(isConstant: Bool) throws(SyntaxError) -> Int32 {
        let value = try value(isConstant: isConstant)
        arena.values.append(value)
        return Int32(arena.values.count - 1)
    }

    /// Reads `name: value`.
    mutating func namedValue(isConstant: Bool) throws(SyntaxError) -> ArgumentRecord {
        let name = try name()
        try expect(.colon)
        return ArgumentRecord(name: name, value: try storedValue(isConstant: isConstant))
    }

    /// Reads a string that comes next, and stores it.
    mutating func string() throws(SyntaxError) -> Int32 {
        arena.strings.append(StringRecord(token))
        try advance()
        return Int32(arena.strings.count - 1)
    }

    /// Reads a value, whose place in the arena is not decided yet.
    private mutating func value(isConstant: Bool) throws(SyntaxError) -> ValueRecord {
        let first = token
        switch first.kind {
        case .leftBracket: return try list(isConstant: isConstant)
        case .leftBrace: return try object(isConstant: isConstant)
        case .dollar: return try variable(isConstant: isConstant)
        case .string, .blockString: return ValueRecord(kind: .string, payload: try string(), offset: first.start)
        case .int:
            try advance()
            return ValueRecord(kind: .int, payload: first.end, offset: first.start)
        case .float:
            try advance()
            return ValueRecord(kind: .float, payload: first.end, offset: first.start)
        case .name:
            try advance()
            return named(first)
        default: throw unexpected()
        }
    }

    private func named(_ token: Token) -> ValueRecord {
        let kind: ValueRecord.Kind =
            switch Keyword(rawValue: token.symbol) {
            case .true: .yes
            case .false: .no
            case .null: .null
            default: .enumeration
            }
        return ValueRecord(kind: kind, payload: token.symbol, offset: token.start)
    }

    /// Reads a variable, which a constant can't hold.
    ///
    /// Spec: 2.11 Variables.
    private mutating func variable(isConstant: Bool) throws(SyntaxError) -> ValueRecord {
        let dollar = try expect(.dollar)
        guard !isConstant else {
            guard token.kind == .name else { throw unexpected(dollar) }
            throw SyntaxError(
                "Unexpected variable \"$\(lexer.symbols.text(of: token.symbol))\" in constant value.",
                at: Int(dollar.start))
        }
        let name = try name()
        return ValueRecord(kind: .variable, payload: name.symbol, extra: name.offset, offset: dollar.start)
    }

    private mutating func list(isConstant: Bool) throws(SyntaxError) -> ValueRecord {
        try nested { parser throws(SyntaxError) in
            let mark = parser.openValues.count
            let offset = try parser.expect(.leftBracket).start
            while try !parser.skip(.rightBracket) {
                let item = try parser.value(isConstant: isConstant)
                parser.openValues.append(item)
            }
            let start = parser.arena.values.count
            parser.arena.values.append(contentsOf: parser.openValues[mark...])
            parser.openValues.removeSubrange(mark...)
            let items = run(from: start, to: parser.arena.values.count)
            return ValueRecord(kind: .list, payload: items.start, extra: items.count, offset: offset)
        }
    }

    private mutating func object(isConstant: Bool) throws(SyntaxError) -> ValueRecord {
        try nested { parser throws(SyntaxError) in
            let mark = parser.openFields.count
            let offset = try parser.expect(.leftBrace).start
            while try !parser.skip(.rightBrace) {
                let field = try parser.namedValue(isConstant: isConstant)
                parser.openFields.append(field)
            }
            let start = parser.arena.objectFields.count
            parser.arena.objectFields.append(contentsOf: parser.openFields[mark...])
            parser.openFields.removeSubrange(mark...)
            let fields = run(from: start, to: parser.arena.objectFields.count)
            return ValueRecord(kind: .object, payload: fields.start, extra: fields.count, offset: offset)
        }
    }
}
