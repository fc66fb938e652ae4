/// Which HTTP status tells what became of a well-formed request.
public enum StatusProfile: String, Sendable, CaseIterable {
    /// What the public audits of graphql-http ask for (2025).
    case audit2025
    /// What the draft of GraphQL over HTTP says (2026).
    case spec2026
}
