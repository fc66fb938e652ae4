import Access
import SQLText

/// The one place where a viewer's rows are chosen: every table that a statement reads rows of gets its condition here.
struct RowScope {
    let predicates: RowPredicates
    let viewer: Viewer
    /// The mapped types by name.
    let types: [String: TypeMapping]

    /// What holds for the viewer's rows of a type; nil where all are.
    ///
    /// - Parameters:
    ///   - table: the alias of the rows' table.
    ///   - inner: the alias for a table that the condition reads itself.
    ///   - isOwnedInScope: as in `RowPredicates.predicate`.
    func condition(
        of mapping: TypeMapping, on table: Alias, inner: Alias, isOwnedInScope: Bool = false
    ) -> PlanSQL? {
        let predicate = predicates.predicate(
            of: mapping.rowRule, for: viewer.audience.role, reach: viewer.reach, on: table, inner: inner,
            isOwnedInScope: isOwnedInScope)
        return switch predicate {
        case .none: "FALSE"
        case .all: nil
        case .matching(let condition): "\(condition.mapParameters(Slot.viewer))"
        }
    }
}
