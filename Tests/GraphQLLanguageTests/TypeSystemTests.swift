import Testing

@testable import GraphQLLanguage

@Suite("Schemas and directives, defined")
struct SchemaDefinitionTests {
    /// The only type system definition of a text.
    private func definition(_ text: String) throws -> TypeSystemDefinition {
        guard case .typeSystem(let definition)? = try parse(text).definitions.first else { throw NotThere() }
        return definition
    }

    @Test("A schema names its root types")
    func schema() throws {
        let text = "\"all of it\" schema @a(b: 1) { query: Q mutation: M, subscription: S }"
        guard case .schema(let schema) = try definition(text) else { throw NotThere() }
        #expect(schema.description?.value == "all of it")
        #expect(schema.directives.map(\.name.text) == ["a"])
        #expect(schema.operationTypes.map(\.kind) == [.query, .mutation, .subscription])
        #expect(schema.operationTypes.map(\.type.text) == ["Q", "M", "S"])
        #expect(schema.operationTypes.map(\.offset) == [30, 39, 52])
        #expect(!schema.isExtension)
        #expect(schema.offset == 0)
    }

    @Test(
        "A schema can be extended by directives, root types or both",
        arguments: ["@a", "{ query: Q }", "@a { query: Q }"])
    func schemaExtension(added: String) throws {
        guard case .schemaExtension(let schema) = try definition("extend schema " + added) else { throw NotThere() }
        #expect(schema.isExtension)
        #expect(schema.description == nil)
        #expect(schema.directives.isEmpty == !added.contains("@"))
        #expect(schema.operationTypes.isEmpty == !added.contains("{"))
    }

    @Test("A directive has arguments and locations, and may be repeatable")
    func directive() throws {
        let text = "\"why\" directive @d(a: Int = 1 @x, \"b's\" b: [T!]) repeatable on FIELD | QUERY"
        guard case .directive(let directive) = try definition(text) else { throw NotThere() }
        #expect(directive.name.text == "d")
        #expect(directive.name.offset == 17)
        #expect(directive.description?.value == "why")
        #expect(directive.arguments.map(\.name.text) == ["a", "b"])
        #expect(directive.arguments.map { $0.defaultValue.map { print($0) } } == ["1", nil])
        #expect(directive.arguments.map { $0.description?.value } == [nil, "b's"])
        #expect(directive.isRepeatable)
        #expect(directive.locations.map(\.text) == ["FIELD", "QUERY"])
    }

    @Test(
        "A bar may stand before the first location", arguments: ["FIELD|QUERY", "|FIELD|QUERY", "\n| FIELD\n| QUERY"])
    func leadingBar(locations: String) throws {
        guard case .directive(let directive) = try definition("directive @d on \(locations)") else { throw NotThere() }
        #expect(directive.locations.map(\.text) == ["FIELD", "QUERY"])
        #expect(!directive.isRepeatable)
        #expect(directive.arguments.isEmpty)
    }

    @Test("Each directive location of the specification is one", arguments: DirectiveLocation.allCases)
    func locations(location: DirectiveLocation) throws {
        let text = "directive @d on \(location.rawValue)"
        #expect(print(try parse(text)) == text)
        #expect(DirectiveLocation.allCases.count == 19)
    }

    @Test("A directive may be called repeatable, and so may an argument")
    func repeatableAsName() throws {
        guard case .directive(let directive) = try definition("directive @repeatable(repeatable: Int) on FIELD")
        else { throw NotThere() }
        #expect(directive.name.text == "repeatable")
        #expect(!directive.isRepeatable)
    }

