import Access
import Cryptography
import Planning
import Testing

@Suite("Filters have limits, as written and through variables") struct FilterLimitTests {
    /// The message with which a filter is refused; nil for one that isn't.
    private func refusal(_ filter: String, variables: String? = nil) throws -> String? {
        let viewer = try TestPlanning.viewer("ADMIN")
        let head = variables == nil ? "" : "query ($filter: CustomerFilter)"
        let (plan, _, values) = try TestPlanning.plan(
            head + "{ customers(filter: \(filter)) { totalCount } }", viewer: viewer, variables: variables)
        let cipher = try DeterministicCipher(keys: [[UInt8](repeating: 1, count: 64)])
        do throws(PlanningError) {
            _ = try plan.bound(variables: values, viewer: viewer, cipher: cipher)
            return nil
        } catch {
            #expect(error.code == .tooComplex)
            return error.message
        }
    }

    private func list(_ item: String, _ count: Int) -> String {
        "[" + [String](repeating: item, count: count).joined(separator: ",") + "]"
    }

    @Test("50 conditions, 500 values and texts of 256 bytes, and no more", arguments: [false, true])
    func limits(throughVariable: Bool) throws {
        func refusal(_ literal: String, _ json: String) throws -> String? {
            try throughVariable
                ? self.refusal("$filter", variables: #"{"filter":"# + json + "}") : self.refusal(literal)
        }
        // One for "or", and two for each comparison: the field and its operator.
        for (comparisons, isRefused) in [(24, false), (25, true)] {
            let said = try refusal(
                "{or: \(list("{country: {eq: \"NO\"}}", comparisons))}",
                #"{"or":"# + list(#"{"country":{"eq":"NO"}}"#, comparisons) + "}")
            #expect(said == (isRefused ? #"A filter of "Query.customers" has at most 50 conditions."# : nil))
        }
        for (values, isRefused) in [(500, false), (501, true)] {
            let said = try refusal(
                "{country: {in: \(list("\"NO\"", values))}}", #"{"country":{"in":"# + list(#""NO""#, values) + "}}")
            #expect(said == (isRefused ? #"A filter of "Query.customers" has at most 500 values in a list."# : nil))
        }
        for (bytes, isRefused) in [(256, false), (257, true)] {
            let text = String(repeating: "a", count: bytes)
            let said = try refusal(#"{search: "\#(text)"}"#, #"{"search":"\#(text)"}"#)
            #expect(said == (isRefused ? #"A filter of "Query.customers" has at most 256 bytes in a text."# : nil))
        }
    }
}
