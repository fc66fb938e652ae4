import Access
import Execution
import Portal
import Testing

/// Which rules stand together in a schema that has lost all others.
enum RuleTier: CaseIterable {
    case roots, interfaces, objects, connections, edges, fields, totals, totalFields, inputs, payloads

    init(_ coordinate: String) {
        let parts = coordinate.split(separator: ".")
        self =
            switch (parts[0], parts.count) {
            case ("Query", 2), ("Mutation", 2): .roots
            case (let type, 2) where ["Filter", "OrderField", "Input"].contains(where: type.hasSuffix): .inputs
            case (let type, 2): type.hasSuffix("Total") ? .totalFields : .fields
            case ("Node", _): .interfaces
            case (let type, _) where type.hasSuffix("Connection"): .connections
            case (let type, _) where type.hasSuffix("Edge"): .edges
            case (let type, _) where type.hasSuffix("Total"): .totals
            case (let type, _) where type.hasSuffix("Payload"): .payloads
            // It is answered as payloads are, and holds objects that have a rule of their own.
            case ("AccessExplanation", _): .payloads
            default: .objects
            }
    }
}

@Suite("Every access rule holds", .serialized)
struct AccessRuleTests {
    @Test("A1 the table of rules has a line for each rule of the schema")
    func complete() throws {
        let ruled = try SchemaText.coordinatesWithRules
        #expect(Set(AccessRuleLine.all.map(\.coordinate)) == Set(ruled))
        #expect(AccessRuleLine.all.count == ruled.count)
    }

    @Test("A2 a field takes its own rule, its type's and that of what it returns", arguments: AccessRuleLine.all)
    func together(line: AccessRuleLine) async throws {
        let audiences = try await Audiences.shared.value
        var rules = Dictionary(AccessRuleLine.all.map { ($0.coordinate, $0.lets) }, uniquingKeysWith: { $1 })
        rules["any object"] = AccessRuleLine.all.filter { RuleTier($0.coordinate) == .objects }
            .reduce(into: []) { $0.formUnion($1.lets) }
        let lets = line.through.reduce(line.lets) { $0.intersection(rules[$1] ?? $0) }
        try await ask(line, letting: lets, audiences.plain, audiences)
    }

    /// Rules overlap, and the strictest wins: so that none leans on another, each is asked without the others.
    @Test("A2 each rule holds alone, with the rules before and behind it gone", arguments: RuleTier.allCases)
    func alone(tier: RuleTier) async throws {
        let audiences = try await Audiences.shared.value
        let schema = try SchemaText.keepingRules { RuleTier($0) == tier }
        let engine = try audiences.engine(schema: schema)
        let lines = AccessRuleLine.all.filter { RuleTier($0.coordinate) == tier }
        #expect(!lines.isEmpty)
        for line in lines { try await ask(line, letting: line.lets, engine, audiences) }
    }

    /// What the test before would notice, so that it can't pass for rules that keep nobody out.
    @Test("A2 without its rule, somebody comes in whom the rule keeps out", arguments: AccessRuleLine.all)
    func without(line: AccessRuleLine) async throws {
        let audiences = try await Audiences.shared.value
        let tier = RuleTier(line.coordinate)
        let schema = try SchemaText.keepingRules { RuleTier($0) == tier && $0 != line.coordinate }
        let engine: Engine
        do { engine = try audiences.engine(schema: schema) } catch let error as SchemaFaults {
            // What is left of the schema for somebody doesn't hold together, which is noticed, too.
            return #expect(error.faults.allSatisfy { $0.contains("the schema of ") }, "\(error)")
        }
        for viewer in TestViewer.kinds where !viewer.isLetIn(line.lets) {
            let answer = try await engine.ask(line.question, as: audiences.credential(viewer))
            if !viewer.isRefused(answer) { return }
        }
        Issue.record("\(line.coordinate) keeps the same viewers out without its rule")
    }

    private func ask(
        _ line: AccessRuleLine, letting lets: Set<Character>, _ engine: Engine, _ audiences: Audiences
    ) async throws {
        for viewer in TestViewer.kinds {
            let answer = try await engine.ask(line.question, as: audiences.credential(viewer))
            #expect(
                viewer.isRefused(answer) == !viewer.isLetIn(lets), "\(viewer) asks for \(line.coordinate): \(answer)")
        }
    }
}

extension TestViewer {
    fileprivate func isLetIn(_ letters: Set<Character>) -> Bool {
        letter.map(letters.contains) ?? false
    }

    /// Whether a document was refused for what it asks: to this viewer, that doesn't exist.
    fileprivate func isRefused(_ response: Response) -> Bool {
        response.answer.outcome == .refused(self == .nobody ? .unauthenticated : .validation)
    }
}
