/// Where the writer of an answer stands: the current row and what it belongs to.
struct Frame {
    /// The source of the current row.
    var source = 0
    /// The current row in the result of the source.
    var row = 0
    /// The row's key, by which the rows that hang on it are found.
    ///
    /// The root has the key 0.
    var key: Int64 = 0
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

    /// The key of the row at a place of the page: see `SourceDraft` for how the statements make the same.
    func key(at place: Int, parent: Int64) -> Int64 {
        let number = isBackward ? 127 - (count - place) : place + 1
        return parent * 128 + Int64(number)
    }
}
