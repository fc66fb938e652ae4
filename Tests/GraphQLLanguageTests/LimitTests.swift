import Testing

@testable import GraphQLLanguage

@Suite("Limits")
struct LimitTests {
    private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    @Test(
        "Tokens are counted while they are read, comments and the end not",
        arguments: [
            ("{ a }", 3), ("{ a(b: \"c\") }", 8), ("# x\n{ a } # y", 3), ("{ ...F @d }", 6), ("\"x\" scalar S", 3),
            ("extend type T @d", 5), (",,,{,a,}\u{FEFF}", 3),
        ])
    func tokens(text: String, count: Int) throws {
        let exact = ParserLimits(maximumTokens: count, maximumDepth: 10)
        #expect(try parse(text, exact).tokenCount == count)
        let error = refusal(text, ParserLimits(maximumTokens: count - 1, maximumDepth: 10))
        #expect(error?.kind == .tooManyTokens)
        #expect(error?.message == "Syntax Error: Document contains more that \(count - 1) tokens. Parsing aborted.")
    }

    @Test("The error of too many tokens is at the first token too many")
    func tokenPlace() {
        let marked = Marked("{ a b ▸c d }")
        #expect(refusal(marked.text, ParserLimits(maximumTokens: 3, maximumDepth: 9))?.offset == marked.offset)
    }

    @Test("A text over the limit is not read to its end, so a fault behind it doesn't show")
    func stopsEarly() {
        let error = refusal("{ a b c ?", ParserLimits(maximumTokens: 2, maximumDepth: 9))
        #expect(error?.kind == .tooManyTokens)
        #expect(refusal("{ a ?", ParserLimits(maximumTokens: 2, maximumDepth: 9))?.kind == .syntax)
    }

    /// Ways to nest: what opens a level, what stands in the middle, what closes it, and what stands around.
    static let nests: [(String, String, String, String, String)] = [
        ("{a", "", "}", "", ""),
        ("{...on T", "{a}", "}", "", ""),
        ("{...", "{a}", "}", "", ""),
        ("{...@d(a: 1)", "{a}", "}", "", ""),
        ("[", "", "]", "{f(a: ", ")}"),
        ("[1 ", "2", " 3]", "{f(a: ", ")}"),
        ("{a: ", "1", "}", "{f(a: ", ")}"),
        ("[{a: ", "1", "}]", "{f(a: ", ")}"),
        ("[", "T", "]", "query ($v: ", ") {f}"),
        ("[", "T!", "]!", "query ($v: ", ") {f}"),
        ("[", "T", "]", "type T {a: ", "}"),
        ("[", "", "]", "query ($v: T = ", ") {f}"),
        ("[", "", "]", "scalar S @d(a: ", ")"),
    ]

    @Test("Nesting up to the limit is read, one level more is refused", arguments: nests)
    func depth(open: String, middle: String, close: String, before: String, after: String) throws {
        for depth in [1, 2, 10, ParserLimits.deepest] {
            // Some forms open two levels at once, and fields with arguments or variables stand in braces themselves.
            let levels = ["[{a: "].contains(open) ? 2 : 1
            let surroundings = (before.hasPrefix("{") ? 1 : 0) + (middle == "{a}" ? 1 : 0)
            let needed = depth * levels + surroundings
            guard needed <= ParserLimits.deepest else { continue }
            let text = before + repeated(open, depth) + middle + repeated(close, depth) + after
            #expect(throws: Never.self) { try parse(text, ParserLimits(maximumTokens: nil, maximumDepth: needed)) }
            guard needed > 1 else { continue }
            #expect(refusal(text, ParserLimits(maximumTokens: nil, maximumDepth: needed - 1))?.kind == .tooDeep)
        }
    }

