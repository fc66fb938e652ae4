import Access
import SQLText

/// The rows of one edge of the document while the plan is being made: what hangs on it is known only at the end.
final class SourceDraft {
    /// The number of the source in the plan, which also names its tables.
    let number: Int
    /// What the rows are.
    let mapping: TypeMapping
    /// How the rows belong to their parents.
    let link: Link
    /// The page that is read, where the rows are a list.
    let list: ListDraft?
    /// The viewer's rows.
    let scope: PlanSQL?
    /// Whether the rows are totals: those of the table that have in common what is read of them become one.
    let isGrouped: Bool
    /// What is read of a row.
    private(set) var columns: [PlanSQL] = []
    /// The columns by which the rows of other sources hang on these.
    private(set) var handles: [String] = []
    /// The column that names the customer whose row it is, once it is read.
    private(set) var customerColumn: Int?
    /// Whether it is known of each row whose it is.
    private var isCustomerKnown = false
    /// What the rows that become one total have in common, in the order in which it is asked for.
    private(set) var common: [Common] = []

    /// A value that rows have in common: one that is read, or the key of a row that they all belong to.
    enum Common {
        case column(Int)
        case handle(Int)
    }

    /// How rows belong to their parents.
    enum Link {
        /// To the root of the document: the row or rows for which this holds.
        case root(PlanSQL?)
        /// To the row whose foreign key names them.
        case toOne(SourceDraft, foreignKey: String)
        /// To the row that their foreign key names.
        case toMany(SourceDraft, foreignKey: String)
        /// To a place in a list of keys, given as texts.
        case positions(Slot)

        /// Whether all rows of the root are meant.
        var isRoot: Bool { if case .root(nil) = self { true } else { false } }
    }

    init(
        number: Int, mapping: TypeMapping, link: Link, list: ListDraft?, scope: PlanSQL?,
        isGrouped: Bool = false
    ) {
        self.number = number
        self.mapping = mapping
        self.link = link
        self.list = list
        self.scope = scope
        self.isGrouped = isGrouped
        switch link {
        case .root, .positions: break
        case .toOne(let parent, let foreignKey): parent.handOver(foreignKey)
        case .toMany(let parent, _): parent.handOver("id")
        }
    }

    private func handOver(_ column: String) {
        if handles.contains(column) { return }
        common.append(.handle(handles.count))
        handles.append(column)
    }

    /// The table of the rows in every statement.
    var table: Alias { Alias(.table, number) }

    /// Whether the rows carry the keys of their parents.
    var isKeyed: Bool {
        if case .root = link { false } else { true }
    }

    /// Reads a column, once however often it is asked for.
    ///
    /// - Returns: its position in the result.
    func read(_ column: PlanSQL) -> Int {
        if !columns.contains(column) { common.append(.column(columns.count)) }
        return read(figure: column)
    }

    /// Reads the sum of a column over the rows that become one.
    func read(sumOf name: String) -> Int {
        read(figure: "coalesce(sum(\(PlanSQL.column(name, of: table))), 0)::int8")
    }

    /// Reads how many different values a column has in the rows that become one.
    func read(countOf name: String) -> Int {
        read(figure: "count(DISTINCT \(PlanSQL.column(name, of: table)))")
    }

    private func read(figure: PlanSQL) -> Int {
        let position = columns.firstIndex(of: figure) ?? columns.count
        if position == columns.count { columns.append(figure) }
        return position + (isKeyed ? 1 : 0)
    }

    /// Reads which customer each row is of, unless the row above says it.
    ///
    /// Totals are of many customers and name none.
    func readCustomer() {
        guard let column = ownerColumn, !isGrouped else { return }
        isCustomerKnown = true
        switch link {
        case .toMany(let parent, let foreignKey)
        where parent.isCustomerKnown && parent.ownerColumn == "id" && foreignKey == column: break
        case .toOne(let parent, let foreignKey)
        where parent.isCustomerKnown && parent.ownerColumn == foreignKey && column == "id": break
        case .root, .toOne, .toMany, .positions: customerColumn = read(column: column)
        }
    }

    /// The column that names the customer whose row it is; nil for rows of nobody in particular.
    private var ownerColumn: String? {
        if case .assigned(let column, _) = mapping.rowRule { column } else { nil }
    }

    /// At most this many totals are given at once: fewer for each of several parents.
    var maximumGroups: Int { isKeyed ? 100 : 1_000 }

    /// Reads a column of the table.
    func read(column name: String) -> Int {
        read(.column(name, of: table))
    }
}

/// One page of a list while the plan is being made.
struct ListDraft {
    /// The number of the list in the plan.
    let number: Int
    /// What the list is sorted by; the last term is the primary key.
    let order: [OrderTerm]
    /// The filter.
    let filter: PlanSQL?
    /// What the cursors leave.
    let bounds: PlanSQL?
    /// The viewer's rows on the page, where that is said otherwise than of the whole list.
    var pageScope: PlanSQL?
    /// Counts the whole list without reading its rows; nil where they must be read.
    var count: PlanSQL?
    /// Whether the page is taken from the end.
    let isBackward: Bool
    /// Whether one row more is read.
    var readsOneMore = false
}

/// One column that a list is sorted by.
struct OrderTerm: Hashable {
    let column: String
    let form: LeafForm
    let isDescending: Bool
}
