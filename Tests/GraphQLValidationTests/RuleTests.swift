import GraphQLLanguage
import GraphQLSchema
import Testing

@testable import GraphQLValidation

@Suite("Each rule finds what breaks it") struct RuleTests {
    private static let cases: [(String, [String])] = [
        ("type A { f: Int }", ["1:1 The \"A\" definition is not executable."]),
        (
            "{ customers { id } } { any { __typename } }",
            [
                "1:1 This anonymous operation must be the only defined operation.",
                "1:22 This anonymous operation must be the only defined operation.",
            ]
        ),
        (
            "query A { any { __typename } } query A { any { __typename } }",
            ["1:7 1:38 There can be only one operation named \"A\"."]
        ),
        (
            "subscription { changed { id } c: created { id } }",
            ["1:31 Anonymous Subscription must select only one top level field."]
        ),
        (
            "subscription S { __typename }",
            ["1:18 Subscription \"S\" must not select an introspection top level field."]
        ),
        (
            "subscription S($x: Boolean!) { changed @skip(if: $x) { id } ...F } fragment F on Subscription { changed { id } }",
            ["1:40 Subscription \"S\" must not use `@skip` or `@include` directives in the top level selection."]
        ),
        (
            "query ($f: Filtre) { customers(filter: $f) { id } }",
            ["1:12 Unknown type \"Filtre\". Did you mean \"Filter\"?"]
        ),
        (
            "{ any { ... on Status { x } ... on Int { y } } }",
            [
                "1:16 Fragment cannot condition on non composite type \"Status\".",
                "1:36 Fragment cannot condition on non composite type \"Int\".",
            ]
        ),
        (
            "{ ...F } fragment F on Filter { x }",
            ["1:24 Fragment \"F\" cannot condition on non composite type \"Filter\"."]
        ),
        (
            "query ($c: Customer) { customer(id: $c) { id } }",
            [
                "1:12 Variable \"$c\" cannot be non-input type \"Customer\".",
                "1:8 1:37 Variable \"$c\" of type \"Customer\" used in position expecting type \"ID!\".",
            ]
        ),
        (
            "{ customers { id { x } } }",
            ["1:18 Field \"id\" must not have a selection since type \"ID!\" has no subfields."]
        ),
        (
            "{ customers }",
            [
                "1:3 Field \"customers\" of type \"[Customer!]!\" must have a selection of subfields. Did you mean"
                    + " \"customers { ... }\"?"
            ]
        ),
        ("{ customers { nmae } }", ["1:15 Cannot query field \"nmae\" on type \"Customer\". Did you mean \"name\"?"]),
        (
            "{ any { total } }",
            ["1:9 Cannot query field \"total\" on type \"Any\". Did you mean to use an inline fragment on \"Invoice\"?"]
        ),
        (
            "{ ...F } fragment F on Query { any { __typename } } fragment F on Query { any { __typename } }",
            ["1:19 1:62 There can be only one fragment named \"F\"."]
        ),
        ("{ ...F }", ["1:6 Unknown fragment \"F\"."]),
        ("{ any { __typename } } fragment F on Query { any { __typename } }", ["1:24 Fragment \"F\" is never used."]),
        (
            "{ customers { ... on Invoice { id } } }",
            ["1:15 Fragment cannot be spread here as objects of type \"Customer\" can never be of type \"Invoice\"."]
        ),
        (
            "{ customers { ...F } } fragment F on Invoice { id }",
            [
                "1:15 Fragment \"F\" cannot be spread here as objects of type \"Customer\" can never be of type \"Invoice\"."
            ]
        ),
        (
            "{ ...A } fragment A on Query { loop { ...B } } fragment B on Query { loop { ...A } }",
            ["1:39 1:77 Cannot spread fragment \"A\" within itself via \"B\"."]
        ),
        (
            "query ($a: ID!, $a: ID!) { customer(id: $a) { id } }",
            ["1:9 1:18 There can be only one variable named \"$a\"."]
        ),
        ("query Q { customer(id: $a) { id } }", ["1:24 1:1 Variable \"$a\" is not defined by operation \"Q\"."]),
        ("query Q($a: Int) { any { __typename } }", ["1:9 Variable \"$a\" is never used in operation \"Q\"."]),
        ("{ any @nope { __typename } }", ["1:7 Unknown directive \"@nope\"."]),
        ("mutation @once { rename(id: 1) { id } }", ["1:10 Directive \"@once\" may not be used on MUTATION."]),
        (
            "{ any @once @often(n: 1) @often(n: 2) @once { __typename } }",
            ["1:7 1:39 The directive \"@once\" can only be used once at this location."]
        ),
        (
            "{ customers(frist: 1) @often(m: 1, n: 1) { id } }",
            [
                "1:13 Unknown argument \"frist\" on field \"Query.customers\". Did you mean \"first\"?",
                "1:30 Unknown argument \"m\" on directive \"@often\". Did you mean \"n\"?",
            ]
        ),
        ("{ customers(first: 1, first: 2) { id } }", ["1:13 1:23 There can be only one argument named \"first\"."]),
        (
            "{ customer { id } any @often { __typename } }",
            [
                "1:3 Field \"customer\" argument \"id\" of type \"ID!\" is required, but it was not provided.",
                "1:23 Directive \"@often\" argument \"n\" of type \"Int!\" is required, but it was not provided.",
            ]
        ),
        (
            "query ($n: String) { customers(first: $n) { id } }",
            ["1:8 1:39 Variable \"$n\" of type \"String\" used in position expecting type \"Int\"."]
        ),
        (
            "{ customers(filter: {name: \"a\", name: \"b\"}) { id } }",
            ["1:22 1:33 There can be only one input field named \"name\"."]
        ),
        (
            "{ a: customers { id } a: any { __typename } }",
            [
                "1:3 1:23 Fields \"a\" conflict because \"customers\" and \"any\" are different fields. Use different"
                    + " aliases on the fields to fetch both if this was intentional."
            ]
        ),
        (
            "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
            ["1:3 Maximum introspection depth exceeded"]
        ),
    ]

