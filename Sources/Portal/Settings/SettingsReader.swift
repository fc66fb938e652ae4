/// Reads environment variables and gathers what is wrong with them.
///
/// An empty variable counts as none.
struct SettingsReader {
    private let environment: [String: String]
    private var known: Set<String> = []
    private var faults: [String] = []

    init(_ environment: [String: String]) {
        self.environment = environment
    }

    mutating func text(_ name: String) -> String? {
        known.insert(name)
        guard let text = environment[name], !text.isEmpty else { return nil }
        return text
    }

    mutating func value<Value>(_ name: String, _ expected: String, _ read: (String) -> Value?) -> Value? {
        guard let text = text(name) else { return nil }
        guard let value = read(text) else {
            fault("\(name) must be \(expected).")
            return nil
        }
        return value
    }

    mutating func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
        value(name, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    mutating func flag(_ name: String) -> Bool? {
        value(name, "1 or 0") { ["1": true, "true": true, "on": true, "0": false, "false": false, "off": false][$0] }
    }

    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(_ name: String) -> Choice? {
        let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return value(name, "one of \(choices)", Choice.init(rawValue:))
    }

    mutating func list<Element>(_ name: String, _ expected: String, _ read: (String) -> Element?) -> [Element] {
        let list: [Element]? = value(name, "\(expected), with commas between") { text in
            let texts = text.split(separator: ",").map { $0.replacing(" ", with: "") }
            let elements = texts.compactMap { read(String($0)) }
            return elements.count == texts.count ? elements : nil
        }
        return list ?? []
    }

    mutating func fault(_ sentence: String) {
        faults.append(sentence)
    }

    /// Refuses settings that nobody reads, since they are misspelt ones, and all mistakes found before.
    mutating func finish() throws(SettingsFaults) {
        let unknown = environment.keys.filter { $0.hasPrefix("PORTICO_") && !known.contains($0) }
        faults += unknown.sorted().map { "\($0) is no setting. There are: \(Self.names(known, like: $0))." }
        if !faults.isEmpty { throw SettingsFaults(faults: faults) }
    }

    /// The settings of the same kind: limits are many.
    private static func names(_ known: Set<String>, like unknown: String) -> String {
        let limits = "PORTICO_LIMIT_"
        return known.filter { $0.hasPrefix("PORTICO_") && $0.hasPrefix(limits) == unknown.hasPrefix(limits) }
            .sorted().joined(separator: ", ")
    }
}
