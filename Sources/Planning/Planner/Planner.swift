public import Access
import GraphQLLanguage
public import GraphQLSchema
public import GraphQLValidation
import SQLText

/// Makes plans: walks an operation once and decides, for each field, whether the viewer may see it, which rows, and
/// where they are.
public struct Planner: Sendable {
    /// Who may see what.
    public let policy: AccessPolicy
    /// Where everything lives.
    public let mapping: Mapping
    /// Which rows a viewer may see.
    public let predicates: RowPredicates
    /// Who may ask for the schema itself.
    public let introspection: IntrospectionAccess
    /// How much an operation may ask for.
    public let limits: PlanningLimits

    /// Makes a planner.
    public init(
        policy: AccessPolicy, mapping: Mapping, predicates: RowPredicates = RowPredicates(),
        introspection: IntrospectionAccess = .signedIn, limits: PlanningLimits = .server
    ) {
        self.policy = policy
        self.mapping = mapping
        self.predicates = predicates
        self.introspection = introspection
        self.limits = limits
    }

    /// Plans an operation for a kind of viewer and a shape of variables.
    ///
    /// - Parameters:
    ///   - operation: the operation, valid in the schema that the viewer sees.
    ///   - variables: the coerced variables; only their shape may end up in the plan.
    ///   - viewer: who asks; only the kind may end up in the plan.
    /// - Throws: `PlanningError` where the viewer may not ask for something, an argument can't be used, or the
    ///   operation is too complex.
    public func plan(
        _ operation: ValidOperation, variables: [String: InputValue], viewer: Viewer
    ) throws(PlanningError) -> OperationPlan {
        var draft = PlanDraft(planner: self, operation: operation, variables: variables, viewer: viewer)
        return try draft.plan()
    }
}

/// Who may ask for the schema itself.
public enum IntrospectionAccess: String, Sendable, CaseIterable {
    case signedIn = "signed-in"
    case off
    case on

    func allows(_ audience: Audience) -> Bool {
        switch self {
        case .signedIn: audience.role != nil
        case .off: false
        case .on: true
        }
    }
}
