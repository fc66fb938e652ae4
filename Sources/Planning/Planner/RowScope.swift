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

    /// Counts all rows of a type that the viewer has, where that takes less than reading them.
    func count(of mapping: TypeMapping, inner: Alias) -> PlanSQL? {
        predicates.count(of: mapping.rowRule, for: viewer.audience.role, reach: viewer.reach, inner: inner)
            .map { "\($0.mapParameters(Slot.viewer))" }
    }

    /// As `condition`, of a page within bounds that are said once more of the table whose index gives the order.
    ///
    /// - Parameter bounds: makes the bounds from the columns that they compare.
    /// - Returns: the condition; nil where the bounds needn't be said twice.
    func condition(
        of mapping: TypeMapping, on table: Alias, inner: Alias, within bounds: ((String) -> PlanSQL) -> PlanSQL?
    ) -> PlanSQL? {
        let rule = mapping.rowRule
        let sorted = predicates.sorted(
            of: rule, for: viewer.audience.role, reach: viewer.reach, on: table, inner: inner)
        guard let sorted, let again = bounds({ .column(predicates.sortedColumn($0, of: rule), of: inner) })
        else { return nil }
        return "EXISTS (\(sorted.mapParameters(Slot.viewer)) AND \(again))"
    }
}
