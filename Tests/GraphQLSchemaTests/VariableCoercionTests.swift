import GraphQLLanguage
import Testing

@testable import GraphQLSchema

private let sdl = """
    type Query { f: Int }
    enum Color { RED BLUE }
    input Item { name: String! qty: Int = 1 note: String tags: [String!] color: Color }
    input Order { items: [Item!]! on: Date }
    input Pick @oneOf { a: String b: Int }
    scalar DateTime
    scalar Date
    scalar BigInt
    scalar Anything
    input All { id: ID float: Float at: DateTime big: BigInt any: Anything pick: Pick order: Order }
    """

/// What a JSON value comes to as a variable of a type.
private struct Row: CustomTestStringConvertible, Sendable {
    let type: String
    let json: JSONValue
    let value: InputValue?
    let refusal: String?

    init(_ type: String, _ json: JSONValue, is value: InputValue) {
        (self.type, self.json, self.value, refusal) = (type, json, value, nil)
    }

    init(_ type: String, _ json: JSONValue, refused refusal: String) {
        (self.type, self.json, value, self.refusal) = (type, json, nil, refusal)
    }

    var testDescription: String { "\(json.inspected()) as \(type)" }
}

@Suite("Variables get their types") struct VariableCoercionTests {
    private let schema: Schema

    init() throws {
        schema = try GraphQLSchemaTests.schema(sdl)
    }

    @Test(
        "E3 scalars take exactly their values",
        arguments: [
            Row("Int", 0, is: 0),
            Row("Int", 2_147_483_647, is: 2_147_483_647),
            Row("Int", -2_147_483_648, is: -2_147_483_648),
            Row(
                "Int", 2_147_483_648,
                refused:
                    "got invalid value 2147483648; Int cannot represent non 32-bit signed integer value: 2147483648"),
            Row("Int", 1.0, refused: "got invalid value 1.0; Int cannot represent non-integer value: 1.0"),
            Row("Int", "1", refused: "got invalid value \"1\"; Int cannot represent non-integer value: \"1\""),
            Row("Int", true, refused: "got invalid value true; Int cannot represent non-integer value: true"),
            Row("Float", 1, is: .float(1)),
            Row("Float", 1.5, is: 1.5),
            Row(
                "Float", .real(.infinity),
                refused: "got invalid value inf; Float cannot represent non numeric value: inf"),
            Row("Float", "1", refused: "got invalid value \"1\"; Float cannot represent non numeric value: \"1\""),
            Row("String", "a", is: "a"),
            Row("String", 1, refused: "got invalid value 1; String cannot represent a non string value: 1"),
            Row("Boolean", true, is: true),
            Row("Boolean", 1, refused: "got invalid value 1; Boolean cannot represent a non boolean value: 1"),
            Row(
                "Boolean", "true",
                refused: "got invalid value \"true\"; Boolean cannot represent a non boolean value: \"true\""),
            Row("ID", "x", is: "x"),
            Row("ID", 4, is: "4"),
            Row("ID", 4.0, refused: "got invalid value 4.0; ID cannot represent value: 4.0"),
            Row("ID", true, refused: "got invalid value true; ID cannot represent value: true"),
        ])
    private func scalars(row: Row) throws { try check(row) }

    @Test(
        "the schema's own scalars are checked for form",
        arguments: [
            Row("DateTime", "2026-11-21T09:30:00.000Z", is: "2026-11-21T09:30:00.000Z"),
            Row("DateTime", "2026-11-21T09:30:00+01:00", is: "2026-11-21T09:30:00+01:00"),
            Row("DateTime", "2026-11-21", refused: "no RFC 3339 date and time with an offset: \"2026-11-21\""),
            Row("DateTime", "2026-02-29T00:00:00Z", refused: "no RFC 3339 date and time"),
            Row("DateTime", "2026-11-21T24:00:00Z", refused: "no RFC 3339 date and time"),
            Row("DateTime", "2026-11-21T09:30:00", refused: "no RFC 3339 date and time"),
            Row("DateTime", "2026-11-21T09:30:00.Z", refused: "no RFC 3339 date and time"),
            Row("DateTime", 1, refused: "no RFC 3339 date and time"),
            Row("Date", "2024-02-29", is: "2024-02-29"),
            Row("Date", "2100-02-29", refused: "no RFC 3339 full-date"),
            Row("Date", "2026-13-01", refused: "no RFC 3339 full-date"),
            Row("Date", "2026-1-1", refused: "no RFC 3339 full-date"),
            Row("Date", "0000-01-01", refused: "no RFC 3339 full-date"),
            Row("BigInt", 9_007_199_254_740_991, is: 9_007_199_254_740_991),
            Row("BigInt", 9_007_199_254_740_992, refused: "no whole number within ±9007199254740991"),
            Row("BigInt", "1", refused: "no whole number"),
            Row("BigInt", 1.0, refused: "no whole number"),
            Row("Anything", ["a": [1, .null, 2.5]], is: ["a": [1, .null, 2.5]]),
        ])
    private func ownScalars(row: Row) throws { try check(row) }

