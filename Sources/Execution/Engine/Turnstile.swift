import Synchronization

/// Lets so many through at the same time under each key.
final class Turnstile<Key: Hashable & Sendable>: Sendable {
    private let limit: Int
    private let inside = Mutex<[Key: Int]>([:])

    init(limit: Int) {
        self.limit = limit
    }

    /// How many are in.
    func count(of key: Key) -> Int {
        inside.withLock { $0[key, default: 0] }
    }

    /// Lets one in, unless so many are in already.
    func enter(_ key: Key) -> Bool {
        inside.withLock { inside in
            Self.count(&inside[key, default: 0], below: limit)
        }
    }

    /// Lets one out that was let in.
    func leave(_ key: Key) {
        inside.withLock { inside in
            guard let place = inside.index(forKey: key) else { return }
            inside.values[place] -= 1
            if inside.values[place] == 0 { inside.remove(at: place) }
        }
    }

    /// Every request passes here twice, so a key is looked up once each time.
    private static func count(_ count: inout Int, below limit: Int) -> Bool {
        if count >= limit { return false }
        count += 1
        return true
    }
}
