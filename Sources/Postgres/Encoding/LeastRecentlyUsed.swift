/// A dictionary of limited size that forgets what wasn't used for the longest time.
///
/// A doubly linked list in arrays: looking up a key moves it to the front without allocating.
struct LeastRecentlyUsed<Key: Hashable, Value> {
    private struct Node {
        var key: Key
        var value: Value
        var before: Int
        var after: Int
    }

    let limit: Int
    private var positions: [Key: Int] = [:]
    private var nodes: [Node] = []
    private var free: [Int] = []
    private var newest = -1
    private var oldest = -1

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    var count: Int { positions.count }
    var isFull: Bool { positions.count >= limit }

    /// The key's value, which is then the most recently used one.
    mutating func use(_ key: Key) -> Value? {
        guard let position = positions[key] else { return nil }
        if position != newest {
            unlink(position)
            linkAsNewest(position)
        }
        return nodes[position].value
    }

    /// Changes the value of a key that is there.
    mutating func update(_ key: Key, _ value: Value) {
        if let position = positions[key] { nodes[position].value = value }
    }

    /// Adds a key that isn't there, as the most recently used one; what was forgotten for it, if the size was reached.
    mutating func insert(_ key: Key, _ value: Value) -> (key: Key, value: Value)? {
        var forgotten: (key: Key, value: Value)?
        if isFull, oldest >= 0 {
            forgotten = (nodes[oldest].key, nodes[oldest].value)
            remove(nodes[oldest].key)
        }
        let node = Node(key: key, value: value, before: -1, after: -1)
        let position: Int
        if let reused = free.popLast() {
            nodes[reused] = node
            position = reused
        } else {
            position = nodes.count
            nodes.append(node)
        }
        positions[key] = position
        linkAsNewest(position)
        return forgotten
    }

    mutating func remove(_ key: Key) {
        guard let position = positions.removeValue(forKey: key) else { return }
        unlink(position)
        free.append(position)
    }

    private mutating func unlink(_ position: Int) {
        let node = nodes[position]
        if node.before >= 0 { nodes[node.before].after = node.after } else { newest = node.after }
        if node.after >= 0 { nodes[node.after].before = node.before } else { oldest = node.before }
    }

    private mutating func linkAsNewest(_ position: Int) {
        nodes[position].before = -1
        nodes[position].after = newest
        if newest >= 0 { nodes[newest].before = position } else { oldest = position }
        newest = position
    }
}
