import Access
import Planning
import Testing

@Suite("Conditions decide what is selected") struct ConditionTests {
    /// The names in the answer; why and where the operation is refused.
    private func answered(_ selections: String, _ variables: String) throws -> String {
        let head = selections.contains("$d") ? "($d: Boolean = true, $f: Boolean!)" : "($f: Boolean!)"
        let query = "query \(head) { a: __typename @skip(if: $f) \(selections) }"
        do {
            let plan = try TestPlanning.plan(query, viewer: TestPlanning.viewer("ADMIN"), variables: variables).plan
            return plan.root.fields.map(\.responseName).joined(separator: " ")
        } catch let error as PlanningError {
            let rest = query.utf8.dropFirst(error.offset ?? 0)
            return "\(error.code.rawValue) at \(String(rest.prefix(3)) ?? ""): \(error.message)"
        }
    }

    @Test(
        "3.13.1 @skip and 3.13.2 @include take what is written or a variable's value",
        arguments: [
            ("x: __typename @skip(if: $d)", #"{"f":false}"#, "a"),
            ("x: __typename @include(if: $d)", #"{"f":false}"#, "a x"),
            ("x: __typename @include(if: $d)", #"{"f":true,"d":false}"#, ""),
            ("x: __typename @skip(if: false) @include(if: true)", #"{"f":true}"#, "x"),
            ("x: __typename @skip(if: true) @include(if: true)", #"{"f":false}"#, "a"),
            ("x: __typename @skip(if: false) @include(if: false)", #"{"f":false}"#, "a"),
            ("... @skip(if: $d) { x: __typename } ... @include(if: $d) { y: __typename }", #"{"f":false}"#, "a y"),
        ])
    func conditions(_ selections: String, variables: String, expected: String) throws {
        #expect(try answered(selections, variables) == expected)
    }

    @Test(
        "5.8.5 a variable made good by its default may still come as null, which no condition can be",
        arguments: [
            "x: __typename @skip(if: $d)", "x: __typename @include(if: $d)", "... @skip(if: $d) { x: __typename }",
            "customers @include(if: true) { nodes @skip(if: $d) { id } }",
            "x: __typename @include(if: $d) @skip(if: false)",
        ])
    func null(_ selections: String) throws {
        #expect(
            try answered(selections, #"{"f":false,"d":null}"#)
                == #"BAD_INPUT at $d): Argument "if" of non-null type "Boolean!" must not be null."#)
    }

    @Test("6.3.2 what @skip leaves out is asked for nothing more") func skipWins() throws {
        #expect(try answered("x: __typename @include(if: $d) @skip(if: true)", #"{"f":false,"d":null}"#) == "a")
    }
}
