public import GraphQLLanguage
public import GraphQLSchema

/// A mistake in the access rules of `schema.graphql`; one is enough to stop the start.
public struct AccessFault: Error, Hashable, Sendable {
    /// What is wrong with which element.
    public let reason: Reason
    /// The element.
    public let element: SchemaElement
    /// Where the schema says it.
    public let location: SourceLocation

    /// The ways in which a rule can be missing or contradict itself.
    public enum Reason: Hashable, Sendable {
        /// Nobody decided who may see the element.
        case undecided
        /// A mapped type has not exactly one of `@assigned` and `@scope`.
        case rowRules(count: Int)
        /// `onDeny: NULL` on a field that can't be null.
        case nullOnNonNull
        /// `onDeny: NULL` on an argument, an input field or an enum value.
        case nullOnInput
        /// `@auth` names INTEGRATION without a scope, or a scope without INTEGRATION.
        case halfAKey
        /// A filter or order names a column that no field of the type shows.
        case unknownColumn(String, type: String)
    }
}

extension AccessFault: CustomStringConvertible {
    /// The fault in one line: place, element, reason and what to do.
    public var description: String {
        "schema.graphql:\(location.line):\(location.column): \(element): \(reason)"
    }
}

extension AccessFault.Reason: CustomStringConvertible {
    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .undecided: "no access rule; add @auth, @signedIn or @public"
        case .rowRules(0): "has rows but no row rule; add @assigned or @scope"
        case .rowRules(let count): "has \(count) row rules; keep one of @assigned and @scope"
        case .nullOnNonNull: "onDeny: NULL on a non-null field would null its parent; make the field nullable"
        case .nullOnInput: "onDeny: NULL has no meaning here; use HIDE or REJECT"
        case .halfAKey: "lets no API key in; name both INTEGRATION and apiScope, or neither"
        case .unknownColumn(let column, let type):
            "names the column \(column), which no field of \(type) shows; give it a rule of its own"
        }
    }
}

/// All faults of a schema's access rules.
public struct AccessFaults: Error, Sendable, CustomStringConvertible {
    /// The faults in the schema's order.
    public let faults: [AccessFault]

    /// One fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
