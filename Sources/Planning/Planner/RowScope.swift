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

    /// The number of the viewer's rows of a type, where it's kept.
    func count(of mapping: TypeMapping, inner: Alias) -> PlanSQL? {
        predicates.count(of: mapping.rowRule, for: viewer.audience.role, reach: viewer.reach, inner: inner)
            .map { "\($0.mapParameters(Slot.viewer))" }
    }

    /// The table that repeats the viewer's rows of a type; nil where there is none.
    func repeated(of mapping: TypeMapping, inner: Alias) -> RepeatedRows? {
        predicates.repeated(of: mapping.rowRule, for: viewer.audience.role, reach: viewer.reach, inner: inner)
    }

    /// As `condition`, with more that is asked of the table whose index gives the order.
    ///
    /// - Parameter more: what holds there.
    /// - Returns: the condition; nil where no index gives the order.
    func condition(of mapping: TypeMapping, on table: Alias, inner: Alias, and more: [PlanSQL]) -> PlanSQL? {
        let sorted = predicates.sorted(
            of: mapping.rowRule, for: viewer.audience.role, reach: viewer.reach, on: table, inner: inner)
        return sorted.map {
            "EXISTS (\(([$0.mapParameters(Slot.viewer)] + more).joined(separator: " AND ")))"
        }
    }
}
