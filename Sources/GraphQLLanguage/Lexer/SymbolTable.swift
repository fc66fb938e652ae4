/// Gives every name of a document a number, so that names are compared as numbers.
///
/// An open-addressed hash table over the names' bytes, which stay where they are: in the document, or in the list of
/// keywords. The hash begins with a number drawn at start, so that nobody can write a document whose names all fall
/// into one place.
struct SymbolTable {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// The names that are no keywords; their symbols follow those of the keywords.
    private var entries: [Entry] = []
    /// Symbols by hash; the number of slots is a power of two, at least twice the number of symbols.
    private var slots = Keywords.shared.slots

    private struct Entry {
        var hash: UInt32
        var start: Int32
        var count: Int32
    }

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        entries.reserveCapacity(min(bytes.count / 12 + 4, 1024))
    }

    /// The symbol of the name at a range of bytes, which is made if the name is new.
    mutating func intern(_ name: Range<Int>, hash: UInt32) -> Int32 {
        let mask = slots.count - 1
        var slot = SymbolHash.slot(hash, mask)
        while slots[slot] != Arena.absent {
            let symbol = slots[slot]
            if isName(symbol, name, hash) { return symbol }
            slot = (slot + 1) & mask
        }
        let symbol = Int32(truncatingIfNeeded: Keywords.count + entries.count)
        let entry = Entry(
            hash: hash, start: Int32(truncatingIfNeeded: name.lowerBound), count: Int32(truncatingIfNeeded: name.count))
        entries.append(entry)
        slots[slot] = symbol
        if (Keywords.count + entries.count) * 2 > slots.count { grow() }
        return symbol
    }

    private func isName(_ symbol: Int32, _ name: Range<Int>, _ hash: UInt32) -> Bool {
        let index = Int(symbol) - Keywords.count
        guard index >= 0 else { return Keywords.shared.holds(symbol, bytes, name, hash) }
        let entry = entries[index]
        guard entry.hash == hash, Int(entry.count) == name.count else { return false }
        let distance = name.lowerBound - Int(entry.start)
        for position in name where bytes[position] != bytes[position - distance] { return false }
        return true
    }

    private mutating func grow() {
        let mask = slots.count * 2 - 1
        slots = Keywords.shared.slots(count: mask + 1)
        for (index, entry) in entries.enumerated() {
            var slot = SymbolHash.slot(entry.hash, mask)
            while slots[slot] != Arena.absent { slot = (slot + 1) & mask }
            slots[slot] = Int32(truncatingIfNeeded: Keywords.count + index)
        }
    }

    /// The texts of the symbols that are no keywords.
    var texts: [String] { entries.map(text) }

    /// The text of one symbol.
    func text(of symbol: Int32) -> String {
        let index = Int(symbol) - Keywords.count
        return index < 0 ? Keywords.shared.texts[Int(symbol)] : text(entries[index])
    }

    private func text(_ entry: Entry) -> String {
        let start = Int(entry.start)
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<start + Int(entry.count)]), as: UTF8.self)
    }
}

/// The hash of names: FNV-1a from a secret beginning.
enum SymbolHash {
    /// The hash of no bytes.
    static let seed = UInt32.random(in: .min ... .max)

    /// Adds a byte to a hash.
    @inline(__always)
    static func add(_ byte: UInt8, to hash: UInt32) -> UInt32 {
        (hash ^ UInt32(byte)) &* 16_777_619
    }

    /// Where a hash belongs in a table whose size is a power of two, one more than the mask.
    @inline(__always)
    static func slot(_ hash: UInt32, _ mask: Int) -> Int {
        Int(hash ^ (hash >> 15)) & mask
    }
}
