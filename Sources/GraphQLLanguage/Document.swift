/// A parsed GraphQL text: operations and fragments, or a schema.
///
/// The tree lies in flat arrays that never change; the views (`OperationDefinition`, `FieldNode`, …) are a reference
/// to the document and an index, cheap to copy and safe to send. Spec: 2.3 Document.
public final class Document: Sendable {
    /// The text that was parsed.
    public let source: Source
    /// How many tokens the text has, comments not counted.
    public let tokenCount: Int

    let arena: Arena
    /// The texts of the symbols that are no keywords.
    private let texts: [String]

    init(source: Source, tokenCount: Int, arena: consuming Arena, texts: [String]) {
        self.source = source
        self.tokenCount = tokenCount
        self.arena = arena
        self.texts = texts
    }

    /// Parses a text, or throws the first error in it.
    public static func parse(_ source: Source, limits: ParserLimits = .reference) throws(SyntaxError) -> Document {
        try checkUTF8(source)
        return try source.bytes.withUnsafeBufferPointer { bytes throws(SyntaxError) in
            var parser = try Parser(bytes: bytes, limits: limits)
            try parser.parseDocument()
            // Taken out of the parser, not copied: a copy would count a reference for every array.
            var arena = Arena()
            swap(&arena, &parser.arena)
            return Document(
                source: source, tokenCount: parser.tokenCount, arena: arena, texts: parser.lexer.symbols.texts)
        }
    }

    /// The text of a symbol.
    func text(of symbol: Int32) -> String {
        let index = Int(symbol) - Keywords.count
        return index < 0 ? Keywords.shared.texts[Int(symbol)] : texts[index]
    }

    /// All definitions, in the order of the text; at least one.
    public var definitions: NodeList<Definition> {
        NodeList(self, Run(start: 0, count: Int32(arena.definitions.count)))
    }
}

/// Refuses bytes that are not UTF-8, or more of them than an offset can count.
private func checkUTF8(_ source: Source) throws(SyntaxError) {
    guard source.bytes.count < Int(Int32.max) else {
        throw SyntaxError("Document is larger than 2 GiB.", at: 0, kind: .tooManyTokens)
    }
    do {
        _ = try UTF8Span(validating: source.bytes.span)
    } catch {
        throw SyntaxError("Invalid UTF-8.", at: error.byteOffsets.lowerBound, kind: .invalidUTF8)
    }
}
