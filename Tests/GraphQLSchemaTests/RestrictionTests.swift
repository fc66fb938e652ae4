import GraphQLLanguage
import Testing

@testable import GraphQLSchema

private let sdl = """
    directive @auth(roles: [Role!]!) repeatable on FIELD_DEFINITION
    directive @kept on FIELD
    enum Role { ADMIN USER }
    type Query {
      shown(a: Int, secret: Int, filter: Filter = {name: "x", secret: 1, hue: GREY}): Thing @auth(roles: [ADMIN])
      secret: Secret
      node: Node
      either: Either
      only: Only
      lonely: Lonely
    }
    interface Node { id: ID! }
    type Thing implements Node { id: ID! name: String cost: Money secret: Secret deep: Below }
    type Below { x: Int }
    type Secret implements Node & Lonely { id: ID! code: String other: Behind }
    type Behind { x: Int }
    interface Lonely { code: String }
    union Either = Thing | Secret
    union Only = Secret
    scalar Money
    enum Hue { RED GREY }
    input Filter { name: String secret: Int hue: Hue = RED by: SecretInput }
    input SecretInput { x: Int }
    """

@Suite("A viewer's schema has only what the viewer may see") struct RestrictionTests {
    private func visible(hiding hidden: Set<String>) throws -> Schema {
        try schema(sdl).restricted { !hidden.contains("\($0)") }
    }

    @Test("the server's directives go, and the types that only they mention") func directives() throws {
        let schema = try visible(hiding: [])
        #expect(schema.directive(named: "auth") == nil)
        #expect(schema.directive(named: "kept") != nil)
        #expect(schema.directive(named: "skip") != nil)
        #expect(schema.type(named: "Role") == nil)
        #expect(!schema.printed().contains("auth"))
        #expect(schema.queryType.field(named: "shown")?.appliedDirectives.first?.name == "auth")
    }

    @Test("A3 a hidden type goes with the fields, members and empty abstract types that need it") func hiddenType()
        throws
    {
        let schema = try visible(hiding: ["Secret"])
        #expect(schema.queryType.fields.map(\.name) == ["shown", "node", "either"])
        #expect(schema.possibleTypes(of: "Either").map(\.name) == ["Thing"])
        #expect(schema.possibleTypes(of: "Node").map(\.name) == ["Thing"])
        #expect(schema.type(named: "Thing")?.field(named: "secret") == nil)
        for name in ["Secret", "Behind", "Only", "Lonely"] {
            #expect(schema.type(named: name) == nil, "\(name)")
        }
    }

    @Test("what can no longer be reached is gone") func unreachable() throws {
        let schema = try visible(hiding: ["Thing.deep", "Thing.cost"])
        #expect(schema.type(named: "Below") == nil)
        #expect(schema.type(named: "Money") == nil)
        #expect(schema.type(named: "Secret") != nil)
    }

    @Test("hidden arguments, input fields and enum values are gone, from defaults too") func parts() throws {
        let schema = try visible(hiding: ["Query.shown(secret:)", "Filter.secret", "Hue.GREY", "SecretInput"])
        let field = try #require(schema.queryType.field(named: "shown"))
        #expect(field.arguments.map(\.name) == ["a", "filter"])
        #expect(field.argument(named: "filter")?.defaultValue == ["name": "x"])
        guard case .inputObject(let filter)? = schema.type(named: "Filter"),
            case .enumeration(let hue)? = schema.type(named: "Hue")
        else {
            Issue.record("Filter and Hue are visible")
            return
        }
        #expect(filter.fields.map(\.name) == ["name", "hue"])
        #expect(hue.values.map(\.name) == ["RED"])
        for word in ["GREY", "SecretInput"] {
            #expect(!schema.printed().contains(word), "\(word)")
            #expect(!String(decoding: try Introspection.full(of: schema), as: UTF8.self).contains("\"\(word)\""))
        }
    }

    @Test("a type left without fields is a fault") func empty() throws {
        let error = try #require(throws: SchemaErrors.self) { try visible(hiding: ["Below.x"]) }
        #expect(error.errors.map(\.message) == ["Type Below must define one or more fields."])
    }

    @Test("a visible type that hides a field of its interface is a fault") func interface() throws {
        let error = try #require(throws: SchemaErrors.self) { try visible(hiding: ["Thing.id"]) }
        #expect(error.errors.map(\.message) == ["Interface field Node.id expected but Thing does not provide it."])
    }

    @Test("without a query root there is no schema") func root() throws {
        #expect(throws: SchemaErrors.self) { try visible(hiding: ["Query"]) }
    }

    @Test("a restricted schema can be restricted again") func twice() throws {
        let once = try visible(hiding: ["Secret"])
        let twice = try once.restricted { "\($0)" != "Thing.name" }
        #expect(twice.type(named: "Secret") == nil)
        #expect(twice.type(named: "Thing")?.field(named: "name") == nil)
        #expect(twice.type(named: "Thing")?.field(named: "id") != nil)
    }

    @Test("introspection itself can't be hidden") func introspection() throws {
        let schema = try schema(sdl).restricted { !$0.typeName.hasPrefix("__") && $0.typeName != "String" }
        #expect(schema.type(named: "__Type")?.field(named: "name") != nil)
        #expect(schema.type(named: "String") != nil)
    }
}
