import Testing

@testable import GraphQLLanguage

@Suite("Operations")
struct OperationTests {
    @Test(
        "An operation is a query, a mutation or a subscription",
        arguments: [
            ("query { a }", OperationKind.query), ("mutation { a }", .mutation), ("subscription { a }", .subscription),
        ])
    func kinds(text: String, kind: OperationKind) throws {
        let operation = try operation(text)
        #expect(operation.kind == kind)
        #expect(operation.name == nil)
        #expect(!operation.isShorthand)
        #expect(operation.description == nil)
    }

    @Test("A bare selection set is a query")
    func shorthand() throws {
        let operation = try operation(" { a }")
        #expect(operation.kind == .query)
        #expect(operation.isShorthand)
        #expect(operation.name == nil)
        #expect(operation.variableDefinitions.isEmpty)
        #expect(operation.directives.isEmpty)
        #expect(operation.offset == 1)
        #expect(operation.selectionSet.offset == 1)
    }

    @Test("An operation may have a name, variables and directives")
    func everything() throws {
        let operation = try operation("mutation M($a: Int!, $b: [T] = [1] @x) @one @two(c: $a) { f }")
        #expect(operation.name?.text == "M")
        #expect(operation.name?.offset == 9)
        #expect(operation.variableDefinitions.map(\.name.text) == ["a", "b"])
        #expect(operation.directives.map(\.name.text) == ["one", "two"])
        #expect(operation.directives[1].arguments.map(\.name.text) == ["c"])
        #expect(operation.selectionSet.selections.count == 1)
    }

    @Test("Keywords are names where names stand", arguments: Keyword.allCases)
    func keywordsAsNames(keyword: Keyword) throws {
        let word = keyword.text
        let operation = try operation(
            "query \(word)($\(word): \(word)) { \(word): \(word)(\(word): $\(word)) @\(word) }")
        #expect(operation.name?.text == word)
        #expect(operation.variableDefinitions.first?.name.text == word)
    }

    @Test("A variable has a type, perhaps a default and directives")
    func variables() throws {
        let variables = try operation("query ($a: Int, $ b : T! = {x: 1} @d(y: 2) @e) { f }").variableDefinitions
        #expect(variables.map { print($0.type) } == ["Int", "T!"])
        #expect(variables.map { $0.defaultValue.map { print($0) } } == [nil, "{x: 1}"])
        #expect(variables.map { $0.directives.map(\.name.text) } == [[], ["d", "e"]])
        #expect(variables.map(\.offset) == [7, 16])
        #expect(variables.map(\.variableOffset) == [7, 16])
        #expect(variables.map(\.name.offset) == [8, 18])
    }

    @Test(
        "What is no operation",
        arguments: [
            ("▸", "Unexpected <EOF>."),
            ("▸}", "Unexpected \"}\"."),
            ("{▸", "Expected Name, found <EOF>."),
            ("{▸}", "Expected Name, found \"}\"."),
            ("{ a▸", "Expected Name, found <EOF>."),
            ("query▸", "Expected \"{\", found <EOF>."),
            ("query Q▸", "Expected \"{\", found <EOF>."),
            ("query Q ▸R { a }", "Expected \"{\", found Name \"R\"."),
            ("query ▸\"x\" { a }", "Expected \"{\", found String \"x\"."),
            ("query (▸) { a }", "Expected \"$\", found \")\"."),
            ("query ($▸: T) { a }", "Expected Name, found \":\"."),
            ("query ($a▸) { a }", "Expected \":\", found \")\"."),
            ("query ($a: ▸) { a }", "Expected Name, found \")\"."),
            ("query ($a: T = ▸) { a }", "Unexpected \")\"."),
            ("query ($a: T = ▸$b) { a }", "Unexpected variable \"$b\" in constant value."),
            ("query ($a: T = [{x: ▸$b}]) { a }", "Unexpected variable \"$b\" in constant value."),
            ("query ($a: T = ▸$) { a }", "Unexpected \"$\"."),
            ("query ($a: T @d(b: ▸$c)) { a }", "Unexpected variable \"$c\" in constant value."),
            ("query ($a: T▸", "Expected \"$\", found <EOF>."),
            ("query @ ▸{ a }", "Expected Name, found \"{\"."),
            ("query @d(▸) { a }", "Expected Name, found \")\"."),
            ("▸Query { a }", "Unexpected Name \"Query\"."),
            ("▸on { a }", "Unexpected Name \"on\"."),
            ("▸1", "Unexpected Int \"1\"."),
            ("▸-1.5", "Unexpected Float \"-1.5\"."),
            ("{ a } ▸...", "Unexpected \"...\"."),
            ("{ a } ▸a", "Unexpected Name \"a\"."),
        ])
    func refusals(marked: String, message: String) {
        expectRefusal(marked, message)
    }
}

