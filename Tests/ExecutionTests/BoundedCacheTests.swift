import Testing

@testable import Execution

@Suite("A bounded cache keeps what is used again") struct BoundedCacheTests {
    @Test("Limit: what comes once is not kept, what comes twice is")
    func secondUse() {
        let cache = BoundedCache<Int, Int>(capacity: 4)
        cache.insert(1, for: 1)
        #expect(cache[1] == nil)
        cache.insert(1, for: 1)
        #expect(cache[1] == 1)
    }

    @Test("Limit: a flood of what comes once evicts nothing")
    func flood() {
        let cache = BoundedCache<Int, Int>(capacity: 8)
        for key in 0..<4 { for _ in 0..<2 { cache.insert(key, for: key) } }
        for key in 100..<100_000 { cache.insert(key, for: key) }
        #expect((0..<4).allSatisfy { cache[$0] == $0 })
    }

    @Test("Limit: no more than its capacity is kept, the latest")
    func capacity() {
        let cache = BoundedCache<Int, Int>(capacity: 8)
        for key in 0..<20 { for _ in 0..<2 { cache.insert(key, for: key) } }
        let kept = (0..<20).filter { cache[$0] != nil }
        #expect(kept.count <= 8 && kept.contains(19) && !kept.contains(0))
    }

    @Test("Limit: what is kept weighs no more than it may, and what alone weighs too much is not kept")
    func weight() {
        let cache = BoundedCache<Int, Int>(capacity: 100, maximumWeight: 40)
        for key in 0..<20 { for _ in 0..<2 { cache.insert(key, for: key, weight: 10) } }
        #expect((0..<20).filter { cache[$0] != nil }.count <= 4)
        for _ in 0..<2 { cache.insert(99, for: 99, weight: 21) }
        #expect(cache[99] == nil)
        for _ in 0..<2 { cache.insert(98, for: 98, weight: 20) }
        #expect(cache[98] == 98)
    }
}
