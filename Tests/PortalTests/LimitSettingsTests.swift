import Execution
import Foundation
import Planning
import Postgres
import TestSupport
import Testing

@testable import Portal

@Suite("Settings of limits") struct LimitSettingsTests {
    @Test(
        "Each limit has a usual value within its range, a meaning, and a setting that is read",
        arguments: Limit.allCases)
    func each(limit: Limit) throws {
        #expect(limit.range.contains(limit.usual))
        #expect(!limit.meaning.what.isEmpty && !limit.meaning.beyond.isEmpty)
        #expect(try Settings(environment: [:]).limits[limit] == limit.usual)
        for value in [limit.range.lowerBound, limit.range.upperBound] {
            #expect(try Settings(environment: [limit.setting: "\(value)"]).limits[limit] == value)
        }
        for value in ["\(limit.range.lowerBound - 1)", "\(limit.range.upperBound + 1)", "many", "1e3", "-"] {
            let faults = #expect(throws: SettingsFaults.self) { try Settings(environment: [limit.setting: value]) }
            #expect(
                faults?.faults == [
                    "\(limit.setting) must be a whole number from \(limit.range.lowerBound) to "
                        + "\(limit.range.upperBound)."
                ])
        }
    }

    /// What every layer below the carrier is told.
    private func told(_ limits: Limits) -> String {
        var database = DatabaseConfiguration(connectionString: "")
        limits.apply(to: &database)
        return "\(limits.engine) \(limits.planning) \(database)"
    }

    static let carriers: Set<Limit> = [
        .connections, .idleSeconds, .headerBytes, .headers, .headerSeconds, .addressBytes, .bodyBytes, .bodyRatio,
        .bodySeconds, .bodyRate, .requestSeconds, .readingSeconds, .requests, .jsonDepth, .jsonMembers, .documentBytes,
    ]

    @Test("Each setting reaches its layer, and the usual limits are what a layer has by itself")
    func wiring() {
        let usual = told(Limits())
        // Times on a processor are of the installation alone: by itself, a layer counts.
        var (engine, planning) = (EngineLimits(), PlanningLimits())
        engine.validation.maximumTime = .milliseconds(20)
        planning.maximumTime = .milliseconds(50)
        #expect(usual == "\(engine) \(planning) \(DatabaseConfiguration(connectionString: ""))")
        for limit in Limit.allCases where !Self.carriers.contains(limit) {
            var limits = Limits()
            limits[limit] = limit.usual - 1 >= limit.range.lowerBound ? limit.usual - 1 : limit.usual + 1
            #expect(told(limits) != usual, "\(limit)")
        }
    }

    @Test("A misspelt limit is named beside the limits, and no other setting")
    func misspelt() {
        let faults = #expect(throws: SettingsFaults.self) { try Settings(environment: ["PORTICO_LIMIT_TOKEN": "1"]) }
        #expect(faults?.description.contains("PORTICO_LIMIT_TOKENS") == true)
        #expect(faults?.description.contains("PORTICO_SECRET") == false)
        let others = #expect(throws: SettingsFaults.self) { try Settings(environment: ["PORTICO_SECERT": "1"]) }
        #expect(others?.description.contains("PORTICO_LIMIT_TOKENS") == false)
    }

    @Test("README.md lists the limits as they are; RECORD=1 writes the table anew") func readme() throws {
        let file = SourceTree.root.appending(path: "README.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let (start, end) = ("| `PORTICO_LIMIT_…` | Default | At most so many | Beyond |\n|---|---|---|---|\n", "\n\n")
        let table = Limit.allCases.map { limit in
            let (what, beyond) = limit.meaning
            return "| `\(limit.rawValue)` | \(limit.usual) | \(what) | \(beyond) |"
        }.joined(separator: "\n")
        let head = try #require(text.firstRange(of: start))
        let tail = try #require(text[head.upperBound...].firstRange(of: end))
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            let whole = text[..<head.upperBound] + table + text[tail.lowerBound...]
            try String(whole).write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(text[head.upperBound..<tail.lowerBound] == table[...])
    }
}
