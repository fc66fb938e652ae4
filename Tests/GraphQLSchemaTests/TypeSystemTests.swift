import GraphQLLanguage
import Testing

@testable import GraphQLSchema

@Suite("A schema says what its source says") struct TypeSystemTests {
    @Test("extensions join what they extend, wherever they stand") func extensions() throws {
        let schema = try schema(
            """
            extend type Query @a { g: E }
            type Query { f: U }
            extend enum E { Y }
            enum E { X }
            union U = Query
            type Z implements I { id: ID }
            interface I { id: ID }
            extend union U = Z
            extend schema @a { mutation: Z }
            directive @a on OBJECT | SCHEMA
            """)
        #expect(schema.queryType.fields.map(\.name) == ["f", "g"])
        #expect(schema.queryType.appliedDirectives.map(\.name) == ["a"])
        #expect(schema.queryType.locations.count == 2)
        #expect(schema.possibleTypes(of: "U").map(\.name) == ["Query", "Z"])
        #expect(schema.possibleTypes(of: "I").map(\.name) == ["Z"])
        #expect(schema.possibleTypes(of: "Z").map(\.name) == ["Z"])
        #expect(schema.isPossible(object: "Z", for: "I"))
        #expect(!schema.isPossible(object: "Query", for: "I"))
        #expect(schema.mutationType?.name == "Z")
        #expect(schema.system.appliedDirectives.map(\.name) == ["a"])
    }

    @Test("T11 built-in scalars are there where something uses them, String and Boolean always") func scalars() throws {
        let schema = try schema("type Query { f(a: Float): ID }")
        #expect(
            schema.types.map(\.name).filter { !$0.hasPrefix("__") } == ["Query", "Boolean", "Float", "ID", "String"])
        #expect(schema.type(named: "Int") == nil)
    }

    @Test("T9 the directives of the specification have its signatures") func directives() throws {
        let schema = try schema("type Query { f: Int }")
        #expect(schema.directives.map(\.name) == ["include", "skip", "deprecated", "specifiedBy", "oneOf"])
        let deprecated = try #require(schema.directive(named: "deprecated"))
        #expect(deprecated.argument(named: "reason")?.type == .nonNull(.named("String")))
        #expect(deprecated.argument(named: "reason")?.defaultValue == "No longer supported")
        #expect(deprecated.places.count == 4)
    }

    @Test("what is applied has its defaults and the types it asks for") func applied() throws {
        let schema = try schema(
            """
            directive @d(list: [E!]!, n: Float = 1, id: ID, none: Int) on FIELD_DEFINITION
            enum E { A B }
            type Query { f: Int @d(list: A, id: 4) old: Int @deprecated x: S }
            scalar S @specifiedBy(url: "https://example.org/s")
            """)
        let directive = try #require(schema.queryType.field(named: "f")?.appliedDirectives.first)
        #expect(directive.arguments == ["list": [.enumeration("A")], "n": .float(1), "id": "4"])
        #expect(directive.location == SourceLocation(line: 3, column: 21))
        #expect(schema.queryType.field(named: "old")?.deprecationReason == "No longer supported")
        guard case .scalar(let scalar)? = schema.type(named: "S") else {
            Issue.record("S is a scalar")
            return
        }
        #expect(scalar.specifiedByURL == "https://example.org/s")
    }

    @Test("elements know where they stand, in UTF-16 units behind what comes before") func places() throws {
        let schema = try schema("\"\"\"😀\r\ntwo\"\"\" type Query {\r\n  \"ä😀\" f(a: Int = 1):   [Int!] }")
        let field = try #require(schema.queryType.field(named: "f"))
        #expect(schema.queryType.location == SourceLocation(line: 1, column: 1))
        #expect(field.location == SourceLocation(line: 3, column: 3))
        #expect(field.typeLocation == SourceLocation(line: 3, column: 26))
        #expect(field.arguments[0].location == SourceLocation(line: 3, column: 11))
    }

    @Test("I1 introspection's fields are found where the specification puts them") func metaFields() throws {
        let schema = try schema("schema { query: Q mutation: M } type Q { f: U } type M { f: Int } union U = M")
        func field(_ name: String, on type: String) -> String? {
            schema.type(named: type).flatMap { schema.field(named: name, of: $0) }.map { "\($0.type)" }
        }
        #expect(field("__typename", on: "Q") == "String!")
        #expect(field("__typename", on: "U") == "String!")
        #expect(field("__typename", on: "Int") == nil)
        #expect(field("__schema", on: "Q") == "__Schema!")
        #expect(field("__type", on: "Q") == "__Type")
        #expect(field("__schema", on: "M") == nil)
        #expect(field("f", on: "Q") == "U")
    }

    @Test("kinds of types know what they are for") func kinds() throws {
        let schema = try schema(
            "type Query implements I { f(a: N): Int u: U e: E } union U = Query enum E { A } interface I { f(a: N): Int }"
                + " input N { a: Int }")
        func flags(_ name: String) -> String {
            guard let type = schema.type(named: name) else { return "" }
            var flags: [String] = []
            if type.isInput { flags.append("input") }
            if type.isOutput { flags.append("output") }
            if type.isComposite { flags.append("composite") }
            if type.isLeaf { flags.append("leaf") }
            if type.isAbstract { flags.append("abstract") }
            return flags.joined(separator: " ")
        }
        #expect(flags("Query") == "output composite")
        #expect(flags("U") == "output composite abstract")
        #expect(flags("E") == "input output leaf")
        #expect(flags("I") == "output composite abstract")
        #expect(flags("N") == "input")
        #expect(flags("Int") == "input output leaf")
    }

    @Test(
        "L15 coordinates are written as the specification writes them",
        arguments: [
            (SchemaElement.type("T"), "T"), (.field("T", "f"), "T.f"), (.argument("T", "f", "a"), "T.f(a:)"),
            (.inputField("I", "f"), "I.f"), (.enumValue("E", "V"), "E.V"),
        ])
    func coordinates(element: SchemaElement, text: String) {
        #expect("\(element)" == text)
    }

    @Test("types are written as in the language") func references() {
        let type = TypeReference.nonNull(.list(.nonNull(.named("T"))))
        #expect("\(type)" == "[T!]!")
        #expect(type.namedType == "T")
        #expect(type.isNonNull)
        #expect(type.nullable == .list(.nonNull(.named("T"))))
        #expect(type.itemType == .nonNull(.named("T")))
        #expect(TypeReference.named("T").itemType == nil)
    }

    @Test("members keep their order, and absent is not null") func members() {
        var members: InputObject = ["b": 1, "a": .null]
        #expect(members.keys == ["b", "a"])
        #expect(members["a"] == InputValue.null)
        #expect(members["c"] == nil)
        members["b"] = 2
        members["c"] = 3
        members["a"] = nil as InputValue?
        #expect(members.keys == ["b", "c"])
        #expect(members.map(\.value) == [2, 3])
        #expect(members != ["c": 3, "b": 2])
    }
}
