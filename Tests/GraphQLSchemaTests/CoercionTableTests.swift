import GraphQLLanguage
import Testing

@testable import GraphQLSchema

private let sdl = """
    type Query { oneOf(v: OneOf): Int object(v: Example): Int list(v: [Int]): Int lists(v: [[Int]]): Int
      nonNull(v: [Int]!): Int items(v: [Int!]): Int both(v: [Int!]!): Int float(v: Float): Int id(v: ID): Int
      text(v: String): Int flag(v: Boolean): Int int(v: Int): Int }
    input OneOf @oneOf { a: String b: Int }
    input Example { a: String b: Int! }
    """

/// A row of one of the specification's tables: what stands in the document, the variables, and what comes of them.
private struct Row: CustomTestStringConvertible, Sendable {
    let literal: String
    let type: String
    let variables: JSONObject
    let value: InputValue?

    /// `type` is that of `$var`; no value stands for an error.
    init(_ literal: String, _ variables: JSONObject = [:], as type: String = "", is value: InputValue?) {
        (self.literal, self.type, self.variables, self.value) = (literal, type, variables, value)
    }

    var testDescription: String { "\(literal) with \(JSONValue.object(variables).inspected())" }
}

@Suite("The specification's tables of input coercion, row by row") struct CoercionTableTests {
    private static let objects: [Row] = [
        Row(#"{ a: "abc", b: 123 }"#, is: ["a": "abc", "b": 123]),
        Row("{ a: null, b: 123 }", is: ["a": .null, "b": 123]),
        Row("{ b: 123 }", is: ["b": 123]),
        Row("{ a: $var, b: 123 }", ["var": .null], as: "String", is: ["a": .null, "b": 123]),
        Row("{ a: $var, b: 123 }", as: "String", is: ["b": 123]),
        Row("{ b: $var }", ["var": 123], as: "Int!", is: ["b": 123]),
        Row("$var", ["var": ["b": 123]], as: "Example", is: ["b": 123]), Row(#""abc123""#, is: nil),
        Row("$var", ["var": "abc123"], as: "Example", is: nil), Row(#"{ a: "abc", b: "123" }"#, is: nil),
        Row(#"{ a: "abc" }"#, is: nil), Row("{ b: $var }", as: "Int", is: nil),
        Row("$var", ["var": ["a": "abc"]], as: "Example", is: nil), Row(#"{ a: "abc", b: null }"#, is: nil),
        Row("{ b: $var }", ["var": .null], as: "Int", is: nil), Row(#"{ b: 123, c: "xyz" }"#, is: nil),
    ]

    @Test("E5 3.10 Input Objects, Input Coercion", arguments: objects) private func object(row: Row) throws {
        try check(row, of: "object")
    }

    private static let oneOfs: [Row] = [
        Row(#"{ a: "abc", b: 123 }"#, is: nil), Row("{ a: null, b: 123 }", is: nil),
        Row("{ a: null, b: null }", is: nil),
        Row("{ a: null }", is: nil), Row("{ b: 123 }", is: ["b": 123]),
        Row("{ a: $var, b: 123 }", ["var": .null], as: "String", is: nil),
        Row("{ a: $var, b: 123 }", as: "String", is: nil),
        Row("{ a: $var, b: 123 }", ["var": "abc"], as: "String!", is: nil),
        Row("{ b: $var }", ["var": 123], as: "Int!", is: ["b": 123]),
        Row("{ b: $var }", ["var": .null], as: "Int", is: nil), Row("{ b: $var }", as: "Int", is: nil),
        Row("{ b: $var }", as: "Int! = 7", is: ["b": 7]), Row("$var", ["var": ["b": 123]], as: "OneOf", is: ["b": 123]),
        Row("$var", ["var": ["a": "abc"]], as: "OneOf", is: ["a": "abc"]),
        Row("$var", ["var": ["a": .null]], as: "OneOf", is: nil),
        Row("$var", ["var": ["a": "abc", "b": .null]], as: "OneOf", is: nil),
        Row("$var", ["var": [:]], as: "OneOf", is: nil),
        Row("$var", ["var": .null], as: "OneOf", is: .null), Row(#""abc123""#, is: nil),
        Row("$var", ["var": "abc123"], as: "OneOf", is: nil), Row(#"{ a: "abc", b: "123" }"#, is: nil),
        Row(#"{ b: "123" }"#, is: nil),
        Row("$var", ["var": ["b": "abc"]], as: "OneOf", is: nil), Row(#"{ a: "abc" }"#, is: ["a": "abc"]),
        Row(#"{ a: "abc", b: null }"#, is: nil), Row(#"{ b: 123, c: "xyz" }"#, is: nil), Row("{}", is: nil),
    ]

    @Test("E5 3.10.1 OneOf Input Objects", arguments: oneOfs) private func oneOf(row: Row) throws {
        try check(row, of: "oneOf")
    }

    private static let lists: [(String, Row)] = [
        ("list", Row("[1, 2, 3]", is: [1, 2, 3])), ("list", Row(#"[1, "b", true]"#, is: nil)),
        ("list", Row("1", is: [1])),
        ("list", Row("null", is: .null)), ("lists", Row("[[1], [2, 3]]", is: [[1], [2, 3]])),
        ("lists", Row("[1, 2, 3]", is: [[1], [2], [3]])), ("lists", Row("[1, null, 3]", is: [[1], .null, [3]])),
        ("lists", Row("[[1], [\"b\"]]", is: nil)), ("lists", Row("1", is: [[1]])), ("lists", Row("null", is: .null)),
        ("lists", Row("[[null]]", is: [[.null]])), ("list", Row("[]", is: [])), ("lists", Row("[]", is: [])),
        ("lists", Row("[[]]", is: [[]])),
        ("list", Row("[$var]", is: [.null])), ("list", Row("[$var]", ["var": 1], as: "Int", is: [1])),
        ("list", Row("$var", ["var": 1], as: "[Int]", is: [1])), ("list", Row("$var", as: "[Int]", is: nil)),
        ("lists", Row("$var", ["var": [1, .null]], as: "[[Int]]", is: [[1], .null])), ("list", Row("[[1]]", is: nil)),
        ("list", Row("$var", ["var": [[1]]], as: "[Int]", is: nil)),
    ]

    @Test("E4 3.11 List, Input Coercion", arguments: lists) private func list(field: String, row: Row) throws {
        // A variable that has no value leaves the argument out, which is no error.
        if row.literal == "$var" && row.variables.isEmpty {
            #expect(try arguments(row, of: field) == .success([:]))
        } else {
            try check(row, of: field)
        }
    }

    /// What each list of the specification's table comes to: `[Int]`, `[Int]!`, `[Int!]`, `[Int!]!`.
    private static func combinations(_ field: String, null: InputValue?, nullItem: InputValue?) -> [(String, Row)] {
        [
            (field, Row("[1, 2, 3]", is: [1, 2, 3])), (field, Row("null", is: null)),
            (field, Row("[1, 2, null]", is: nullItem)), (field, Row("[1, 2, \"Error\"]", is: nil)),
        ]
    }

    private static let combinationRows: [(String, Row)] =
        combinations("list", null: .null, nullItem: [1, 2, .null])
        + combinations("nonNull", null: nil, nullItem: [1, 2, .null])
        + combinations("items", null: .null, nullItem: nil) + combinations("both", null: nil, nullItem: nil)

    @Test("E4 3.12.1 Combining List and Non-Null", arguments: combinationRows) private func combined(
        field: String, row: Row
    ) throws {
        try check(row, of: field)
    }

    private static let scalars: [(String, Row)] = [
        ("int", Row("1.0", is: nil)), ("int", Row("2147483647", is: 2_147_483_647)),
        ("int", Row("2147483648", is: nil)),
        ("int", Row("-2147483648", is: -2_147_483_648)), ("int", Row("-2147483649", is: nil)),
        ("int", Row(#""1""#, is: nil)),
        ("int", Row("1e3", is: nil)), ("int", Row("true", is: nil)), ("float", Row("1", is: .float(1))),
        ("float", Row("1.5", is: 1.5)),
        ("float", Row("1e400", is: nil)), ("float", Row("-1e400", is: nil)), ("float", Row("NaN", is: nil)),
        ("float", Row(#""1.5""#, is: nil)),
        ("float", Row("$var", ["var": .real(.nan)], as: "Float", is: nil)),
        ("float", Row("$var", ["var": .real(-.infinity)], as: "Float", is: nil)),
        ("id", Row("4", is: "4")), ("id", Row(#""4""#, is: "4")), ("id", Row("4.0", is: nil)),
        ("id", Row("true", is: nil)),
        ("id", Row("FOUR", is: nil)), ("id", Row("99999999999999999999", is: "99999999999999999999")),
        ("text", Row(#""a""#, is: "a")), ("text", Row("1", is: nil)), ("text", Row("true", is: nil)),
        ("text", Row("A", is: nil)),
        ("text", Row(#""""a""""#, is: "a")), ("flag", Row("true", is: true)), ("flag", Row("1", is: nil)),
        ("flag", Row("0", is: nil)),
        ("flag", Row(#""true""#, is: nil)), ("flag", Row("TRUE", is: nil)), ("flag", Row("null", is: .null)),
    ]

    @Test("E3 3.5 scalars take exactly their literals", arguments: scalars) private func scalar(field: String, row: Row)
        throws
    {
        try check(row, of: field)
    }

    private func check(_ row: Row, of field: String) throws {
        let result = try arguments(row, of: field)
        if let value = row.value {
            #expect(result == .success(["v": value]))
        } else if case .success(let value) = result {
            Issue.record("taken as \(value)")
        }
    }

    /// Coerces the variables, then the argument; any fault on the way is a failure.
    private func arguments(_ row: Row, of name: String) throws -> Result<InputObject, Refused> {
        let schema = try GraphQLSchemaTests.schema(sdl)
        let head = row.type.isEmpty ? "" : "query ($var: \(row.type)) "
        let document = try Document.parse(Source("\(head){ \(name)(v: \(row.literal)) }"))
        guard case .operation(let operation)? = document.definitions.first,
            case .field(let node)? = operation.selectionSet.selections.first,
            let field = schema.queryType.field(named: name)
        else { throw Refused() }
        do {
            let variables = try coerceVariables(of: operation, provided: row.variables, schema: schema)
            return .success(try coerceArguments(of: field, node: node, variables: variables, schema: schema))
        } catch {
            return .failure(Refused())
        }
    }

    private struct Refused: Error, Equatable {}
}