/// What September 2025 added: descriptions on operations, fragments and variables, and their limits.
@Suite("Descriptions in executable documents")
struct ExecutableDescriptionTests {
    @Test("L9 An operation may be described", arguments: ["query Q", "query", "mutation M", "subscription S"])
    func operations(start: String) throws {
        let operation = try operation("\n\"what it does\" \(start) { a }")
        #expect(operation.description?.value == "what it does")
        #expect(operation.description?.offset == 1)
        #expect(operation.offset == 1)
        #expect(!operation.isShorthand)
    }

    @Test("L9 A fragment may be described")
    func fragments() throws {
        let fragment = try fragment("\"\"\"\n  what it\n  selects\n\"\"\"\nfragment F on T { a }")
        #expect(fragment.description?.value == "what it\nselects")
        #expect(fragment.offset == 0)
    }

    @Test("L9 A variable may be described; its dollar sign keeps a place of its own")
    func variables() throws {
        let variables = try operation("query (\"one\" $a: Int \"\"\"two\"\"\" $b: Int $c: Int) { a }")
            .variableDefinitions
        #expect(variables.map { $0.description?.value } == ["one", "two", nil])
        #expect(variables.map(\.offset) == [7, 21, 39])
        #expect(variables.map(\.variableOffset) == [13, 31, 39])
    }

    @Test(
        "L8 Only what has a keyword may be described",
        arguments: [
            ("▸\"x\" { a }", "Unexpected description, descriptions are not supported on shorthand queries."),
            ("▸\"x\" extend type T @d", "Unexpected description, descriptions are supported only on type definitions."),
            ("▸\"x\" foo", "Unexpected description, descriptions are supported only on type definitions."),
            ("\"x\" ▸\"y\" query { a }", "Unexpected String \"y\"."),
            ("\"x\" ▸", "Unexpected <EOF>."),
            ("\"x\" ▸1", "Unexpected Int \"1\"."),
            ("\"x\" ▸@", "Unexpected \"@\"."),
            ("{ ▸\"x\" a }", "Expected Name, found String \"x\"."),
            ("{ ▸\"\"\"\n x\n\"\"\" a }", "Expected Name, found BlockString \"x\"."),
            ("query (\"x\" ▸) { a }", "Expected \"$\", found \")\"."),
            ("query (▸1) { a }", "Expected \"$\", found Int \"1\"."),
        ])
    func refusals(marked: String, message: String) {
        expectRefusal(marked, message)
    }
}

@Suite("Type references")
struct TypeReferenceTests {
    @Test(
        "A reference is a name, a list or never null, in any nesting",
        arguments: ["A", "A!", "[A]", "[A!]", "[A]!", "[A!]!", "[[A]]", "[[[A!]!]!]!"])
    func forms(text: String) throws {
        let type = try type(text)
        #expect(print(type) == text)
        #expect(type.innermostName.text == "A")
        #expect(type.offset == 11)
    }

    @Test("Views show the parts")
    func parts() throws {
        guard case .nonNull(let list) = try type("[ A ! ] !").kind, case .list(let item) = list.kind,
            case .nonNull(let named) = item.kind, case .named(let name) = named.kind
        else { throw NotThere() }
        #expect(name.text == "A")
        #expect([list.offset, item.offset, named.offset, name.offset] == [11, 13, 13, 13])
    }

    @Test(
        "What is no reference",
        arguments: [
            ("▸!", "Expected Name, found \"!\"."),
            ("A!▸!", "Expected \"$\", found \"!\"."),
            ("[▸]", "Expected Name, found \"]\"."),
            ("[A▸", "Expected \"]\", found <EOF>."),
            ("[A ▸B]", "Expected \"]\", found Name \"B\"."),
            ("[A]▸]", "Expected \"$\", found \"]\"."),
            ("▸\"A\"", "Expected Name, found String \"A\"."),
            ("▸$a", "Expected Name, found \"$\"."),
        ])
    func refusals(marked: String, message: String) {
        expectRefusal("query ($v: " + marked, message)
    }
}
