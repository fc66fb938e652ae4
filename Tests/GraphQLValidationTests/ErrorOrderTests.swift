import GraphQLLanguage
import GraphQLSchema
import Testing

@testable import GraphQLValidation

/// The rules are told of a node in turns, so their errors mix; a client that compares servers sees their order.
@Suite("Errors of several rules stand in the order of the reference") struct ErrorOrderTests {
    @Test("5.1.1 definitions that aren't executable are named first") func definitions() throws {
        #expect(
            try errors("{ nope } type A { b: Int } extend schema @x") == [
                "1:10 The \"A\" definition is not executable.",
                "1:28 The schema definition is not executable.",
                "1:3 Cannot query field \"nope\" on type \"Query\". Did you mean \"node\"?",
            ])
    }

    @Test("5.4.1 all unknown arguments of a directive stand before what is wrong inside of any") func arguments() throws
    {
        #expect(
            try errors("{ any @often(n: \"x\", m: 1) { __typename } }") == [
                "1:22 Unknown argument \"m\" on directive \"@often\". Did you mean \"n\"?",
                "1:17 Int cannot represent non-integer value: \"x\"",
            ])
        #expect(
            try errors("{ customers(first: \"x\", frist: 1) { id } }") == [
                "1:20 Int cannot represent non-integer value: \"x\"",
                "1:25 Unknown argument \"frist\" on field \"Query.customers\". Did you mean \"first\"?",
            ])
    }

    @Test("5.6.3 a repeated input field stands behind what is wrong before it") func inputFields() throws {
        #expect(
            try errors("{ customers(filter: {name: 1, and: [{name: \"a\", name: 2}], name: 3}) { id } }") == [
                "1:28 String cannot represent a non string value: 1",
                "1:38 1:49 There can be only one input field named \"name\".",
                "1:55 String cannot represent a non string value: 2",
                "1:22 1:60 There can be only one input field named \"name\".",
                "1:66 String cannot represent a non string value: 3",
            ])
    }

    @Test("5.7.3 a repeated directive stands before what is wrong in the node that bears it") func directives() throws {
        #expect(
            try errors("query Q($n: Nope) @once @once { customers(frist: $n) @once @once { id } }") == [
                "1:19 1:25 The directive \"@once\" can only be used once at this location.",
                "1:13 Unknown type \"Nope\". Did you mean \"Node\" or \"One\"?",
                "1:54 1:60 The directive \"@once\" can only be used once at this location.",
                "1:43 Unknown argument \"frist\" on field \"Query.customers\". Did you mean \"first\"?",
            ])
    }
}
