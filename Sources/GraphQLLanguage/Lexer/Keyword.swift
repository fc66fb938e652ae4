/// The names that mean something to the grammar; their raw values are their symbols in every document.
enum Keyword: Int32, CaseIterable, Sendable {
    case query, mutation, subscription, fragment, on, extend
    case schema, scalar, type, interface, union, `enum`, input, directive
    case implements, repeatable
    case `true`, `false`, null

    var text: String { String(describing: self) }
}

/// What every symbol table knows from the start.
struct Keywords: Sendable {
    static let shared = Keywords()
    /// How many keywords there are: the last one's symbol is one less.
    static var count: Int { Int(Keyword.null.rawValue) + 1 }

    let texts = Keyword.allCases.map(\.text)
    private let words = Keyword.allCases.map { Array($0.text.utf8) }
    private let hashes: [UInt32]
    /// The first slots of a table.
    private(set) var slots: [Int32] = []

    private init() {
        hashes = words.map { word in word.reduce(SymbolHash.seed) { SymbolHash.add($1, to: $0) } }
        slots = slots(count: 256)
    }

    /// Slots that hold the keywords alone; their number must be a power of two.
    func slots(count: Int) -> [Int32] {
        var slots = Array(repeating: Arena.absent, count: count)
        for (symbol, hash) in hashes.enumerated() {
            var slot = SymbolHash.slot(hash, count - 1)
            while slots[slot] != Arena.absent { slot = (slot + 1) & (count - 1) }
            slots[slot] = Int32(truncatingIfNeeded: symbol)
        }
        return slots
    }

    /// Whether a keyword is the name at a range of bytes.
    func holds(_ symbol: Int32, _ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>, _ hash: UInt32) -> Bool {
        hashes[Int(symbol)] == hash && words[Int(symbol)].elementsEqual(bytes[name])
    }
}
