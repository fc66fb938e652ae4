import Synchronization

/// A cache that keeps what is used again: two generations, of which the older is dropped when the younger is full.
///
/// Something is taken in only when it comes for the second time, so that a flood of what comes once evicts nothing.
/// Looking something up costs one lock and one or two dictionary accesses, whatever the size.
final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Generations {
        var young: [Key: (value: Value, weight: Int)] = [:]
        var old: [Key: (value: Value, weight: Int)] = [:]
        var youngWeight = 0
        /// The hashes of what came once; two different keys may share one, which does no harm.
        var seenLately: Set<Int> = []
        var seenBefore: Set<Int> = []
    }

    private let capacity: Int
    private let maximumWeight: Int
    private let generations = Mutex(Generations())

    /// Makes an empty cache.
    ///
    /// - Parameters:
    ///   - capacity: the number of entries that are kept at most.
    ///   - maximumWeight: what they may weigh together.
    init(capacity: Int, maximumWeight: Int = .max) {
        self.capacity = capacity
        self.maximumWeight = maximumWeight
    }

    subscript(key: Key) -> Value? {
        generations.withLock { generations in
            if let entry = generations.young[key] { return entry.value }
            guard let entry = generations.old.removeValue(forKey: key) else { return nil }
            keep(entry.value, entry.weight, for: key, &generations)
            return entry.value
        }
    }

    /// Offers an entry, which is kept if the key was offered before.
    func insert(_ value: Value, for key: Key, weight: Int = 0) {
        generations.withLock { generations in
            let hash = key.hashValue
            guard generations.seenLately.contains(hash) || generations.seenBefore.contains(hash) else {
                if generations.seenLately.count >= capacity {
                    generations.seenBefore = generations.seenLately
                    generations.seenLately.removeAll(keepingCapacity: true)
                }
                generations.seenLately.insert(hash)
                return
            }
            if weight <= maximumWeight / 2 { keep(value, weight, for: key, &generations) }
        }
    }

    /// What is in it weighs no more than it may: each generation holds half.
    private func keep(_ value: Value, _ weight: Int, for key: Key, _ generations: inout Generations) {
        if generations.young.count >= capacity / 2 || generations.youngWeight + weight > maximumWeight / 2 {
            generations.old = generations.young
            generations.young.removeAll(keepingCapacity: true)
            generations.youngWeight = 0
        }
        if let replaced = generations.young.updateValue((value, weight), forKey: key) {
            generations.youngWeight -= replaced.weight
        }
        generations.youngWeight += weight
    }
}
