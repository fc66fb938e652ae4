/// Reads tokens and fills an arena with what they mean.
///
/// Spec: 2.3 Document and what follows; a function per production, in a file per chapter. The parser looks one token
/// ahead, twice two (behind a description and behind `extend`), and recurses only under `nested`, which counts.
struct Parser {
    var lexer: Lexer
    var arena = Arena()
    /// The token that is looked at.
    var token: Token
    /// How many tokens have been looked at, the end of the text not counted.
    private(set) var tokenCount = 0
    private var depth = 0
    private let limits: ParserLimits

    /// Children of nodes that are still open; they move to the arena side by side when the node closes.
    var openSelections: [SelectionRecord] = []
    var openValues: [ValueRecord] = []
    var openFields: [ArgumentRecord] = []

    init(bytes: UnsafeBufferPointer<UInt8>, limits: ParserLimits) throws(SyntaxError) {
        lexer = Lexer(bytes)
        arena.reserve(forBytes: bytes.count)
        self.limits = limits
        token = Token(kind: .endOfFile, start: 0, end: 0)
        try advance()
    }

    /// Moves to the next token.
    mutating func advance() throws(SyntaxError) {
        token = try lexer.next()
        guard token.kind != .endOfFile else { return }
        tokenCount += 1
        if let maximum = limits.maximumTokens, tokenCount > maximum {
            throw SyntaxError(
                "Document contains more that \(maximum) tokens. Parsing aborted.", at: Int(token.start),
                kind: .tooManyTokens)
        }
    }

    /// The token behind the one that is looked at.
    func lookahead() throws(SyntaxError) -> Token {
        var ahead = lexer
        return try ahead.next()
    }

    /// Does what opens a level of nesting at the current token.
    mutating func nested<R>(_ body: (inout Parser) throws(SyntaxError) -> R) throws(SyntaxError) -> R {
        guard depth < limits.maximumDepth else {
            throw SyntaxError(
                "Document is nested more than \(limits.maximumDepth) levels deep. Parsing aborted.",
                at: Int(token.start), kind: .tooDeep)
        }
        depth += 1
        let result = try body(&self)
        depth -= 1
        return result
    }
}

// What the productions are made of.
extension Parser {
    /// Moves over a token of a kind, which must come next.
    @discardableResult
    mutating func expect(_ kind: TokenKind) throws(SyntaxError) -> Token {
        guard token.kind == kind else { throw expected(kind.description) }
        let expected = token
        try advance()
        return expected
    }

    /// Moves over a token of a kind if it comes next.
    mutating func skip(_ kind: TokenKind) throws(SyntaxError) -> Bool {
        guard token.kind == kind else { return false }
        try advance()
        return true
    }

    /// Whether a keyword comes next.
    func isAt(_ keyword: Keyword) -> Bool {
        token.symbol == keyword.rawValue
    }

    /// Moves over a keyword, which must come next.
    mutating func expect(_ keyword: Keyword) throws(SyntaxError) {
        guard isAt(keyword) else { throw expected("\"\(keyword.text)\"") }
        try advance()
    }

    /// Moves over a keyword if it comes next.
    mutating func skip(_ keyword: Keyword) throws(SyntaxError) -> Bool {
        guard isAt(keyword) else { return false }
        try advance()
        return true
    }

    /// Reads a name.
    ///
    /// Spec: 2.1.8 Names.
    mutating func name() throws(SyntaxError) -> NameRecord {
        let token = try expect(.name)
        return NameRecord(symbol: token.symbol, offset: token.start)
    }

    /// Reads one item or more between brackets.
    mutating func many(
        _ open: TokenKind, _ close: TokenKind, _ item: (inout Parser) throws(SyntaxError) -> Void
    ) throws(SyntaxError) {
        try expect(open)
        repeat { try item(&self) } while try !skip(close)
    }

    /// Reads one item or more between brackets if the opening one comes next.
    mutating func optionalMany(
        _ open: TokenKind, _ close: TokenKind, _ item: (inout Parser) throws(SyntaxError) -> Void
    ) throws(SyntaxError) {
        guard token.kind == open else { return }
        try many(open, close, item)
    }

    /// Reads names with a sign between them, which may also stand before the first.
    mutating func delimitedNames(
        by delimiter: TokenKind, _ item: (inout Parser) throws(SyntaxError) -> NameRecord
    ) throws(SyntaxError) -> Run {
        let start = arena.names.count
        _ = try skip(delimiter)
        repeat { arena.names.append(try item(&self)) } while try skip(delimiter)
        return run(from: start, to: arena.names.count)
    }

    /// The error that another token should stand here.
    func expected(_ what: String) -> SyntaxError {
        SyntaxError("Expected \(what), found \(lexer.describe(token, limit: limits.echoLimit)).", at: Int(token.start))
    }

    /// The error that a token, or the current one, can't stand where it does.
    func unexpected(_ token: Token? = nil) -> SyntaxError {
        let token = token ?? self.token
        return SyntaxError("Unexpected \(lexer.describe(token, limit: limits.echoLimit)).", at: Int(token.start))
    }
}

/// The run between two counts of one array; no array has more records than the text has bytes.
func run(from start: Int, to end: Int) -> Run {
    Run(start: Int32(truncatingIfNeeded: start), count: Int32(truncatingIfNeeded: end - start))
}
