import Testing

@testable import GraphQLLanguage

/// A value's kind in one word, with what is in it.
private func outline(_ value: ValueNode) -> String {
    switch value.kind {
    case .variable(let name): "variable \(name.text)"
    case .int(let text): "int \(text)"
    case .float(let text): "float \(text)"
    case .string(let string): "string \(string.value)"
    case .boolean(let isTrue): "boolean \(isTrue)"
    case .null: "null"
    case .enumeration(let text): "enumeration \(text)"
    case .list(let items): "[" + items.map(outline).joined(separator: ", ") + "]"
    case .object(let fields): "{" + fields.map { "\($0.name.text)=\(outline($0.value))" }.joined(separator: ", ") + "}"
    }
}

@Suite("Values")
struct ValueTests {
    @Test(
        "Each kind of value",
        arguments: [
            ("$v", "variable v"),
            ("$ v", "variable v"),
            ("1", "int 1"),
            ("-0", "int -0"),
            ("12345678901234567890", "int 12345678901234567890"),
            ("1.50", "float 1.50"),
            ("-1e+10", "float -1e+10"),
            (#""a\tb""#, "string a\tb"),
            (#""""a""""#, "string a"),
            ("true", "boolean true"),
            ("false", "boolean false"),
            ("null", "null"),
            ("RED", "enumeration RED"),
            ("True", "enumeration True"),
            ("on", "enumeration on"),
            ("nullable", "enumeration nullable"),
            ("[]", "[]"),
            ("[1]", "[int 1]"),
            ("[1 2, 3]", "[int 1, int 2, int 3]"),
            ("[[1] [] [[2] 3]]", "[[int 1], [], [[int 2], int 3]]"),
            ("{}", "{}"),
            ("{a: 1}", "{a=int 1}"),
            ("{a: {b: [{c: 1} {d: $e}]} f: null}", "{a={b=[{c=int 1}, {d=variable e}]}, f=null}"),
            ("{a: 1, a: 2}", "{a=int 1, a=int 2}"),
            ("[$a, null, X, \"y\", {}]", "[variable a, null, enumeration X, string y, {}]"),
        ])
    func kinds(text: String, expected: String) throws {
        let value = try value(text)
        #expect(outline(value) == expected)
        #expect(value.offset == 7)
    }

    @Test("Places of what is inside")
    func places() throws {
        guard case .object(let fields) = try value("{a: [1, $ b], c: {}}").kind,
            case .list(let items) = fields[0].value.kind, case .variable(let name) = items[1].kind
        else { throw NotThere() }
        #expect(fields.map(\.offset) == [8, 21])
        #expect(fields.map(\.value.offset) == [11, 24])
        #expect(items.map(\.offset) == [12, 15])
        #expect(name.offset == 17)
    }

    @Test(
        "What is no value",
        arguments: [
            ("▸", "Unexpected <EOF>."),
            ("▸)", "Unexpected \")\"."),
            ("▸:", "Unexpected \":\"."),
            ("▸@d", "Unexpected \"@\"."),
            ("▸...", "Unexpected \"...\"."),
            ("$▸1", "Expected Name, found Int \"1\"."),
            ("$▸$a", "Expected Name, found \"$\"."),
            ("[▸", "Unexpected <EOF>."),
            ("[1▸}", "Unexpected \"}\"."),
            ("[1, ▸)", "Unexpected \")\"."),
            ("{▸", "Expected Name, found <EOF>."),
            ("{▸1: 2}", "Expected Name, found Int \"1\"."),
            ("{a▸}", "Expected \":\", found \"}\"."),
            ("{a:▸}", "Unexpected \"}\"."),
            ("{a: 1▸]", "Expected Name, found \"]\"."),
            ("{▸\"a\": 1}", "Expected Name, found String \"a\"."),
            ("1 ▸2)", "Expected Name, found Int \"2\"."),
        ])
    func refusals(marked: String, message: String) {
        expectRefusal("{ f(a: " + marked, message)
    }
}

@Suite("Views")
struct ViewTests {
    @Test("Views are equal if they show the same node of the same document")
    func equality() throws {
        let first = try operation("{ a a }")
        let second = try operation("{ a a }")
        #expect(first == first)
        #expect(first != second)
        #expect(first.selectionSet == first.selectionSet)
        #expect(first.selectionSet != second.selectionSet)
        #expect(first.selectionSet.selections[0] != first.selectionSet.selections[1])
        #expect(Set(first.selectionSet.selections).count == 2)
        #expect(Set([first.selectionSet, first.selectionSet, second.selectionSet]).count == 2)
    }

    @Test("Names are equal if their texts are, also of two documents")
    func names() throws {
        let first = try operation("query Q { Q }")
        let second = try operation("query R { Q }")
        guard case .field(let field)? = first.selectionSet.selections.first,
            case .field(let other)? = second.selectionSet.selections.first
        else { throw NotThere() }
        #expect(first.name == field.name)
        #expect(first.name?.symbol == field.name.symbol)
        #expect(field.name == other.name)
        #expect(first.name != second.name)
        #expect(Set([field.name, other.name]).count == 1)
        #expect("\(field.name)" == "Q")
    }

    @Test("A list has random access, and its slices are lists")
    func lists() throws {
        let selections = try operation("{ a b c d }").selectionSet.selections
        #expect(selections.count == 4)
        #expect(selections.startIndex == 0)
        #expect(selections.last?.offset == 8)
        #expect(selections[1...2].map(\.offset) == [4, 6])
        #expect(selections.reversed().map(\.offset) == [8, 6, 4, 2])
    }

    @Test("A document knows its text, its definitions in order, and how many tokens it has")
    func documents() throws {
        let document = try parse("query { a } # no token\nfragment F on T { a }\ntype T { a: Int } schema { query: T }")
        #expect(document.tokenCount == 24)
        #expect(document.definitions.map(\.offset) == [0, 23, 45, 63])
        #expect(document.source.name == "GraphQL request")
    }

    @Test("A document outlives its source and can be read from many tasks")
    func sharing() async throws {
        let document = try parse("{ a(b: \"c\\n\") { d } }")
        await withTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { print(document) } }
            for await text in group { #expect(text == "{\n  a(b: \"c\\n\") {\n    d\n  }\n}") }
        }
    }
}
