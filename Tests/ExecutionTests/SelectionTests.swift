import Execution
import GraphQLSchema
import Testing

/// Which fields an operation asks for, and in which order they are answered.
@Suite("What is selected is what is answered")
struct SelectionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let query: String
        let variables: JSONObject
        let data: String

        init(_ query: String, _ variables: JSONObject = [:], is data: String) {
            self.query = query
            self.variables = variables
            self.data = data
        }

        var testDescription: String { query }
    }

    private static let orderRows: [Row] = [
        Row("{ viewer { role realm } }", is: #"{"viewer":{"role":"USER","realm":"PARTNER"}}"#),
        Row("{ viewer { realm role } }", is: #"{"viewer":{"realm":"PARTNER","role":"USER"}}"#),
        Row("{ viewer { b: role a: realm role } }", is: #"{"viewer":{"b":"USER","a":"PARTNER","role":"USER"}}"#),
        Row(
            "{ viewer { realm } viewer { role realm } }", is: #"{"viewer":{"realm":"PARTNER","role":"USER"}}"#),
        Row(
            "{ viewer { ...A role ...A } } fragment A on Viewer { realm __typename }",
            is: #"{"viewer":{"realm":"PARTNER","__typename":"Viewer","role":"USER"}}"#),
        Row(
            "{ ...B viewer { role } } fragment B on Query { viewer { ...C } } fragment C on Viewer { realm }",
            is: #"{"viewer":{"realm":"PARTNER","role":"USER"}}"#),
        Row(
            "{ __typename viewer { __typename } ... { t: __typename } }",
            is: #"{"__typename":"Query","viewer":{"__typename":"Viewer"},"t":"Query"}"#),
        Row(
            "{ viewer { user { organization { locale } } user { organization { locale timeZone } } } }",
            is: #"{"viewer":{"user":{"organization":{"locale":"nb","timeZone":"Europe/Oslo"}}}}"#),
    ]

    @Test(
        "E7 E8 fields come in the order of the document, fragments and repeated names at their first place",
        arguments: orderRows)
    func order(row: Row) async throws { try await check(row) }

    private static let directiveRows: [Row] = [
        (false, false), (false, true), (true, false), (true, true),
    ].map { (skip: Bool, include: Bool) in
        Row(
            """
            query ($s: Boolean!, $i: Boolean = false) { viewer { realm role @skip(if: $s) @include(if: $i)
              ...F @include(if: $i) ... @skip(if: $s) { p: realm } } } fragment F on Viewer { f: realm }
            """, ["s": .bool(skip), "i": .bool(include)],
            is: #"{"viewer":{"realm":"PARTNER""# + (!skip && include ? #","role":"USER""# : "")
                + (include ? #","f":"PARTNER""# : "") + (skip ? "" : #","p":"PARTNER""#) + "}}")
    }

    @Test("E7 @skip wins over @include", arguments: directiveRows)
    func skipAndInclude(row: Row) async throws { try await check(row) }

    private static let variableRows: [Row] = [
        Row(
            "query ($on: Boolean! = true) { viewer { ...A } } fragment A on Viewer { ...B } "
                + "fragment B on Viewer { role @include(if: $on) realm }",
            is: #"{"viewer":{"role":"USER","realm":"PARTNER"}}"#),
        Row(
            "query ($on: Boolean! = true) { viewer { ...A } } fragment A on Viewer { role @skip(if: $on) realm }",
            ["on": false], is: #"{"viewer":{"role":"USER","realm":"PARTNER"}}"#),
        Row(
            "query ($n: String!) { customers(filter: {or: [{name: {eq: $n}}, {name: {in: [$n, \"x\"]}}]}) { totalCount } }",
            ["n": "Fjord Shipping AS"], is: #"{"customers":{"totalCount":1}}"#),
        Row(
            "query ($f: [CustomerFilter!]) { customers(filter: {and: $f}) { totalCount } }",
            ["f": ["name": ["eq": "Fjord Shipping AS"]]], is: #"{"customers":{"totalCount":1}}"#),
        Row(
            "query ($n: String) { customers(filter: {name: {eq: $n}}) { totalCount } }",
            is: #"{"customers":{"totalCount":3}}"#),
        Row(
            "query ($f: CustomerFilter = {name: {in: \"Fjord Shipping AS\"}}) { customers(filter: $f) { totalCount } }",
            is: #"{"customers":{"totalCount":1}}"#),
        Row(
            "query ($f: CustomerFilter = {name: {in: \"Fjord Shipping AS\"}}) { customers(filter: $f) { totalCount } }",
            ["f": .null], is: #"{"customers":{"totalCount":3}}"#),
        Row(
            "query ($a: ID!, $b: ID!) { nodes(ids: [$a, $b]) { id } }", ["a": "x", "b": 4],
            is: #"{"nodes":[null,null]}"#),
        Row("{ node(id: 4) { id } nodes(ids: 4) { id } }", is: #"{"node":null,"nodes":[null]}"#),
        Row(
            "{ customers(first: 1, orderBy: {field: NAME}) { nodes { name } } }",
            is: #"{"customers":{"nodes":[{"name":"Fjord Shipping AS"}]}}"#),
        Row(
            "query ($o: OrderDirection) { customers(first: 1, orderBy: [{field: NAME, direction: $o}]) { nodes { name } } }",
            is: #"{"customers":{"nodes":[{"name":"Fjord Shipping AS"}]}}"#),
    ]

    @Test("E2 E4 E5 E14 variables reach into directives, fragments, lists and objects", arguments: variableRows)
    func variables(row: Row) async throws { try await check(row) }

    private func check(_ row: Row) async throws {
        let portal = try await TestPortal.shared.value
        let answer = try await portal.engine().ask(
            row.query, row.variables, as: portal.credential("user@nordlys.test"))
        #expect(answer.text == #"{"data":\#(row.data)}"#, "\(answer)")
    }

    @Test(
        "E9 what is asked for twice under one name is read once",
        arguments: [
            ("{ customers { nodes { id } } customers { nodes { name } } }", 1),
            ("{ customers { nodes { id } edges { node { name } } pageInfo { hasNextPage } } }", 1),
            (
                "{ customers { nodes { contacts { nodes { id } } ...F } } } fragment F on Customer { contacts { nodes { name } } }",
                2
            ),
            ("{ customers { totalCount } ... on Query { customers { totalCount } } }", 1),
            ("{ a: customers { totalCount } b: customers { totalCount } }", 2),
            ("{ customers @skip(if: true) { nodes { id } } viewer { role } }", 0),
        ])
    func merged(query: String, statements: Int) async throws {
        let portal = try await TestPortal.shared.value
        let answer = try await portal.engine().ask(query, as: portal.credential("user@nordlys.test"))
        #expect(answer.codes.isEmpty, "\(answer)")
        #expect(answer.answer.statementCount == statements)
    }

    @Test("E7 E8 E12 each object of an interface is answered with the fields of its own type, in their order")
    func abstractTypes() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let user = try portal.credential("user@nordlys.test")
        let found = try await engine.ask(
            """
            { customers(first: 1) { nodes { id name contacts(first: 1) { nodes { id name } } } } leads { nodes { id } }
              viewer { user { id } } }
            """, as: user)
        let customer = try #require(found.at("customers", "nodes", 0, "id") as? String)
        let name = try #require(found.at("customers", "nodes", 0, "name") as? String)
        let contact = try #require(found.at("customers", "nodes", 0, "contacts", "nodes", 0, "id") as? String)
        let person = try #require(found.at("customers", "nodes", 0, "contacts", "nodes", 0, "name") as? String)
        let user2 = try #require(found.at("viewer", "user", "id") as? String)
        let answer = try await engine.ask(
            """
            query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Contact { name } ...N __typename
              ... on Customer { name } ... on Node { i: id } } } fragment N on Node { id ... on Customer { kind } }
            """, ["ids": .array([contact, "nothing", customer, user2, customer].map(JSONValue.string))], as: user)
        let customerText =
            #"{"id":"\#(customer)","kind":"REGULAR","__typename":"Customer","name":"\#(name)","i":"\#(customer)"}"#
        let expected = [
            #"{"name":"\#(person)","id":"\#(contact)","__typename":"Contact","i":"\#(contact)"}"#, "null", customerText,
            #"{"id":"\#(user2)","__typename":"User","i":"\#(user2)"}"#, customerText,
        ]
        #expect(answer.text == #"{"data":{"nodes":[\#(expected.joined(separator: ","))]}}"#, "\(answer)")
    }
}
