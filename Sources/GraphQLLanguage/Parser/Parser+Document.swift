extension Parser {
    /// Reads the whole text.
    ///
    /// Spec: 2.3 Document.
    mutating func parseDocument() throws(SyntaxError) {
        repeat {
            let definition = try definition()
            arena.definitions.append(definition)
        } while token.kind != .endOfFile
    }

    private mutating func definition() throws(SyntaxError) -> DefinitionRecord {
        if token.kind == .leftBrace { return try operation() }
        let isDescribed = token.kind == .string || token.kind == .blockString
        let leading = isDescribed ? try lookahead() : token
        switch Keyword(rawValue: leading.symbol) {
        case .query, .mutation, .subscription: return try operation()
        case .fragment: return try fragment()
        case .schema: return try schema()
        case .directive: return try directiveDefinition()
        case .scalar, .type, .interface, .union, .enum, .input: return try typeDefinition()
        case .extend where !isDescribed: return try typeSystemExtension()
        default: throw notADefinition(leading, isDescribed: isDescribed)
        }
    }

    private func notADefinition(_ leading: Token, isDescribed: Bool) -> SyntaxError {
        switch leading.kind {
        case .name where isDescribed:
            return unexpectedDescription("descriptions are supported only on type definitions")
        case .leftBrace where isDescribed:
            return unexpectedDescription("descriptions are not supported on shorthand queries")
        default:
            return unexpected(leading)
        }
    }

    private func unexpectedDescription(_ reason: String) -> SyntaxError {
        SyntaxError("Unexpected description, \(reason).", at: Int(token.start))
    }

    /// Reads a description if one comes next.
    ///
    /// Spec: 2.2 Descriptions.
    mutating func description() throws(SyntaxError) -> Int32 {
        guard token.kind == .string || token.kind == .blockString else { return Arena.absent }
        return try string()
    }
}
