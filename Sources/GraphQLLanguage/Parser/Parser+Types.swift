extension Parser {
    /// Reads a type reference and stores it.
    ///
    /// Spec: 2.12 Type References.
    mutating func type() throws(SyntaxError) -> Int32 {
        let offset = token.start
        let bare = token.kind == .leftBracket ? try listType() : try namedType()
        let index = store(bare)
        guard try skip(.bang) else { return index }
        return store(TypeRecord(kind: .nonNull, payload: index, offset: offset))
    }

    private mutating func listType() throws(SyntaxError) -> TypeRecord {
        try nested { parser throws(SyntaxError) in
            let offset = try parser.expect(.leftBracket).start
            let item = try parser.type()
            try parser.expect(.rightBracket)
            return TypeRecord(kind: .list, payload: item, offset: offset)
        }
    }

    private mutating func namedType() throws(SyntaxError) -> TypeRecord {
        let name = try name()
        return TypeRecord(kind: .named, payload: name.symbol, offset: name.offset)
    }

    private mutating func store(_ type: TypeRecord) -> Int32 {
        arena.types.append(type)
        return Int32(arena.types.count - 1)
    }
}
