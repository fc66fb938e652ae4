import Testing

@testable import Postgres

@Suite struct CollectionTests {
    @Test func `a queue gives what came in first, whatever was taken, added and put back before`() {
        var queue = Fifo<Int>()
        var expected: [Int] = []
        var generator = Steps()
        for step in 0..<5000 {
            switch generator.next() % 5 {
            case 0, 1:
                queue.append(step)
                expected.append(step)
            case 2:
                queue.prepend(-step)
                expected.insert(-step, at: 0)
            case 3: #expect(queue.popFirst() == (expected.isEmpty ? nil : expected.removeFirst()))
            default:
                let odd = queue.remove { !$0.isMultiple(of: 2) }
                #expect(odd == expected.filter { !$0.isMultiple(of: 2) })
                expected.removeAll { !$0.isMultiple(of: 2) }
            }
            #expect(queue.count == expected.count)
            #expect(queue.first == expected.first)
        }
        #expect(queue.removeAll() == expected)
        #expect(queue.isEmpty)
    }

    @Test func `an empty queue has nothing to give`() {
        var queue = Fifo<String>()
        #expect(queue.popFirst() == nil)
        #expect(queue.first == nil)
        #expect(queue.removeAll().isEmpty)
    }

    @Test func `K20 what wasn't used for the longest time is forgotten`() {
        var cache = LeastRecentlyUsed<String, Int>(limit: 2)
        #expect(cache.insert("a", 1) == nil)
        #expect(cache.insert("b", 2) == nil)
        #expect(cache.use("a") == 1)
        let forgotten = cache.insert("c", 3)
        #expect(forgotten?.key == "b")
        #expect(forgotten?.value == 2)
        #expect(cache.use("b") == nil)
        #expect(cache.use("a") == 1)
        #expect(cache.count == 2)
    }

    @Test func `removing and changing keep the order of the rest`() {
        var cache = LeastRecentlyUsed<Int, Int>(limit: 3)
        for key in 0..<3 { _ = cache.insert(key, key) }
        cache.remove(1)
        cache.update(0, 10)
        #expect(cache.insert(3, 3) == nil)
        #expect(cache.insert(4, 4)?.value == 10)
        #expect(cache.insert(5, 5)?.key == 2)
    }

    @Test func `a cache behaves as a plain list of what was used last`() {
        var cache = LeastRecentlyUsed<Int, Int>(limit: 5)
        var order: [Int] = []
        var generator = Steps()
        for _ in 0..<5000 {
            let key = Int(generator.next() % 9)
            if generator.next() % 7 == 0 {
                cache.remove(key)
                order.removeAll { $0 == key }
                continue
            }
            let isThere = order.contains(key)
            #expect((cache.use(key) != nil) == isThere)
            if !isThere {
                let forgotten = cache.insert(key, key)?.key
                #expect(forgotten == (order.count == 5 ? order.removeLast() : nil))
            }
            order.removeAll { $0 == key }
            order.insert(key, at: 0)
        }
    }

    @Test(arguments: [
        (Duration.zero, Int32(0)), (.milliseconds(5), 5), (.microseconds(1), 1), (.seconds(-1), 0),
        (.seconds(Int64.max), -1), (.seconds(3_000_000), .max),
    ])
    func `a time from now is that many milliseconds away, rounded up`(duration: Duration, milliseconds: Int32) {
        let start = Instant(nanoseconds: 1_000_000_000_000)
        #expect(start.milliseconds(until: start + duration) == milliseconds)
    }

    /// The same steps on every run.
    private struct Steps: RandomNumberGenerator {
        private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }
}