    @Test(
        "E4 a single value becomes a list, as deep as the type is",
        arguments: [
            Row("[Int]", 1, is: [1]),
            Row("[Int]", .null, is: .null),
            Row("[Int]", [1, .null], is: [1, .null]),
            Row("[Int]", [], is: []),
            Row(
                "[Int!]", [1, .null],
                refused: "got invalid value null at \"v[1]\"; Expected non-nullable type \"Int!\" not to be null."),
            Row("[[Int]]", 1, is: [[1]]),
            Row("[[Int]]", [1, 2, 3], is: [[1], [2], [3]]),
            Row("[[Int]]", [1, .null, 3], is: [[1], .null, [3]]),
            Row("[[Int]]", [[1], [2, 3]], is: [[1], [2, 3]]),
            Row("[Item!]", ["name": "a"], is: [["name": "a", "qty": 1]]),
        ])
    private func lists(row: Row) throws { try check(row) }

    @Test(
        "E5 input objects keep absent and null apart and name what is wrong by its path",
        arguments: [
            Row("Item", ["name": "a"], is: ["name": "a", "qty": 1]),
            Row("Item", ["name": "a", "qty": .null], is: ["name": "a", "qty": .null]),
            Row("Item", ["name": "a", "note": .null], is: ["name": "a", "qty": 1, "note": .null]),
            Row("Item", ["name": "a", "color": "RED"], is: ["name": "a", "qty": 1, "color": .enumeration("RED")]),
            Row(
                "Item", ["name": "a", "color": "red"],
                refused: "got invalid value \"red\" at \"v.color\"; Value \"red\" does not exist in \"Color\" enum."),
            Row(
                "Item", ["name": "a", "color": 1],
                refused: "got invalid value 1 at \"v.color\"; Enum \"Color\" cannot represent non-string value: 1."),
            Row(
                "Item", [:],
                refused: "got invalid value {}; Field \"name\" of required type \"String!\" was not provided."),
            Row(
                "Item", ["name": "a", "nmae": 1],
                refused: "got invalid value { name: \"a\", nmae: 1 }; Field \"nmae\" is not defined by type \"Item\"."),
            Row("Item", 1, refused: "got invalid value 1; Expected type \"Item\" to be an object."),
            Row(
                "Order", ["items": [["name": "a"], ["name": "b", "qty": "x"]]],
                refused: "got invalid value \"x\" at \"v.items[1].qty\"; Int cannot represent non-integer value: \"x\""),
            Row("Order!", .null, refused: "of non-null type \"Order!\" must not be null."),
        ])
    private func objects(row: Row) throws { try check(row) }

    @Test(
        "exactly one field of a OneOf input is given, and it is not null",
        arguments: [
            Row("Pick", ["a": "abc"], is: ["a": "abc"]),
            Row("Pick", ["b": 123], is: ["b": 123]),
            Row("Pick", ["a": "abc", "b": 123], refused: "Exactly one key must be specified for OneOf type \"Pick\"."),
            Row("Pick", ["a": .null, "b": 123], refused: "Exactly one key must be specified for OneOf type \"Pick\"."),
            Row(
                "Pick", ["a": .null, "b": .null], refused: "Exactly one key must be specified for OneOf type \"Pick\"."),
            Row("Pick", ["a": .null], refused: "got invalid value null at \"v.a\"; Field \"a\" must be non-null."),
            Row("Pick", ["b": "123"], refused: "at \"v.b\"; Int cannot represent non-integer value: \"123\""),
            Row("Pick", [:], refused: "Exactly one key must be specified for OneOf type \"Pick\"."),
            Row("Pick", ["c": 1], refused: "Field \"c\" is not defined by type \"Pick\"."),
            Row("Pick", "abc", refused: "Expected type \"Pick\" to be an object."),
        ])
    private func oneOf(row: Row) throws { try check(row) }

