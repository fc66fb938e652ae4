import Testing

@testable import GraphQLLanguage

@Suite("Quoted strings")
struct QuotedStringTests {
    @Test(
        "A string says what is between its quotes, escapes resolved",
        arguments: [
            (#""""#, ""),
            (#""simple""#, "simple"),
            (#"" white space ""#, " white space "),
            (#""quote \"""#, "quote \""),
            (#""escaped \n\r\b\t\f""#, "escaped \n\r\u{8}\t\u{C}"),
            (#""slashes \\ \/""#, "slashes \\ /"),
            (#""\\n""#, "\\n"),
            (#""unescaped é 💩""#, "unescaped é 💩"),
            (#""unicode \u1234\u5678\u90AB\uCDEF""#, "unicode \u{1234}\u{5678}\u{90AB}\u{CDEF}"),
            (#""\u00e9\u00E9""#, "éé"),
            (#""\u{1234}\u{5678}""#, "\u{1234}\u{5678}"),
            (#""\u{0}\u{00000041}""#, "\u{0}A"),
            (#""\u{10FFFF}""#, "\u{10FFFF}"),
            (#""\u{1F4A9}""#, "💩"),
            (#""\uD83D\uDCA9""#, "💩"),
            (#""\uD83D\uDCA9 and \u{1F4A9}""#, "💩 and 💩"),
            (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
            ("\"\t\u{FEFF}\u{7F}\u{0}\"", "\t\u{FEFF}\u{7F}\u{0}"),
            ("\"# no comment, , \"", "# no comment, , "),
        ])
    func values(literal: String, expected: String) throws {
        #expect(Array(try stringValue(literal).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(
        "Strings that don't end",
        arguments: [
            ("\"▸", "Unterminated string."),
            ("\"no end quote▸", "Unterminated string."),
            ("\"x▸\ny\"", "Unterminated string."),
            ("\"x▸\ry\"", "Unterminated string."),
            ("\"é\\\\▸\r\n\"", "Unterminated string."),
        ])
    func unterminated(marked: String, message: String) {
        expectRefusal("{ f(a: " + marked, message)
    }

    @Test(
        "Escapes that mean nothing",
        arguments: [
            (#""bad ▸\z esc""#, #"Invalid character escape sequence: "\z"."#),
            (#""bad ▸\x esc""#, #"Invalid character escape sequence: "\x"."#),
            (#""▸\'""#, #"Invalid character escape sequence: "\'"."#),
            (#""▸\"#, #"Invalid character escape sequence: "\"."#),
            (#""▸\💩""#, #"Invalid character escape sequence: "\💩"."#),
            (#""▸\u1 esc""#, #"Invalid Unicode escape sequence: "\u1 es"."#),
            (#""▸\u0XX1 esc""#, #"Invalid Unicode escape sequence: "\u0XX1"."#),
            (#""▸\uXXXX esc""#, #"Invalid Unicode escape sequence: "\uXXXX"."#),
            (#""▸\uFXXX esc""#, #"Invalid Unicode escape sequence: "\uFXXX"."#),
            (#""▸\uXXXF esc""#, #"Invalid Unicode escape sequence: "\uXXXF"."#),
            (#""▸\u{} esc""#, #"Invalid Unicode escape sequence: "\u{}"."#),
            (#""▸\u{FXXX} esc""#, #"Invalid Unicode escape sequence: "\u{FX"."#),
            (#""▸\u{FFFF esc""#, #"Invalid Unicode escape sequence: "\u{FFFF "."#),
            (#""▸\u{FFFF""#, #"Invalid Unicode escape sequence: "\u{FFFF""."#),
            (#""▸\u{110000}""#, #"Invalid Unicode escape sequence: "\u{110000}"."#),
            (#""▸\u{00000000000000000F}""#, #"Invalid Unicode escape sequence: "\u{000000000"."#),
            (#""▸\u{FFFFFFFF}""#, #"Invalid Unicode escape sequence: "\u{FFFFFFFF"."#),
            (#""▸\u{D800}""#, #"Invalid Unicode escape sequence: "\u{D800}"."#),
            (#""▸\u{DFFF}""#, #"Invalid Unicode escape sequence: "\u{DFFF}"."#),
            (#""▸\uDEAD""#, #"Invalid Unicode escape sequence: "\uDEAD"."#),
            (#""▸\uD83D""#, #"Invalid Unicode escape sequence: "\uD83D"."#),
            (#""▸\uD83D \uDCA9""#, #"Invalid Unicode escape sequence: "\uD83D"."#),
            (#""▸\uD83D\n""#, #"Invalid Unicode escape sequence: "\uD83D"."#),
            (#""▸\uD83D\uD83D""#, #"Invalid Unicode escape sequence: "\uD83D"."#),
            (#""▸\uD83D\u{DCA9}""#, #"Invalid Unicode escape sequence: "\uD83D"."#),
            (#""▸\uDCA9\uDCA9""#, #"Invalid Unicode escape sequence: "\uDCA9"."#),
            (#""▸\uDCA9\uD83D""#, #"Invalid Unicode escape sequence: "\uDCA9"."#),
            (#""▸\uD83D\uXXXX""#, #"Invalid Unicode escape sequence: "\uD83D"."#),
            (#""▸\u"#, #"Invalid Unicode escape sequence: "\u"."#),
            (#""▸\u{"#, #"Invalid Unicode escape sequence: "\u{"."#),
        ])
    func wrongEscapes(marked: String, message: String) {
        expectRefusal("{ f(a: " + marked, message)
    }
}

@Suite("Block strings")
struct BlockStringTests {
    @Test(
        "A block string says its lines without their common indentation and the blank ones around",
        arguments: [
            ("", ""),
            ("simple", "simple"),
            (" white space ", " white space "),
            ("contains \" quote", "contains \" quote"),
            ("contains \\\"\"\" triple quote", "contains \"\"\" triple quote"),
            ("multi\nline", "multi\nline"),
            ("multi\rline\r\nnormalized", "multi\nline\nnormalized"),
            ("unescaped \\n\\r\\b\\t\\f\\u1234", "unescaped \\n\\r\\b\\t\\f\\u1234"),
            ("unescaped é 💩", "unescaped é 💩"),
            ("slashes \\\\ \\/", "slashes \\\\ \\/"),
            ("\n\n    spans\n      multiple\n        lines\n\n        ", "spans\n  multiple\n    lines"),
            ("\n    a\n  b\n      c", "  a\nb\n    c"),
            ("    a\n    b", "    a\nb"),
            ("\n\ta\n\t\tb", "a\n\tb"),
            ("\n  a\n\n  b", "a\n\nb"),
            ("\n  a\n \n  b\n", "a\n\nb"),
            ("  \n\t\n   ", ""),
            ("\n", ""),
            ("\r\n\r\n a\r\n  b\r\n", "a\n b"),
            ("\n  a\\\"\"\"\n  b", "a\"\"\"\nb"),
            ("\\\\\\\"\"\"", "\\\\\"\"\""),
            ("\u{A0}a", "\u{A0}a"),
        ])
    func values(content: String, expected: String) throws {
        #expect(try stringValue("\"\"\"\(content)\"\"\"") == expected)
    }

    @Test("A block string knows that it is one, and where it begins")
    func views() throws {
        guard case .string(let string) = try value(#""""a""""#).kind else { throw NotThere() }
        #expect(string.isBlock)
        #expect(string.offset == 7)
        guard case .string(let quoted) = try value(#""a""#).kind else { throw NotThere() }
        #expect(!quoted.isBlock)
    }

    @Test(
        "Block strings that don't end",
        arguments: [
            "\"\"\"▸", "\"\"\"no end quote▸", "\"\"\"a\"\"▸", "\"\"\"a\\\"\"\"▸", "\"\"\"\n\"\n\"\"▸", "\"\"\"\\▸",
        ])
    func unterminated(marked: String) {
        expectRefusal("{ f(a: " + marked, "Unterminated string.")
    }

    @Test("Lines behind a block string are counted")
    func linesBehind() {
        let error = refusal("{ f(a: \"\"\"\n\r\n\r\"\"\" ?")
        #expect(error.map { Source("{ f(a: \"\"\"\n\r\n\r\"\"\" ?").location(of: $0.offset) }?.line == 4)
    }
}

@Suite("Strings, printed")
struct StringPrintingTests {
    @Test(
        "A string is printed with the escapes it needs",
        arguments: [
            ("", #""""#),
            ("hello world", #""hello world""#),
            ("\"hello world\"", #""\"hello world\"""#),
            ("\\backslash", #""\\backslash""#),
            ("/slash", #""/slash""#),
            ("\u{8}\u{C}\n\r\t", #""\b\f\n\r\t""#),
            ("\u{0}\u{1}\u{B}\u{E}\u{1F}", #""\u0000\u0001\u000B\u000E\u001F""#),
            ("\u{7F}\u{80}\u{85}\u{9F}\u{A0}", "\"\\u007F\\u0080\\u0085\\u009F\u{A0}\""),
            ("é\u{2028}💩", "\"é\u{2028}💩\""),
        ])
    func quoted(value: String, expected: String) throws {
        #expect(printString(value) == expected)
        #expect(Array(try stringValue(expected).unicodeScalars) == Array(value.unicodeScalars))
    }

    @Test(
        "A block string is laid out to be read",
        arguments: [
            ("", "\"\"\"\"\"\""),
            ("one line", "\"\"\"one line\"\"\""),
            ("two\nlines", "\"\"\"\ntwo\nlines\n\"\"\""),
            ("no indent\n with indent", "\"\"\"\nno indent\n with indent\n\"\"\""),
            ("    space-led string", "\"\"\"    space-led string\"\"\""),
            ("    space-led\n    twice", "\"\"\"\n    space-led\n    twice\n\"\"\""),
            ("ends in slash\\", "\"\"\"\nends in slash\\\n\"\"\""),
            ("ends in \"quote\"", "\"\"\"\nends in \"quote\"\n\"\"\""),
            (" led, and ends in \"quote\"", "\"\"\" led, and ends in \"quote\"\n\"\"\""),
            ("triple \"\"\" inside", "\"\"\"triple \\\"\"\" inside\"\"\""),
            ("ends in \"\"\"", "\"\"\"\nends in \\\"\"\"\n\"\"\""),
            ("\"\"\"\"\"\"\"", "\"\"\"\n\\\"\"\"\\\"\"\"\"\n\"\"\""),
            (String(repeating: "x", count: 70), "\"\"\"\(String(repeating: "x", count: 70))\"\"\""),
            (String(repeating: "x", count: 71), "\"\"\"\n\(String(repeating: "x", count: 71))\n\"\"\""),
            (String(repeating: "💩", count: 36), "\"\"\"\n\(String(repeating: "💩", count: 36))\n\"\"\""),
        ])
    func block(value: String, expected: String) {
        #expect(printBlockString(value) == expected)
    }

    @Test(
        "Some strings can't be said in a block",
        arguments: [
            ("", true), ("a", true), ("a\nb", true), ("\" \n \"", true), ("\t\t\ta", true), (" a\nb", true),
            (" ", false), ("\t", false), ("\na", false), ("a\n", false), (" \na", false), ("a\n ", false),
            (" a\n b", false), (" a\n\n b", false), ("a\rb", false), ("a\r\nb", false), ("a\u{0}b", false),
            ("a\u{8}", false), ("a\u{B}", false), ("a\u{F}", false), ("a\u{10}b", true), ("é💩", true),
        ])
    func printable(value: String, expected: Bool) {
        #expect(isPrintableAsBlockString(value) == expected)
    }

    @Test("Whatever can be said in a block is read again unchanged: every short text of these characters")
    func everyBlock() throws {
        for value in everyText(of: ["\n", "\t", " ", "\"", "a", "\\"], upTo: 5) where isPrintableAsBlockString(value) {
            let read = try stringValue(printBlockString(value))
            #expect(read == value, "\(printString(value))")
        }
    }

    @Test("Whatever a block says can be printed as a block and says it again: every short content")
    func everyContent() throws {
        for content in everyText(of: ["\n", " ", "\"", "a", "\\", "\r"], upTo: 5) {
            guard let value = try? stringValue("\"\"\"\(content)\"\"\"") else { continue }
            let again = try stringValue(printBlockString(value))
            #expect(again == value, "\(printString(content))")
        }
    }
}
