import Execution
import GraphQLSchema
import Testing

/// What is hidden can't be told from what was never there.
@Suite("A3 Leak 9: neither introspection nor a message tells of what is hidden")
struct HiddenTextTests {
    private static let questions = AccessRuleLine.all.filter {
        [.roots, .objects, .fields].contains(RuleTier($0.coordinate))
    }

    @Test("A3 Leak 9: a hidden name and one that nobody has are refused in the same words", arguments: questions)
    func sameWords(line: AccessRuleLine) async throws {
        let audiences = try await Audiences.shared.value
        let engine = audiences.plain
        let name = line.coordinate.split(separator: ".").last.map(String.init) ?? ""
        // As long as the name, so that all places stay.
        let stranger = "z" + String(repeating: "q", count: name.count - 1)
        var asked = 0
        for viewer in TestViewer.kinds {
            let hidden = try await engine.ask(line.question, as: audiences.credential(viewer))
            if hidden.json["data"] != nil { continue }
            asked += 1
            let unknown = try await engine.ask(
                line.question.replacing(name, with: stranger, maxReplacements: 1), as: audiences.credential(viewer))
            #expect(hidden.text == unknown.text.replacing(stranger, with: name), "\(viewer)")
            #expect(!hidden.text.contains("Did you mean"))
        }
        #expect(asked > 0)
    }

    private static let whole = """
        { __schema { types { name description fields(includeDeprecated: true) { name description args { name
          defaultValue } type { name ofType { name ofType { name ofType { name } } } } } inputFields { name description }
          enumValues(includeDeprecated: true) { name } possibleTypes { name } interfaces { name } } directives { name } } }
        """

    @Test("A3 Leak 9: introspection names no hidden type and no server directive", arguments: TestViewer.kinds)
    func introspection(viewer: TestViewer) async throws {
        let audiences = try await Audiences.shared.value
        let answer = try await audiences.plain.ask(Self.whole, as: audiences.credential(viewer))
        guard let letter = viewer.letter else {
            #expect(answer.answer.outcome == .refused(.unauthenticated), "\(answer)")
            return
        }
        #expect(answer.codes.isEmpty, "\(answer)")
        let types = (answer.at("__schema", "types") as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
        for line in AccessRuleLine.all where RuleTier(line.coordinate) == .objects {
            let isVisible = line.lets.contains(letter)
            // What is visible and can't be reached isn't told of either.
            if !isVisible {
                #expect(!types.contains { $0.hasPrefix(line.coordinate + "Connection") || $0 == line.coordinate })
                #expect(!answer.text.contains("\"\(line.coordinate)\""), "\(line.coordinate)")
            }
        }
        for line in AccessRuleLine.all where RuleTier(line.coordinate) == .fields && !line.lets.contains(letter) {
            let parts = line.coordinate.split(separator: ".").map(String.init)
            let type = (answer.at("__schema", "types") as? [[String: Any]] ?? []).first {
                $0["name"] as? String == parts[0]
            }
            let fields = (type?["fields"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
            #expect(!fields.contains(parts[1]), "\(line.coordinate)")
        }
        for directive in ["auth", "assigned", "scope", "signedIn", "public", "column", "table", "Role", "ApiScope"] {
            #expect(!answer.text.contains("\"\(directive)\""), "\(directive)")
        }
    }
}
