/// A queue that reuses its memory: what comes in first goes out first.
struct Fifo<Element> {
    private var storage: [Element?] = []
    private var head = 0
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }
    var first: Element? { count == 0 ? nil : storage[head] }

    mutating func append(_ element: Element) {
        if count == storage.count { grow() }
        storage[(head + count) & (storage.count - 1)] = element
        count += 1
    }

    /// Puts an element before all others: it was taken out and has to come again.
    mutating func prepend(_ element: Element) {
        if count == storage.count { grow() }
        head = (head + storage.count - 1) & (storage.count - 1)
        storage[head] = element
        count += 1
    }

    @discardableResult
    mutating func popFirst() -> Element? {
        guard count > 0 else { return nil }
        let element = storage[head]
        storage[head] = nil
        head = (head + 1) & (storage.count - 1)
        count -= 1
        return element
    }

    /// Takes out what the condition chooses, keeping the order of the rest.
    mutating func remove(where isChosen: (Element) -> Bool) -> [Element] {
        var chosen: [Element] = []
        for _ in 0..<count {
            guard let element = popFirst() else { break }
            if isChosen(element) { chosen.append(element) } else { append(element) }
        }
        return chosen
    }

    /// Takes out everything.
    mutating func removeAll() -> [Element] {
        remove { _ in true }
    }

    func forEach(_ body: (Element) -> Void) {
        for position in 0..<count {
            if let element = storage[(head + position) & (storage.count - 1)] { body(element) }
        }
    }

    /// The capacity is a power of two, so that a mask can take the place of a division.
    private mutating func grow() {
        var larger: [Element?] = []
        larger.reserveCapacity(max(8, storage.count * 2))
        forEach { larger.append($0) }
        let capacity = max(8, storage.count * 2)
        while larger.count < capacity { larger.append(nil) }
        storage = larger
        head = 0
    }
}
