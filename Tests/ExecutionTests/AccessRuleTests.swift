import Access
import Execution
import Testing

/// Which rules stand together in a schema that has lost all others.
enum RuleTier: CaseIterable {
    case roots, interfaces, objects, connections, edges, fields, totals, totalFields, inputs, payloads

    init(_ coordinate: String) {
        let parts = coordinate.split(separator: ".")
        self =
            switch (parts[0], parts.count) {
            case ("Query", 2), ("Mutation", 2): .roots
            case (let type, 2) where type.hasSuffix("Filter") || type.hasSuffix("OrderField"): .inputs
            case (let type, 2): type.hasSuffix("Total") ? .totalFields : .fields
            case ("Node", _): .interfaces
            case (let type, _) where type.hasSuffix("Connection"): .connections
            case (let type, _) where type.hasSuffix("Edge"): .edges
            case (let type, _) where type.hasSuffix("Total"): .totals
            case (let type, _) where type.hasSuffix("Payload"): .payloads
            default: .objects
            }
    }
}

@Suite("Every access rule holds")
struct AccessRuleTests {
    @Test("A1 the table of rules has a line for each rule of the schema")
    func complete() throws {
        let ruled = try SchemaText().coordinatesWithRules
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
        let schema = try SchemaText().keepingRules { RuleTier($0) == tier }
        let engine = try audiences.engine(schema: schema)
        let lines = AccessRuleLine.all.filter { RuleTier($0.coordinate) == tier }
        #expect(!lines.isEmpty)
        for line in lines { try await ask(line, letting: line.lets, engine, audiences) }
    }

    private func ask(
        _ line: AccessRuleLine, letting lets: Set<Character>, _ engine: Engine, _ audiences: Audiences
    ) async throws {
        for viewer in TestViewer.kinds {
            let answer = try await engine.ask(line.question, as: audiences.credential(viewer))
            let isLetIn = viewer.letter.map(lets.contains) ?? false
            let refusal: ErrorCode = viewer == .nobody ? .unauthenticated : .validation
            #expect(
                (answer.answer.outcome == .refused(refusal)) == !isLetIn,
                "\(viewer) asks for \(line.coordinate): \(answer)")
        }
    }
}

extension SchemaText {
    /// The elements that @auth or @signedIn stands at, in the schema's order.
    var coordinatesWithRules: [String] {
        var found: [String] = []
        _ = lines { coordinate, line in
            if line.contains(Self.rule) { found.append(coordinate) }
            return line
        }
        return found
    }

    /// The schema without the rules of elements that a filter refuses: everybody is let in there.
    func keepingRules(_ isKept: (String) -> Bool) -> SchemaText {
        var copy = self
        copy.text = lines { coordinate, line in
            guard line.contains(Self.rule), !isKept(coordinate) else { return line }
            // Inputs have no word for everybody; and nobody who isn't signed in sees a connection, which is all that
            // reports are made of.
            let isInput = RuleTier(coordinate) == .inputs
            let everybody = isInput ? Self.everyRole : coordinate == "Reports" ? "@signedIn" : "@public"
            return line.replacing(Self.rule, with: everybody)
        }
        return copy
    }

    private static var rule: Regex<Substring> { /@auth\([^)]*\)|@signedIn/ }

    private static var everyRole: String {
        "@auth(roles: [\(Role.allCases.map(\.rawValue).joined(separator: ", "))])"
    }

    /// The text with each line of a definition changed, given the element that the line belongs to.
    private func lines(_ change: (String, String) -> String) -> String {
        var type = ""
        var coordinate = ""
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if let head = line.prefixMatch(of: /(type|interface|input|enum) (\w+)/) {
                type = String(head.2)
                coordinate = type
            } else if let field = line.prefixMatch(of: #/  (\w+)/#) {
                coordinate = "\(type).\(field.1)"
            }
            return line.hasPrefix("directive ") ? String(line) : change(coordinate, String(line))
        }.joined(separator: "\n")
    }
}
