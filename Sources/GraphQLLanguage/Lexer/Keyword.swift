/// The names that mean something to the grammar; their raw values are their symbols in every document.
enum Keyword: Int32, CaseIterable, Sendable {
    case query, mutation, subscription, fragment, on, extend
    case schema, scalar, type, interface, union, `enum`, input, directive
    case implements, repeatable
    case `true`, `false`, null

    var text: String { String(describing: self) }
}

extension SymbolTable {
    /// A table that knows the keywords; every document begins with a copy.
    static let keywords: SymbolTable = {
        var table = SymbolTable()
        for keyword in Keyword.allCases {
            let bytes = Array(keyword.text.utf8)
            let hash = bytes.reduce(seed, hash)
            _ = bytes.withUnsafeBufferPointer { table.intern($0, hash: hash) }
        }
        return table
    }()
}
