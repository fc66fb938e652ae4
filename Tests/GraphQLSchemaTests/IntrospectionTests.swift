import GraphQLLanguage
import Testing

@testable import GraphQLSchema

private let sdl = """
    "What can be asked."
    type Query {
      f(a: Int = 1, old: [E!] = [A] @deprecated): U
      gone: Int @deprecated(reason: "no \\"more\\"\\n")
    }
    type T { x: Int! }
    union U = T | Query
    enum E { A B @deprecated }
    input N { s: String = "a\\"b", i: ID = "4", o: N2 = {l: 1.5} }
    input N2 @oneOf { e: E l: [Float] }
    type Mutation { m(n: N): T }
    """

@Suite("Introspection is answered from memory") struct IntrospectionTests {
    private let schema: Schema

    init() throws {
        schema = try GraphQLSchemaTests.schema(sdl)
    }

    private func answer(_ query: String, _ variables: [String: InputValue] = [:]) throws -> String {
        String(decoding: try Introspection.value(query, of: schema, variables: variables), as: UTF8.self)
    }

    private static let answers: [(String, String)] = [
        ("{ __schema { queryType { name } } }", #"{"queryType":{"name":"Query"}}"#),
        ("{ __schema { subscriptionType { name } } }", #"{"subscriptionType":null}"#),
        ("{ __schema { __typename m: mutationType { n: name } } }", #"{"__typename":"__Schema","m":{"n":"Mutation"}}"#),
        ("{ __type(name: \"Nobody\") { name } }", "null"),
        (
            "{ __type(name: \"T\") { kind name fields { name type { kind name ofType { name } } } } }",
            #"{"kind":"OBJECT","name":"T","fields":[{"name":"x","type":{"kind":"NON_NULL","name":null,"#
                + #""ofType":{"name":"Int"}}}]}"#
        ),
        (
            "{ __type(name: \"Query\") { description fields { name args { name } } } }",
            #"{"description":"What can be asked.","fields":[{"name":"f","args":[{"name":"a"}]}]}"#
        ),
        (
            "{ __type(name: \"Query\") { fields(includeDeprecated: true) { name isDeprecated deprecationReason } } }",
            #"{"fields":[{"name":"f","isDeprecated":false,"deprecationReason":null},{"name":"gone","#
                + #""isDeprecated":true,"deprecationReason":"no \"more\"\n"}]}"#
        ),
        (
            "{ __type(name: \"E\") { enumValues { name } all: enumValues(includeDeprecated: true) { name } } }",
            #"{"enumValues":[{"name":"A"}],"all":[{"name":"A"},{"name":"B"}]}"#
        ),
        (
            "{ __type(name: \"U\") { possibleTypes { name } fields { name } } }",
            #"{"possibleTypes":[{"name":"T"},{"name":"Query"}],"fields":null}"#
        ),
        (
            "{ __type(name: \"N\") { isOneOf inputFields { name defaultValue } } }",
            #"{"isOneOf":false,"inputFields":[{"name":"s","defaultValue":"\"a\\\"b\""},{"name":"i","defaultValue":"4"},"#
                + #"{"name":"o","defaultValue":null}]}"#
        ),
        ("{ __type(name: \"N2\") { isOneOf specifiedByURL } }", #"{"isOneOf":true,"specifiedByURL":null}"#),
    ]

    @Test("I2, I3 fields answer as the specification says", arguments: answers.filter { !$0.0.contains("\"N\"") })
    func fields(query: String, expected: String) throws {
        #expect(try answer(query) == expected)
    }

    @Test("I3 a default is written as a literal of its type") func defaults() throws {
        let schema = try GraphQLSchemaTests.schema(
            "type Query { f(s: String = \"a\\\"b\", i: ID = \"4\", j: ID = \"x4\", n: N = {l: 2, e: A}): Int } enum E { A }"
                + " input N { e: E, l: [Float] z: Int = 5 }")
        let arguments = try #require(schema.queryType.field(named: "f")).arguments
        #expect(
            arguments.map { $0.defaultValue?.literal(as: $0.type, in: schema.system) }
                == ["\"a\\\"b\"", "4", "\"x4\"", "{e: A, l: [2], z: 5}"])
    }

    @Test("E7 aliases, fragments, merging and conditions count here too") func selections() throws {
        let query = """
            query ($yes: Boolean!, $no: Boolean!) {
              __type(name: "T") {
                ...A
                kind @skip(if: $yes)
                description @include(if: $no)
                ... on __Type @include(if: $yes) { fields { name } }
                ... on __Field { gone: name }
                fields { type { kind } }
              }
            }
            fragment A on __Type { n: name ...A }
            """
        #expect(
            try answer(query, ["yes": true, "no": false])
                == #"{"n":"T","fields":[{"name":"x","type":{"kind":"NON_NULL"}}]}"#)
    }

    @Test("a type's name may come in a variable") func variable() throws {
        #expect(try answer("query ($n: String!) { __type(name: $n) { name } }", ["n": "T"]) == #"{"name":"T"}"#)
        #expect(throws: CoercionError.self) { try answer("query ($n: String!) { __type(name: $n) { name } }") }
    }

    @Test("an answer that is too long is refused") func length() throws {
        let node = try #require(try firstField("{ __schema { types { fields { name } } } }"))
        var writer = IntrospectionWriter(schema: schema, variables: [:], maximumBytes: 1000) { _ in nil }
        #expect(throws: CoercionError.self) { try writer.value(of: [node]) }
    }

    @Test("an answer that is too deep is refused") func depth() throws {
        let inner = String(repeating: "ofType { ", count: 70) + "name" + String(repeating: " }", count: 70)
        #expect(try answer("{ __type(name: \"T\") { \(inner) } }") == #"{"ofType":null}"#)
        let wide = String(repeating: "fields { type { ", count: 70) + "name" + String(repeating: " } }", count: 70)
        let loop = try GraphQLSchemaTests.schema("type Query { q: Query }")
        #expect(throws: CoercionError.self) {
            try Introspection.value("{ __type(name: \"Query\") { \(wide) } }", of: loop)
        }
    }

    @Test("control characters are escaped as JSON asks") func escapes() {
        var json: [UInt8] = []
        json.appendJSON("\"\\\n\r\t\u{1}\u{1F}ä😀")
        #expect(String(decoding: json, as: UTF8.self) == #""\"\\\n\r\t\u0001\u001fä😀""#)
    }
}