    @Test(
        "What is no schema and no directive",
        arguments: [
            ("schema▸", "Expected \"{\", found <EOF>."),
            ("schema ▸S { query: Q }", "Expected \"{\", found Name \"S\"."),
            ("schema {▸}", "Expected Name, found \"}\"."),
            ("schema { ▸unknown: Q }", "Unexpected Name \"unknown\"."),
            ("schema { query ▸}", "Expected \":\", found \"}\"."),
            ("schema { query: ▸[Q] }", "Expected Name, found \"[\"."),
            ("schema { query: Q▸! }", "Expected Name, found \"!\"."),
            ("schema @d(a: ▸$b) { query: Q }", "Unexpected variable \"$b\" in constant value."),
            ("extend schema▸", "Unexpected <EOF>."),
            ("extend schema ▸scalar A", "Unexpected Name \"scalar\"."),
            ("extend schema {▸}", "Expected Name, found \"}\"."),
            ("extend ▸directive @d on FIELD", "Unexpected Name \"directive\"."),
            ("extend ▸query { a }", "Unexpected Name \"query\"."),
            ("extend ▸\"x\" type T { a: Int }", "Unexpected String \"x\"."),
            ("extend▸", "Unexpected <EOF>."),
            ("extend ▸{ a }", "Unexpected \"{\"."),
            ("directive ▸d on FIELD", "Expected \"@\", found Name \"d\"."),
            ("directive @▸", "Expected Name, found <EOF>."),
            ("directive @d▸", "Expected \"on\", found <EOF>."),
            ("directive @d(▸) on FIELD", "Expected Name, found \")\"."),
            ("directive @d on▸", "Expected Name, found <EOF>."),
            ("directive @d on ▸INCORRECT", "Unexpected Name \"INCORRECT\"."),
            ("directive @d on ▸field", "Unexpected Name \"field\"."),
            ("directive @d on FIELD | ▸FIELDS", "Unexpected Name \"FIELDS\"."),
            ("directive @d on FIELD |▸", "Expected Name, found <EOF>."),
            ("directive @d on FIELD |▸| QUERY", "Expected Name, found \"|\"."),
            ("directive @d repeatable ▸repeatable on FIELD", "Expected \"on\", found Name \"repeatable\"."),
        ])
    func refusals(marked: String, message: String) {
        expectRefusal(marked, message)
    }
}

@Suite("Types, defined and extended")
struct TypeDefinitionTests {
    @Test(
        "Each kind of type, with nothing in it",
        arguments: [
            ("scalar", TypeDefinitionNode.Kind.scalar), ("type", .object), ("interface", .interface), ("union", .union),
            ("enum", .enumeration), ("input", .inputObject),
        ])
    func empty(keyword: String, kind: TypeDefinitionNode.Kind) throws {
        let type = try typeDefinition("\"\"\"what\"\"\" \(keyword) T")
        #expect(type.kind == kind)
        #expect(type.kind.keyword == keyword)
        #expect(type.name.text == "T")
        #expect(type.description?.value == "what")
        #expect(type.description?.isBlock == true)
        #expect(type.offset == 0)
        #expect(!type.isExtension)
        #expect(type.directives.isEmpty && type.interfaces.isEmpty && type.fields.isEmpty)
        #expect(type.unionMembers.isEmpty && type.enumValues.isEmpty && type.inputFields.isEmpty)
    }

    @Test(
        "Each kind of type can be extended by directives alone",
        arguments: ["scalar", "type", "interface", "union", "enum", "input"])
    func extended(keyword: String) throws {
        let type = try typeDefinition("extend \(keyword) T @d")
        #expect(type.isExtension)
        #expect(type.directives.map(\.name.text) == ["d"])
        #expect(type.description == nil)
        #expect(type.offset == 0)
        expectRefusal("extend \(keyword) T▸", "Unexpected <EOF>.")
        expectRefusal("extend \(keyword) ▸\"x\"", "Expected Name, found String \"x\".")
    }

    @Test("Fields have arguments, types, directives and descriptions", arguments: ["type", "interface"])
    func fields(keyword: String) throws {
        let text = "\(keyword) T @x { a: Int \"b's\" b(\"c's\" c: D = E @f g: [H]): [I!]! @j type: K }"
        let fields = try typeDefinition(text).fields
        #expect(fields.map(\.name.text) == ["a", "b", "type"])
        #expect(fields.map { print($0.type) } == ["Int", "[I!]!", "K"])
        #expect(fields.map { $0.description?.value } == [nil, "b's", nil])
        #expect(fields.map { $0.directives.map(\.name.text) } == [[], ["j"], []])
        #expect(fields[1].arguments.map(\.name.text) == ["c", "g"])
        #expect(fields[1].arguments.map { print($0.type) } == ["D", "[H]"])
        #expect(fields[1].arguments.map { $0.defaultValue.map { print($0) } } == ["E", nil])
        #expect(fields[1].arguments.map { $0.directives.map(\.name.text) } == [["f"], []])
        #expect(fields[1].offset == fields[1].description?.offset)
    }

    @Test(
        "Interfaces are joined by ampersands, which may also stand first",
        arguments: [
            ("type T implements A", ["A"]), ("type T implements & A", ["A"]), ("type T implements A & B", ["A", "B"]),
            ("interface T implements\n& A\n& B { a: A }", ["A", "B"]), ("extend type T implements A&B@d", ["A", "B"]),
            ("type T implements implements", ["implements"]),
        ])
    func interfaces(text: String, names: [String]) throws {
        #expect(try typeDefinition(text).interfaces.map(\.text) == names)
    }

