import Access
import Execution
import SQLText

/// Which rows of a type a viewer may change: those that the viewer may see, by the planner's table.
struct WriteReach: Sendable {
    private let rule: RowRule
    private let predicates = RowPredicates()

    init(_ type: String, _ policy: AccessPolicy) {
        rule = policy.rowRule(of: type) ?? .operatorOnly
    }

    /// The condition on a table; nil where there is no row.
    func condition(for viewer: CachedViewer, on table: Alias) -> SQLText<SQLValue>? {
        let predicate = predicates.predicate(
            of: rule, for: viewer.viewer.audience.role, reach: viewer.viewer.reach, on: table,
            inner: Alias(.predicate, 0))
        switch predicate {
        case .none: return nil
        case .all: return "true"
        case .matching(let condition): return condition.mapParameters(viewer.viewer.value(of:))
        }
    }
}
