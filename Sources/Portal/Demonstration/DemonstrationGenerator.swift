import SQLText

/// Chance that repeats itself: the same numbers and ids, whatever the machine, the day or the version of Swift.
///
/// SplitMix64, by Steele, Lea and Flood (2014).
struct DemonstrationGenerator: RandomNumberGenerator {
    private var state: UInt64
    /// 2026-01-01T00:00:00Z: ids come from a clock of their own, a millisecond later each.
    private var milliseconds: UInt64 = 1_767_225_600_000

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func id() -> RowID {
        milliseconds += 1
        return RowID(milliseconds: milliseconds, using: &self)
    }

    /// A number from 0 to the one below the bound, which is at least 1.
    mutating func number(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(max(1, bound))).high)
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + number(below: range.count)
    }

    /// True once in so many times.
    mutating func once(in times: Int) -> Bool {
        number(below: times) == 0
    }

    mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[number(below: choices.count)]
    }

    /// Digits as in a phone number.
    mutating func digits(_ count: Int) -> String {
        String((0..<count).map { _ in Character(String(number(below: 10))) })
    }
}
