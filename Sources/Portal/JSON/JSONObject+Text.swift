import GraphQLSchema

extension JSONObject {
    /// A member's text; nil where there is none, or it is something else.
    func text(_ name: String) -> String? {
        if case .string(let text)? = self[name] { text } else { nil }
    }
}
