import Testing

@testable import GraphQLLanguage

@Suite("Sources and their places")
struct SourceTests {
    @Test(
        "A location counts lines from 1 and columns from 1 in UTF-16 units",
        arguments: [
            ("▸", 1, 1),
            ("▸abc", 1, 1),
            ("ab▸c", 1, 3),
            ("abc▸", 1, 4),
            ("a\n▸b", 2, 1),
            ("a\nb▸", 2, 2),
            ("a\r▸b", 2, 1),
            ("a\r\n▸b", 2, 1),
            ("a\n\r▸b", 3, 1),
            ("a\r\r▸b", 3, 1),
            ("a\n\n\n▸", 4, 1),
            ("a▸\nb", 1, 2),
            ("a▸\r\nb", 1, 2),
            ("é▸", 1, 2),
            ("€▸", 1, 2),
            ("💩▸", 1, 3),
            ("e\u{301}▸", 1, 3),
            ("\u{FEFF}▸{", 1, 2),
            ("a\n💩 é▸", 2, 5),
        ])
    func locations(marked: String, line: Int, column: Int) {
        let marked = Marked(marked)
        let location = Source(marked.text).location(of: marked.offset)
        #expect(location == SourceLocation(line: line, column: column))
    }

    @Test("An offset between CR and LF is on the next line, as in the reference")
    func betweenReturnAndFeed() {
        #expect(Source("a\r\nb").location(of: 2) == SourceLocation(line: 2, column: 1))
    }

    @Test("An offset outside the text is brought inside", arguments: [(-1, 1, 1), (100, 2, 2), (Int.max, 2, 2)])
    func outside(offset: Int, line: Int, column: Int) {
        #expect(Source("a\nb").location(of: offset) == SourceLocation(line: line, column: column))
    }

    @Test("A location is written as line:column")
    func locationText() {
        #expect("\(SourceLocation(line: 3, column: 14))" == "3:14")
    }

    @Test("A source has a name, which is the reference's if nobody gives one")
    func names() {
        #expect(Source("").name == "GraphQL request")
        #expect(Source("", name: "schema.graphql").name == "schema.graphql")
        #expect(Source(bytes: [0x7B]).bytes == [0x7B])
    }

    @Test("A text is cut into lines at LF, CR and CRLF")
    func lines() {
        #expect(Source("a\nb\r\nc\rd\n").lines == ["a", "b", "c", "d", ""])
        #expect(Source("").lines == [""])
    }
}

@Suite("Excerpts with a caret")
struct ExcerptTests {
    /// The excerpt at the mark.
    private func excerpt(_ marked: String, name: String = "request") -> String {
        let marked = Marked(marked)
        return Source(marked.text, name: name).excerpt(at: marked.offset)
    }

    @Test("The line, those around it, and a caret under the place")
    func around() {
        let shown = excerpt("{\n  viewer { ▸nmae }\n}")
        #expect(
            shown == """
                request:2:12
                1 | {
                2 |   viewer { nmae }
                  |            ^
                3 | }
                """)
    }

    @Test("A single line stands alone")
    func single() {
        #expect(
            excerpt("{ ▸\"\"") == """
                request:1:3
                1 | { ""
                  |   ^
                """)
    }

    @Test("An empty text has an empty line")
    func empty() {
        #expect(excerpt("▸") == "request:1:1\n1 |\n  | ^")
    }

    @Test("Empty lines have no trailing space")
    func emptyNeighbours() {
        #expect(excerpt("\n▸*\n") == "request:2:1\n1 |\n2 | *\n  | ^\n3 |")
    }

    @Test("Line numbers of different width are aligned")
    func width() {
        let text = String(repeating: "\n", count: 8) + "a\n▸b\nc"
        #expect(
            excerpt(text) == """
                request:10:1
                 9 | a
                10 | b
                   | ^
                11 | c
                """)
    }

    @Test("The caret counts characters, the first line UTF-16 units")
    func characters() {
        #expect(
            excerpt("# 💩 e\u{301}\n\"💩💩\" ▸?") == """
                request:2:8
                1 | # 💩 é
                2 | "💩💩" ?
                  |      ^
                """)
    }

    @Test("Carriage returns end lines here too")
    func carriageReturns() {
        #expect(excerpt("a\r▸b\r\nc") == "request:2:1\n1 | a\n2 | b\n  | ^\n3 | c")
    }

    @Test("A line over 120 characters is folded at 80")
    func folded() {
        let start = String(repeating: "a", count: 90)
        let shown = excerpt(start + "▸b" + String(repeating: "c", count: 79))
        #expect(
            shown == """
                request:1:91
                1 | \(String(repeating: "a", count: 80))
                  | aaaaaaaaaab\(String(repeating: "c", count: 69))
                  |           ^
                  | cccccccccc
                """)
    }

    @Test("A fold that nothing follows ends with the caret")
    func lastFold() {
        let shown = excerpt(String(repeating: "a", count: 125) + "▸b")
        #expect(shown.hasSuffix("\n  | \(String(repeating: " ", count: 45))^"))
    }

    @Test("Every place of a text has an excerpt", arguments: ["", "\n", "\r\n\r\n", "{\n💩\r}\n", "a\u{FEFF}b\n\n"])
    func everyPlace(text: String) {
        let source = Source(text)
        for offset in -1...source.bytes.count + 1 {
            #expect(source.excerpt(at: offset).hasPrefix("GraphQL request:\(source.location(of: offset))\n"))
        }
    }
}