    @Test("an invalid document is told why and where", arguments: cases)
    func invalid(query: String, expected: [String]) throws {
        #expect(try errors(query) == expected)
    }

    private static let values: [(String, String)] = [
        ("first: \"1\"", "Int cannot represent non-integer value: \"1\""),
        ("first: 1.0", "Int cannot represent non-integer value: 1.0"),
        ("first: 2147483648", "Int cannot represent non 32-bit signed integer value: 2147483648"),
        ("first: {x: [1]}", "Int cannot represent non-integer value: {x: [1]}"),
        ("filter: 1", "Expected value of type \"Filter\", found 1."),
        ("filter: [1]", "Expected value of type \"Filter\", found [1]."),
        ("filter: {nmae: 1}", "Field \"nmae\" is not defined by type \"Filter\". Did you mean \"name\"?"),
        ("filter: {name: 1}", "String cannot represent a non string value: 1"),
        ("filter: {name: \"\\u0000\"}", "String cannot represent a text that contains the character U+0000"),
        (
            "filter: {status: ENABELD}",
            "Value \"ENABELD\" does not exist in \"Status\" enum. Did you mean the enum value \"ENABLED\"?"
        ),
        (
            "filter: {status: \"ENABLED\"}",
            "Enum \"Status\" cannot represent non-enum value: \"ENABLED\". Did you mean the enum value \"ENABLED\" or"
                + " \"DISABLED\"?"
        ),
        ("filter: {and: [{and: {name: 1}}]}", "String cannot represent a non string value: 1"),
        ("filter: {and: [null]}", "Expected value of type \"Filter!\", found null."),
        ("filter: {one: {}}", "OneOf Input Object \"One\" must specify exactly one key."),
        ("filter: {one: {a: null}}", "Field \"One.a\" must be non-null."),
        ("filter: {one: {a: \"x\", b: 1}}", "OneOf Input Object \"One\" must specify exactly one key."),
        (
            "order: [NAME, nmae]",
            "Value \"nmae\" does not exist in \"Order\" enum. Did you mean the enum value \"NAME\"?"
        ),
    ]

    @Test("a literal that is no value of its type is refused", arguments: values)
    func value(argument: String, message: String) throws {
        let found = try errors("{ customers(\(argument)) { id } }")
        #expect(found.count == 1)
        #expect(found.first?.hasSuffix(" " + message) == true, "\(found)")
    }

    @Test("a nullable variable is not enough for a OneOf field") func oneOfVariable() throws {
        let found = try errors("query ($a: String) { customers(filter: {one: {a: $a}}) { id } }")
        #expect(found.last?.contains("is of type \"String\" but must be non-nullable to be used for OneOf") == true)
        #expect(try errors("query ($a: String!) { customers(filter: {one: {a: $a}}) { id } }") == [])
    }

    @Test(
        "a valid document is valid",
        arguments: [
            "{ customers { id name ... on Node { id } ...F } } fragment F on Customer { invoices { id total } }",
            "query Q($n: Int! = 3, $o: [Order!]) { customers(first: $n, order: $o) { __typename } }",
            "query ($n: Int = 3) { customers(first: $n) { id } }",
            "{ a: customers(first: 1, filter: {name: \"x\", status: ENABLED}) { id }"
                + " a: customers(filter: {status: ENABLED, name: \"x\"}, first: 1) { name } }",
            "{ any { ... on Customer { x: name } ... on Invoice { y: total } } }",
            "{ __schema { queryType { name } } __type(name: \"Customer\") { fields { name } } }",
            "\"described\" query Q(\"too\" $n: Int) { customers(first: $n) { id } }",
            "mutation M { rename(id: 4, name: null) { id @often(n: 1) @often(n: 2) } }",
            "subscription { changed { id } }",
            "{ customers(order: NAME) { id @skip(if: true) name @include(if: false) } }",
        ])
    func valid(query: String) throws {
        #expect(try errors(query, options: .server) == [])
    }

    @Test("every rule has the reference's name, and no other is known") func names() throws {
        #expect(specifiedRules.count == 28)
        #expect(rulesByName.count == 30)
        #expect(rulesByName["OverlappingFieldsCanBeMergedRule"] != nil)
        let document = try Document.parse(Source("{ any { __typename } }"))
        #expect(try validationErrors(in: document, against: shop.get(), rule: "NoSuchRule") == nil)
        #expect(try validationErrors(in: document, against: shop.get(), rule: "ScalarLeafsRule") == [])
        #expect(try validationErrors(in: document, against: shop.get()) == [])
    }

    @Test("V2 all errors are told in one pass, in the order of the text") func several() throws {
        let found = try errors("query ($unused: Int) { nope customers(first: \"x\") { id { z } } ...Missing }")
        #expect(
            found == [
                "1:24 Cannot query field \"nope\" on type \"Query\". Did you mean \"node\"?",
                "1:46 Int cannot represent non-integer value: \"x\"",
                "1:56 Field \"id\" must not have a selection since type \"ID!\" has no subfields.",
                "1:67 Unknown fragment \"Missing\".",
                "1:8 Variable \"$unused\" is never used.",
            ])
    }
}