    @Test("B1 A hostile text is refused at the level that is too deep, however long it is", arguments: nests)
    func hostile(open: String, middle: String, close: String, before: String, after: String) {
        for limits in [ParserLimits.reference, ParserLimits(maximumTokens: nil, maximumDepth: 64)] {
            let error = refusal(before + repeated(open, 100_000), limits)
            #expect(error?.kind == .tooDeep)
            let levels = limits.maximumDepth
            #expect(
                error?.message == "Syntax Error: Document is nested more than \(levels) levels deep. Parsing aborted.")
            #expect((error?.offset ?? .max) < 20 * ParserLimits.deepest)
        }
    }

    @Test(
        "Long runs of one character end in an answer",
        arguments: [
            "{", "}", "[", "(", "\"", "\\", "#", ".", "...", "@", "$", "!", "0", "-", "a", "a ", "\n", "\r", "é", "{a:",
            "\"\"\"",
        ])
    func runs(piece: String) {
        for start in ["", "{", "{a(b:", "{a(b:\"", "{a(b:\"\"\"", "query(", "query($a:", "type T{a", "enum E{"] {
            let error = refusal(start + repeated(piece, 20_000))
            #expect(error?.message.hasPrefix("Syntax Error: ") == true)
        }
    }

    @Test("Width is no depth: many fields, definitions and items are read")
    func wide() throws {
        #expect(try operation("{" + repeated("a ", 20_000) + "}").selectionSet.selections.count == 20_000)
        #expect(try operation("{" + repeated("a{b}", 5_000) + "}").selectionSet.selections.count == 5_000)
        #expect(try parse(repeated("{a}", 5_000)).definitions.count == 5_000)
        guard case .list(let items) = try value("[" + repeated("[1]", 10_000) + "]").kind else { throw NotThere() }
        #expect(items.count == 10_000)
    }

    @Test("No limits allow more than depth 200, or less than 1")
    func clamped() {
        #expect(ParserLimits(maximumTokens: nil, maximumDepth: 100_000).maximumDepth == 200)
        #expect(ParserLimits(maximumTokens: nil, maximumDepth: .min).maximumDepth == 1)
        #expect(ParserLimits.reference == ParserLimits(maximumTokens: nil, maximumDepth: 200))
        #expect(ParserLimits.server == ParserLimits(maximumTokens: 4000, maximumDepth: 64, echoLimit: 80))
    }
}

@Suite("Bytes that are not UTF-8")
struct InvalidUTF8Tests {
    @Test(
        "L1 Bytes that are not UTF-8 are refused where they stand, never replaced",
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE2, 0x82],
            [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x92],
            [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xFF, 0xFE],
        ] as [[UInt8]])
    func refused(bytes: [UInt8]) {
        for (before, after) in [("", ""), ("{ a } # ", "\n"), ("{ a(b: \"", "\") }"), ("{ a(b: \"\"\"é💩", "\"\"\") }")]
        {
            let source = Source(bytes: Array(before.utf8) + bytes + Array(after.utf8), name: "bytes")
            do {
                _ = try Document.parse(source)
                Issue.record("\(bytes) was read")
            } catch {
                #expect(error.kind == .invalidUTF8)
                #expect(error.message == "Syntax Error: Invalid UTF-8.")
                #expect(error.offset == before.utf8.count)
                #expect(source.excerpt(at: error.offset).hasPrefix("bytes:1:"))
            }
        }
    }

    @Test(
        "L1 Every scalar may stand in comments and strings",
        arguments: [
            "\u{0}", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}",
            "\u{10FFFF}",
        ])
    func accepted(scalar: String) throws {
        #expect(try parse("{ a } # \(scalar)").definitions.count == 1)
        #expect(Array(try stringValue("\"\(scalar)\"").unicodeScalars) == Array(scalar.unicodeScalars))
        #expect(Array(try stringValue("\"\"\"\(scalar)\"\"\"").unicodeScalars) == Array(scalar.unicodeScalars))
    }

    @Test("A byte order mark is ignored between tokens, not inside them")
    func byteOrderMark() throws {
        #expect(print(try parse("\u{FEFF}{\u{FEFF}a\u{FEFF}}\u{FEFF}")) == "{\n  a\n}")
        #expect(try stringValue("\"\u{FEFF}\"") == "\u{FEFF}")
        expectRefusal("{ a▸\u{FEFE} }", "Unexpected character: U+FEFE.")
    }
}
