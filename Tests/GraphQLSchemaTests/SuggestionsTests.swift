import Testing

@testable import GraphQLSchema

@Suite("Suggestions are those of the reference") struct SuggestionsTests {
    private static let cases: [(String, [String], [String])] = [
        ("", ["a"], ["a"]),
        ("input", [], []),
        ("greenish", ["green"], ["green"]),
        ("green", ["greenish"], ["greenish"]),
        ("abc", ["a", "ab", "abc"], ["abc", "ab", "a"]),
        ("GREEN", ["green"], ["green"]),
        ("sname", ["name", "nmae", "other"], ["name"]),
        ("item", ["item10", "item2"], ["item2", "item10"]),
        ("arg", ["agr", "rag", "gar"], ["agr", "rag", "gar"]),
        ("verylongname", ["short"], []),
    ]

    @Test("near names come first, far ones not at all", arguments: cases)
    func near(written: String, options: [String], expected: [String]) {
        #expect(Array(suggestions(for: written, among: options).prefix(expected.count)) == expected)
    }

    @Test("a sentence names at most five") func sentence() {
        #expect(didYouMean([]) == "")
        #expect(didYouMean(["a"]) == " Did you mean \"a\"?")
        #expect(didYouMean(["a", "b"]) == " Did you mean \"a\" or \"b\"?")
        #expect(didYouMean(["a", "b", "c"], hint: "the value") == " Did you mean the value \"a\", \"b\", or \"c\"?")
        #expect(
            didYouMean(["a", "b", "c", "d", "e", "f"])
                == " Did you mean \"a\", \"b\", \"c\", \"d\", or \"e\"?")
    }

    @Test(
        "names are sorted as people sort them",
        arguments: [("a", "b"), ("a2", "a10"), ("a1b", "a1c"), ("a", "a1"), ("a0", "b"), ("1", "a")])
    func order(first: String, second: String) {
        #expect(NaturalOrder(first) < NaturalOrder(second))
        #expect(!(NaturalOrder(second) < NaturalOrder(first)))
    }
}
