import Testing

@testable import GraphQLLanguage

/// The kinds and texts of all tokens of a text.
private func tokens(_ text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    return try bytes.withUnsafeBufferPointer { buffer in
        var lexer = Lexer(buffer)
        var found: [String] = []
        while true {
            let token = try lexer.next()
            guard token.kind != .endOfFile else { return found }
            let text = String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
            found.append("\(token.kind):\(text)")
        }
    }
}

@Suite("Tokens")
struct LexerTests {
    @Test(
        "Each punctuator is a token",
        arguments: [
            ("!", "bang"), ("$", "dollar"), ("&", "ampersand"), ("(", "leftParenthesis"), (")", "rightParenthesis"),
            ("...", "spread"), (":", "colon"), ("=", "equals"), ("@", "at"), ("[", "leftBracket"),
            ("]", "rightBracket"), ("{", "leftBrace"), ("|", "pipe"), ("}", "rightBrace"),
        ])
    func punctuators(text: String, kind: String) throws {
        #expect(try tokens(text) == ["\(kind):\(text)"])
        #expect(try tokens(text + text) == ["\(kind):\(text)", "\(kind):\(text)"])
    }

    @Test(
        "Names begin with a letter or underscore and go on with digits too",
        arguments: ["a", "Z", "_", "__typename", "a1", "A_b_9", "query", "x"])
    func names(text: String) throws {
        #expect(try tokens(text) == ["name:\(text)"])
    }

    @Test(
        "White space, line ends, commas, comments and byte order marks mean nothing",
        arguments: [
            "", " ", "\t", "\n", "\r", "\r\n", ",", ",,,", "# comment", "#", "# é💩\n", "\u{FEFF}", " \u{FEFF} ,\t#x\r",
        ])
    func ignored(text: String) throws {
        #expect(try tokens(text).isEmpty)
        #expect(try tokens(text + "\na\n" + text) == ["name:a"])
    }

    @Test("A comment goes to the end of its line, whichever terminator ends it", arguments: ["\n", "\r", "\r\n"])
    func comments(terminator: String) throws {
        #expect(try tokens("a # b \"c\(terminator)d") == ["name:a", "name:d"])
    }

    @Test(
        "Whole numbers",
        arguments: ["0", "-0", "4", "-4", "9", "10", "123456789012345678901234567890", "-12"])
    func ints(text: String) throws {
        #expect(try tokens(text) == ["int:\(text)"])
    }

    @Test(
        "Numbers with a fraction or an exponent",
        arguments: [
            "4.123", "-4.123", "0.123", "123e4", "123E4", "123e-4", "123e+4", "-1.123e4", "-1.123E4567", "0e0", "0.0",
            "-0.0e-0",
        ])
    func floats(text: String) throws {
        #expect(try tokens(text) == ["float:\(text)"])
    }

    @Test("Tokens need no space between them")
    func adjacent() throws {
        let expected = [
            "leftBrace:{", "name:a", "colon::", "int:1", "string:\"b\"", "rightBracket:]", "spread:...", "name:c",
        ]
        #expect(try tokens("{a:1\"b\"]...c") == expected)
        #expect(try tokens("1-1") == ["int:1", "int:-1"])
    }

    @Test("Strings and block strings are one token each")
    func strings() throws {
        #expect(try tokens("\"\" \"\"") == ["string:\"\"", "string:\"\""])
        #expect(try tokens(#""a\"b""c""#) == [#"string:"a\"b""#, #"string:"c""#])
        #expect(try tokens("\"\"\"\n\"x\" \\\"\"\" \"\"\"a").count == 2)
    }