    @Test(
        "Members of a union are joined by bars, one of which may also stand first",
        arguments: [
            ("union U = A", ["A"]), ("union U = | A", ["A"]), ("union U @d = A | B", ["A", "B"]),
            ("extend union U =\n| A\n| B", ["A", "B"]), ("union U", []),
        ])
    func unions(text: String, names: [String]) throws {
        #expect(try typeDefinition(text).unionMembers.map(\.text) == names)
    }

    @Test("Values of an enum have directives and descriptions")
    func enums() throws {
        let values = try typeDefinition("enum E { A @d \"b's\" B, \"\"\"c's\"\"\" on }").enumValues
        #expect(values.map(\.name.text) == ["A", "B", "on"])
        #expect(values.map { $0.description?.value } == [nil, "b's", "c's"])
        #expect(values.map { $0.directives.count } == [1, 0, 0])
        #expect(values.map(\.offset) == [9, 14, 23])
    }

    @Test("Fields of an input object have types, defaults, directives and descriptions")
    func inputs() throws {
        let fields = try typeDefinition("input I { a: Int = 1 @d \"b's\" b: [I!] = [{a: 2}] }").inputFields
        #expect(fields.map(\.name.text) == ["a", "b"])
        #expect(fields.map { print($0.type) } == ["Int", "[I!]"])
        #expect(fields.map { $0.defaultValue.map { print($0) } } == ["1", "[{a: 2}]"])
        #expect(fields.map { $0.description?.value } == [nil, "b's"])
        #expect(fields.map { $0.directives.count } == [1, 0])
        #expect(fields[1].offset == 24)
    }

    @Test(
        "What is no type",
        arguments: [
            ("type▸", "Expected Name, found <EOF>."),
            ("type ▸{ a: Int }", "Expected Name, found \"{\"."),
            ("type T {▸}", "Expected Name, found \"}\"."),
            ("type T { a ▸}", "Expected \":\", found \"}\"."),
            ("type T { a: ▸}", "Expected Name, found \"}\"."),
            ("type T { a(▸): Int }", "Expected Name, found \")\"."),
            ("type T { a(b▸): Int }", "Expected \":\", found \")\"."),
            ("type T { a: Int ▸= 1 }", "Expected Name, found \"=\"."),
            ("type T { a(b: Int = ▸$c): Int }", "Unexpected variable \"$c\" in constant value."),
            ("type T { a: Int @d(b: ▸$c) }", "Unexpected variable \"$c\" in constant value."),
            ("type T implements▸", "Expected Name, found <EOF>."),
            ("type T implements ▸{ a: Int }", "Expected Name, found \"{\"."),
            ("type T implements A ▸B", "Unexpected Name \"B\"."),
            ("type T implements A &▸& B", "Expected Name, found \"&\"."),
            ("type T implements A & ▸{ a: Int }", "Expected Name, found \"{\"."),
            ("type T ▸= A", "Unexpected \"=\"."),
            ("union U =▸", "Expected Name, found <EOF>."),
            ("union U = |▸", "Expected Name, found <EOF>."),
            ("union U = |▸| A", "Expected Name, found \"|\"."),
            ("union U = A |▸| B", "Expected Name, found \"|\"."),
            ("union U = A | B |▸", "Expected Name, found <EOF>."),
            ("enum E {▸}", "Expected Name, found \"}\"."),
            ("enum E { A, ▸true }", "Name \"true\" is reserved and cannot be used for an enum value."),
            ("enum E { ▸false }", "Name \"false\" is reserved and cannot be used for an enum value."),
            ("enum E { ▸null }", "Name \"null\" is reserved and cannot be used for an enum value."),
            ("enum E { A▸: 1 }", "Expected Name, found \":\"."),
            ("input I {▸}", "Expected Name, found \"}\"."),
            ("input I { a▸(b: Int): Int }", "Expected \":\", found \"(\"."),
            ("input I ▸implements A", "Unexpected Name \"implements\"."),
            ("scalar S ▸= 1", "Unexpected \"=\"."),
            ("scalar S @d(a: ▸$b)", "Unexpected variable \"$b\" in constant value."),
            (
                "▸\"x\" extend scalar S @d",
                "Unexpected description, descriptions are supported only on type definitions."
            ),
        ])
    func refusals(marked: String, message: String) {
        expectRefusal(marked, message)
    }

    @Test("A shorthand query may follow any definition, so the brace behind a union begins one")
    func followingQuery() throws {
        #expect(try parse("union U { a }").definitions.count == 2)
    }
}