    @Test(
        "a NUL in a text is refused wherever it stands",
        arguments: [
            Row("String", "a\0b", refused: "String cannot represent a text that contains the character U+0000"),
            Row("ID", "\0", refused: "the character U+0000"),
            Row("[String]", ["a", "\0"], refused: "at \"v[1]\"; String cannot represent a text that contains"),
            Row("Anything", ["a": ["\0"]], refused: "the character U+0000"),
            Row("Anything", ["\0": 1], refused: "the character U+0000"),
        ])
    private func nul(row: Row) throws { try check(row) }

    private func check(_ row: Row) throws {
        let result = try coerced(["v": row.json], as: "$v: \(row.type)", schema)
        if let value = row.value {
            #expect(result == .success(["v": value]))
        } else {
            let found = messages(result)
            #expect(found.contains { $0.hasPrefix("Variable \"$v\" ") && $0.contains(row.refusal ?? "") }, "\(found)")
        }
    }

    @Test("E2 a default counts only where the variable is absent") func defaults() throws {
        #expect(try coerced([:], as: "$v: Int = 5", schema) == .success(["v": 5]))
        #expect(try coerced(["v": .null], as: "$v: Int = 5", schema) == .success(["v": .null]))
        #expect(try coerced([:], as: "$v: Int! = 5", schema) == .success(["v": 5]))
        #expect(try messages(coerced(["v": .null], as: "$v: Int! = 5", schema)).count == 1)
        #expect(try coerced([:], as: "$v: [Int] = 5", schema) == .success(["v": [5]]))
        #expect(try coerced([:], as: "$v: Item = {name: \"a\"}", schema) == .success(["v": ["name": "a", "qty": 1]]))
    }

    @Test("E2 what is absent stays absent, and what nobody declared is ignored") func absent() throws {
        #expect(try coerced([:], as: "$v: Int", schema) == .success([:]))
        #expect(try coerced(["w": 1], as: "$v: Int", schema) == .success([:]))
        #expect(
            try messages(coerced([:], as: "$v: Int!", schema))
                == ["Variable \"$v\" of required type \"Int!\" was not provided."])
    }

    @Test("all faults are told at once, in the order of the variables") func several() throws {
        let found = try messages(coerced(["a": "x", "b": [1, "y"]], as: "$a: Int, $b: [Int], $c: ID!", schema))
        #expect(
            found == [
                "Variable \"$a\" got invalid value \"x\"; Int cannot represent non-integer value: \"x\"",
                "Variable \"$b\" got invalid value \"y\" at \"b[1]\"; Int cannot represent non-integer value: \"y\"",
                "Variable \"$c\" of required type \"ID!\" was not provided.",
            ])
    }

    @Test("a hundred thousand wrong items end in fifty messages, each cut") func flood() throws {
        let long = String(repeating: "ä", count: 5000)
        let found = try messages(
            coerced(["v": .array(Array(repeating: .string(long), count: 100_000))], as: "$v: [Int]", schema))
        #expect(found.count == 50)
        #expect(found.allSatisfy { $0.utf8.count < 400 })
    }

    @Test("a value nested ten thousand levels deep is refused") func deep() throws {
        var json = JSONValue.int(1)
        for _ in 0..<10_000 { json = .array([json]) }
        #expect(try messages(coerced(["v": json], as: "$v: Anything", schema)).count == 1)
        #expect(try messages(coerced(["v": json], as: "$v: [[Int]]", schema)).count == 1)
    }

    @Test("a type that is no input is refused") func output() throws {
        #expect(
            try messages(coerced(["v": 1], as: "$v: Query", schema)) == [
                "Variable \"$v\" expected value of type \"Query\" which cannot be used as an input type."
            ])
    }
}
