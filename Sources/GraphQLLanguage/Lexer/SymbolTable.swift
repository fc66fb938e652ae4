/// Gives every name of a document a number, so that names are compared as numbers.
///
/// An open-addressed hash table over the names' bytes. The hash begins with a number drawn at start, so that nobody
/// can write a document whose names all fall into one place.
struct SymbolTable: Sendable {
    /// The text of each symbol.
    private(set) var texts: [String] = []
    /// The bytes of all names, one behind the other.
    private var pool: [UInt8] = []
    private var entries: [Entry] = []
    /// Symbols by hash; the number of slots is a power of two, at least twice the number of symbols.
    private var slots: [Int32] = Array(repeating: Arena.absent, count: 256)

    private struct Entry {
        var hash: UInt32
        var start: Int32
        var count: Int32
    }

    /// The hash of no bytes.
    static let seed = UInt32.random(in: .min ... .max)

    /// Adds a byte to a hash (FNV-1a).
    @inline(__always)
    static func hash(_ hash: UInt32, adding byte: UInt8) -> UInt32 {
        (hash ^ UInt32(byte)) &* 16_777_619
    }

    /// The symbol of a name, which is made if the name is new.
    mutating func intern(_ name: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int32 {
        let mask = slots.count - 1
        var slot = Int(spread(hash)) & mask
        while slots[slot] != Arena.absent {
            let symbol = slots[slot]
            if holds(entries[Int(symbol)], name, hash) { return symbol }
            slot = (slot + 1) & mask
        }
        return add(name, hash: hash, at: slot)
    }

    private func holds(_ entry: Entry, _ name: UnsafeBufferPointer<UInt8>, _ hash: UInt32) -> Bool {
        guard entry.hash == hash, entry.count == name.count else { return false }
        let start = Int(entry.start)
        for index in 0..<name.count where pool[start + index] != name[index] { return false }
        return true
    }

    private mutating func add(_ name: UnsafeBufferPointer<UInt8>, hash: UInt32, at slot: Int) -> Int32 {
        let symbol = Int32(entries.count)
        entries.append(Entry(hash: hash, start: Int32(pool.count), count: Int32(name.count)))
        pool.append(contentsOf: name)
        texts.append(String(decoding: name, as: UTF8.self))
        slots[slot] = symbol
        if entries.count * 2 > slots.count { grow() }
        return symbol
    }

    private mutating func grow() {
        slots = Array(repeating: Arena.absent, count: slots.count * 2)
        let mask = slots.count - 1
        for (symbol, entry) in entries.enumerated() {
            var slot = Int(spread(entry.hash)) & mask
            while slots[slot] != Arena.absent { slot = (slot + 1) & mask }
            slots[slot] = Int32(symbol)
        }
    }

    /// Brings the better, upper bits of a hash down.
    private func spread(_ hash: UInt32) -> UInt32 {
        hash ^ (hash >> 15)
    }
}
