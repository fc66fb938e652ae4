import Execution
import GraphQLSchema
import Testing

/// What one viewer asked changes nothing for another: documents, operations, plans and statements are cached.
@Suite("A13 Leak 13: caches are shared by nobody who would see something else")
struct CacheTests {
    private static let documents: [(String, JSONObject)] = [
        ("{ viewer { role name email organizationName } }", [:]), ("{ __schema { types { name } } }", [:]),
        ("{ customers(first: 50) { totalCount nodes { id externalRef } } }", [:]),
        ("{ customers(first: 50) { totalCount nodes { id name contacts { totalCount } } } }", [:]),
        ("query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }", ["f": ["search": "a"]]),
        ("query ($f: CustomerFilter) { customers(filter: $f) { totalCount } }", ["f": ["country": ["eq": "NO"]]]),
        ("{ users(first: 50) { totalCount nodes { id name role } } }", [:]),
        ("{ users(first: 50) { totalCount nodes { id email } } }", [:]),
        ("{ partnerships { totalCount nodes { name customers { totalCount } } } }", [:]),
        ("{ invoices(first: 50) { totalCount nodes { number customer { name } } } }", [:]),
        ("{ leads(first: 50) { totalCount nodes { name } } }", [:]),
        ("{ viewer { user { email memberships { nodes { customerAccess } } } organization { vatId } } }", [:]),
    ]

    @Test("A13 every document answers each viewer alike, whoever asked before")
    func warmAndCold() async throws {
        let audiences = try await Audiences.shared.value
        var cold: [String: String] = [:]
        for viewer in TestViewer.allCases {
            let engine = try audiences.engine()
            for (number, document) in Self.documents.enumerated() {
                cold["\(viewer) \(number)"] = try await engine.ask(
                    document.0, document.1, as: audiences.credential(viewer)
                ).text
            }
        }
        // Not everybody gets the same, else this would show nothing.
        #expect(Set(TestViewer.allCases.map { cold["\($0) 3"] }).count > 5)
        let engine = try audiences.engine()
        for (number, document) in Self.documents.enumerated() {
            for viewer in TestViewer.allCases + TestViewer.allCases.reversed() {
                let warm = try await engine.ask(document.0, document.1, as: audiences.credential(viewer))
                #expect(warm.text == cold["\(viewer) \(number)"], "\(viewer) asks \(document.0)")
            }
        }
    }

    @Test("A13 the same document with other variables isn't answered from the first's plan")
    func shapes() async throws {
        let portal = try await TestPortal.shared.value
        let user = try portal.credential("user@nordlys.test")
        let query = """
            query ($f: CustomerFilter, $o: [CustomerOrder!], $x: Boolean = false) {
              customers(filter: $f, orderBy: $o) { totalCount nodes { name @skip(if: $x) } } }
            """
        let shapes: [JSONObject] = [
            [:], ["f": .null], ["f": [:]], ["f": ["status": ["eq": "ENABLED"]]], ["f": ["status": ["eq": "DISABLED"]]],
            ["f": ["status": ["in": ["ENABLED"]]]], ["f": ["status": ["in": ["ENABLED", "DISABLED"]]]],
            ["f": ["or": []]], ["f": ["or": [["name": ["eq": "x"]]]]], ["f": ["not": ["name": ["eq": "x"]]]],
            ["f": ["externalRef": ["isNull": true]]], ["f": ["externalRef": ["isNull": false]]],
            ["o": ["field": "NAME"]], ["o": ["field": "NAME", "direction": "DESC"]], ["o": ["field": "EMAIL"]],
            ["x": true], ["f": ["name": ["in": []]]], ["f": ["name": ["in": ["Fjord Shipping AS", "x"]]]],
        ]
        let warm = try portal.engine()
        for variables in shapes + shapes.reversed() {
            let cold = try await portal.engine().ask(query, variables, as: user)
            #expect(cold.codes.isEmpty, "\(cold)")
            #expect(try await warm.ask(query, variables, as: user).text == cold.text, "\(variables)")
        }
    }
}
