import Synchronization

/// A cache that keeps what was used lately: two generations, of which the older is dropped when the younger is full.
///
/// Looking something up costs one lock and one or two dictionary accesses, whatever the size.
final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Generations {
        var young: [Key: Value] = [:]
        var old: [Key: Value] = [:]
    }

    private let capacity: Int
    private let generations = Mutex(Generations())

    /// Makes an empty cache.
    ///
    /// - Parameter capacity: the number of entries that are kept at most.
    init(capacity: Int) {
        self.capacity = capacity
    }

    subscript(key: Key) -> Value? {
        generations.withLock { generations in
            if let value = generations.young[key] { return value }
            guard let value = generations.old.removeValue(forKey: key) else { return nil }
            insert(value, for: key, &generations)
            return value
        }
    }

    func insert(_ value: Value, for key: Key) {
        generations.withLock { insert(value, for: key, &$0) }
    }

    private func insert(_ value: Value, for key: Key, _ generations: inout Generations) {
        if generations.young.count >= capacity / 2 {
            generations.old = generations.young
            generations.young.removeAll(keepingCapacity: true)
        }
        generations.young[key] = value
    }
}
