/// Where the writer of an answer stands: the current row and what it belongs to.
struct Frame {
    /// The source of the current row.
    var source = 0
    /// The current row in the result of the source.
    var row = 0
    /// What the rows that hang on the current one begin with.
    ///
    /// Beneath the root, which has no row, it is not looked at.
    var key: Int64 { Int64(row) + 1 }
    /// The page of the connection that is being written.
    var page: Page?
}

/// The rows of one page of a list, as they came from the database.
struct Page {
    /// The source of the rows; nil where a connection shows none.
    let source: Int
    /// The list in the plan.
    let list: Int
    /// The rows in the result, with the one that only tells that there are more.
    let rows: Range<Int>
    /// How many rows are shown.
    let count: Int
    /// Whether the rows came from the end of the list.
    let isBackward: Bool

    /// Whether there are more rows on the side that the page runs to.
    var hasMore: Bool { rows.count > count }

    /// The row in the result at a place of the page.
    func row(at place: Int) -> Int {
        isBackward ? rows.lowerBound + count - 1 - place : rows.lowerBound + place
    }
}
