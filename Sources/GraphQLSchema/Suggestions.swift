/// " Did you mean …?", or nothing where no option is near enough.
///
/// The options that are at most some edits away from what was written, nearest first, as the reference finds them.
package func didYouMean(_ written: String, among options: some Sequence<String>, hint: String = "") -> String {
    didYouMean(suggestions(for: written, among: options), hint: hint)
}

/// " Did you mean "a", "b", or "c"?" for at most five suggestions; nothing for none.
package func didYouMean(_ suggestions: [String], hint: String = "") -> String {
    let quoted = suggestions.prefix(5).map { "\"\($0)\"" }
    let start = " Did you mean " + (hint.isEmpty ? "" : hint + " ")
    switch quoted.count {
    case 0: return ""
    case 1: return start + quoted[0] + "?"
    case 2: return start + quoted[0] + " or " + quoted[1] + "?"
    default: return start + quoted.dropLast().joined(separator: ", ") + ", or " + quoted[quoted.count - 1] + "?"
    }
}

/// The options that are near enough to what was written, nearest first.
package func suggestions(for written: String, among options: some Sequence<String>) -> [String] {
    let units = Array(written.lowercased().utf16)
    let threshold = written.utf16.count * 2 / 5 + 1
    var distances: [String: Int] = [:]
    for option in options where distances[option] == nil {
        if option == written {
            distances[option] = 0
        } else if option.lowercased() == written.lowercased() {
            distances[option] = 1
        } else if let distance = editDistance(Array(option.lowercased().utf16), units, atMost: threshold) {
            distances[option] = distance
        }
    }
    return distances.sorted { ($0.value, NaturalOrder($0.key)) < ($1.value, NaturalOrder($1.key)) }.map(\.key)
}

/// Counts insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
private func editDistance(_ left: [UInt16], _ right: [UInt16], atMost threshold: Int) -> Int? {
    guard abs(left.count - right.count) <= threshold else { return nil }
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in 1...left.count {
        var row = [i]
        for j in 1...right.count {
            let substitution = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
            var cell = min(last[j] + 1, row[j - 1] + 1, substitution)
            if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                cell = min(cell, beforeLast[j - 2] + 1)
            }
            row.append(cell)
        }
        if let smallest = row.min(), smallest > threshold { return nil }
        (beforeLast, last) = (last, row)
    }
    return last[right.count] <= threshold ? last[right.count] : nil
}

/// Names in the order in which people sort them: `item2` before `item10`.
package struct NaturalOrder: Comparable {
    private let parts: [Part]

    private enum Part: Equatable {
        case number(Int)
        case unit(UInt8)
    }

    package init(_ name: String) {
        var parts: [Part] = []
        var digits: Int?
        for byte in name.utf8 {
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                let (product, overflow) = (digits ?? 0).multipliedReportingOverflow(by: 10)
                digits = overflow ? digits : product &+ Int(byte - UInt8(ascii: "0"))
            } else {
                if let number = digits { parts.append(.number(number)) }
                digits = nil
                parts.append(.unit(byte))
            }
        }
        if let number = digits { parts.append(.number(number)) }
        self.parts = parts
    }

    package static func < (left: NaturalOrder, right: NaturalOrder) -> Bool {
        for (left, right) in zip(left.parts, right.parts) where left != right {
            switch (left, right) {
            case (.number(let left), .number(let right)): return left < right
            case (.unit(let left), .unit(let right)): return left < right
            case (.number, .unit(let right)): return UInt8(ascii: "0") < right
            case (.unit(let left), .number): return left < UInt8(ascii: "0")
            }
        }
        return left.parts.count < right.parts.count
    }
}
