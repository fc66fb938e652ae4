import GraphQLLanguage
import Testing

@testable import GraphQLSchema

private let sdl = """
    type Query {
      f(a: Int, b: Int = 7, list: [[Int]], pick: Pick, item: Item, color: Color = RED, id: ID, any: Any): Int
      g(r: Int!): Int
      h(r: Int! = 3): Int
      s(s: String, x: Float, t: Boolean): Int
    }
    enum Color { RED BLUE }
    input Item { name: String! qty: Int = 1 note: String }
    input Pick @oneOf { a: String b: Int }
    scalar Any
    """

@Suite("Arguments get their values") struct ArgumentCoercionTests {
    private let schema: Schema

    init() throws {
        schema = try GraphQLSchemaTests.schema(sdl)
    }

    private func arguments(
        _ selection: String, _ variables: [String: InputValue] = [:]
    ) throws -> Result<InputObject, CoercionError> {
        let node = try #require(try firstField("{ \(selection) }"))
        let field = try #require(schema.queryType.field(named: node.name.text))
        return Result { () throws(CoercionError) in
            try coerceArguments(of: field, node: node, variables: variables, schema: schema)
        }
    }

    @Test("E6 an argument that is absent has its default or stays absent") func absent() throws {
        #expect(try arguments("f") == .success(["b": 7, "color": .enumeration("RED")]))
        #expect(try arguments("f(a: $x, b: $x)") == .success(["b": 7, "color": .enumeration("RED")]))
        #expect(try arguments("h") == .success(["r": 3]))
        #expect(try arguments("h(r: $x)") == .success(["r": 3]))
    }

    @Test("E6 null is a value of its own") func null() throws {
        #expect(
            try arguments("f(a: null, b: $x)", ["x": .null])
                == .success(["a": .null, "b": .null, "color": .enumeration("RED")]))
    }

    @Test("an argument that may not be left out says so") func required() throws {
        #expect(
            try arguments("g")
                == .failure(
                    CoercionError(message: "Argument \"r\" of required type \"Int!\" was not provided.", offset: 2)))
        #expect(
            try arguments("g(r: $x)")
                == .failure(
                    CoercionError(
                        message:
                            "Argument \"r\" of required type \"Int!\" was provided the variable \"$x\" which was not"
                            + " provided a runtime value.",
                        offset: 7)))
        #expect(
            try arguments("g(r: $x)", ["x": .null])
                == .failure(
                    CoercionError(message: "Argument \"r\" of non-null type \"Int!\" must not be null.", offset: 7)))
    }

    private static let literals: [(String, InputValue)] = [
        ("list: 1", ["list": [[1]]]),
        ("list: [1, 2]", ["list": [[1], [2]]]),
        ("list: [1, null, 3]", ["list": [[1], .null, [3]]]),
        ("list: [[1], [$x]]", ["list": [[1], [.null]]]),
        ("pick: {a: \"q\"}", ["pick": ["a": "q"]]),
        ("item: {name: \"n\"}", ["item": ["name": "n", "qty": 1]]),
        ("item: {name: \"n\", qty: null}", ["item": ["name": "n", "qty": .null]]),
        ("item: {name: \"n\", note: $x, qty: $x}", ["item": ["name": "n", "qty": 1]]),
        ("item: {name: $s}", ["item": ["name": "given", "qty": 1]]),
        ("id: 4", ["id": "4"]),
        ("id: \"x\"", ["id": "x"]),
        ("any: {a: [1, 2.5, \"x\", E, true, null]}", ["any": ["a": [1, 2.5, "x", .enumeration("E"), true, .null]]]),
        ("any: 99999999999999999999", ["any": .float(1e20)]),
    ]

    @Test("literals and variables inside of them come to typed values", arguments: literals)
    func literal(text: String, value: InputValue) throws {
        guard case .object(var expected) = value else { return }
        let found = try arguments("f(\(text))", ["s": "given"]).get()
        var given = found
        given["b"] = nil
        given["color"] = nil
        expected["b"] = nil
        #expect(given == expected)
    }

    @Test(
        "what is no value of its type is refused",
        arguments: [
            "a: 1.0", "a: \"1\"", "a: 2147483648", "a: RED", "a: {x: 1}", "a: [1]", "pick: {}", "pick: {a: null}",
            "pick: {a: \"q\", b: 1}", "pick: {a: $x}", "pick: {c: 1}", "item: {}", "item: {name: null}",
            "item: {name: \"n\", other: 1}", "color: GREEN", "color: \"RED\"", "id: 4.0", "list: [\"x\"]",
        ])
    func refused(text: String) throws {
        guard case .failure(let error) = try arguments("f(\(text))") else {
            Issue.record("\(text) was taken")
            return
        }
        #expect(error.message.contains("has invalid value"))
    }

    @Test("a NUL in a literal is refused") func nul() throws {
        guard case .failure = try arguments("s(s: \"\\u0000\")") else {
            Issue.record("a NUL was taken")
            return
        }
    }

    @Test("a directive's arguments are coerced like a field's") func directive() throws {
        let node = try #require(try firstField("{ f @skip(if: $x) }")?.directives.first)
        let definition = try #require(schema.directive(named: "skip"))
        #expect(
            try coerceArguments(of: definition, node: node, variables: ["x": true], schema: schema) == ["if": true])
        #expect(throws: CoercionError.self) {
            try coerceArguments(of: definition, node: node, variables: [:], schema: schema)
        }
    }

    @Test("an error knows its place") func place() {
        let error = CoercionError(message: "m", offset: 4)
        #expect(
            error.located(in: Source("{\n  f\n}"))
                == GraphQLError(message: "m", locations: [SourceLocation(line: 2, column: 3)]))
    }
}