    @Test(
        "Numbers that are no numbers",
        arguments: [
            ("0▸0", "Invalid number, unexpected digit after 0: \"0\"."),
            ("0▸1", "Invalid number, unexpected digit after 0: \"1\"."),
            ("-0▸1", "Invalid number, unexpected digit after 0: \"1\"."),
            ("0▸1.23", "Invalid number, unexpected digit after 0: \"1\"."),
            ("▸+1", "Unexpected character: \"+\"."),
            ("1.▸", "Invalid number, expected digit but got: <EOF>."),
            ("1e▸", "Invalid number, expected digit but got: <EOF>."),
            ("1E▸", "Invalid number, expected digit but got: <EOF>."),
            ("1.▸e1", "Invalid number, expected digit but got: \"e\"."),
            ("▸.123", "Unexpected character: \".\"."),
            ("1.▸A", "Invalid number, expected digit but got: \"A\"."),
            ("-▸A", "Invalid number, expected digit but got: \"A\"."),
            ("-▸", "Invalid number, expected digit but got: <EOF>."),
            ("-▸-1", "Invalid number, expected digit but got: \"-\"."),
            ("1.0e▸", "Invalid number, expected digit but got: <EOF>."),
            ("1.0e▸A", "Invalid number, expected digit but got: \"A\"."),
            ("1.0e+▸", "Invalid number, expected digit but got: <EOF>."),
            ("1.0e▸\"", "Invalid number, expected digit but got: '\"'."),
            ("1.2e3▸e", "Invalid number, expected digit but got: \"e\"."),
            ("1.2e3▸.4", "Invalid number, expected digit but got: \".\"."),
            ("1.23▸.4", "Invalid number, expected digit but got: \".\"."),
            ("0▸xF1", "Invalid number, expected digit but got: \"x\"."),
            ("0▸b10", "Invalid number, expected digit but got: \"b\"."),
            ("123▸abc", "Invalid number, expected digit but got: \"a\"."),
            ("1▸_", "Invalid number, expected digit but got: \"_\"."),
            ("1.0▸abc", "Invalid number, expected digit but got: \"a\"."),
            ("1.▸é", "Invalid number, expected digit but got: U+00E9."),
        ])
    func wrongNumbers(marked: String, message: String) {
        expectRefusal("{ f(a: \(marked)", message)
    }

    @Test(
        "Characters that begin no token",
        arguments: [
            ("▸..", "Unexpected character: \".\"."),
            ("▸?", "Unexpected character: \"?\"."),
            ("▸\\", "Unexpected character: \"\\\"."),
            ("▸~", "Unexpected character: \"~\"."),
            ("▸\u{7F}", "Unexpected character: U+007F."),
            ("▸\u{0}", "Unexpected character: U+0000."),
            ("▸\u{7}", "Unexpected character: U+0007."),
            ("▸\u{B}", "Unexpected character: U+000B."),
            ("▸é", "Unexpected character: U+00E9."),
            ("▸\u{AA}", "Unexpected character: U+00AA."),
            ("▸\u{200B}", "Unexpected character: U+200B."),
            ("▸\u{FFFE}", "Unexpected character: U+FFFE."),
            ("▸💩", "Unexpected character: U+1F4A9."),
            ("▸\u{10FFFF}", "Unexpected character: U+10FFFF."),
            ("▸'", "Unexpected single quote character ('), did you mean to use a double quote (\")?"),
            ("a▸é", "Unexpected character: U+00E9."),
        ])
    func wrongCharacters(marked: String, message: String) {
        expectRefusal("{ \(marked)", message)
    }
}

@Suite("Symbols")
struct SymbolTableTests {
    @Test("Keywords have the same symbols in every document")
    func keywords() {
        let words = Keyword.allCases.map(\.text)
        #expect(words.count == Keywords.count)
        #expect(Keywords.shared.texts == words)
        #expect(Set(words).count == words.count)
        #expect(Keyword.allCases.map(\.rawValue) == Array(0..<Int32(words.count)))
    }

    @Test("Equal names have equal symbols, however many names there are")
    func manyNames() throws {
        let names = (0..<5000).map { "name\($0)" }
        let fields = try operation("{ \(names.joined(separator: " ")) \(names.joined(separator: " ")) }").selectionSet
        let symbols = fields.selections.compactMap { selection -> Int32? in
            guard case .field(let field) = selection else { return nil }
            return field.name.symbol
        }
        #expect(Array(symbols.prefix(5000)) == Array(symbols.suffix(5000)))
        #expect(Set(symbols).count == 5000)
    }

    @Test("A name and its beginning are two names")
    func prefixes() throws {
        let names = ["a", "aa", "aaa", "q", "que", "quer", "query", "querying"]
        let fields = try operation("{ \(names.joined(separator: " ")) }").selectionSet.selections
        let read = fields.compactMap { selection -> Name? in
            guard case .field(let field) = selection else { return nil }
            return field.name
        }
        #expect(read.map(\.text) == names)
        #expect(Set(read.map(\.symbol)).count == names.count)
    }
}
