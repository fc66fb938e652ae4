import Access
import Cryptography
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Planning
import SQLText
import Testing

@Suite("What an operation may ask of the database") struct PlanningLimitTests {
    /// The code and message with which a query is refused when it is planned or its values are bound; nil for one that
    /// isn't.
    private func refusal(
        _ query: String, variables: String = "{}", limits: PlanningLimits = .server
    ) throws -> PlanningError? {
        let viewer = try TestPlanning.viewer("ADMIN")
        let usual = try TestPlanning.planner()
        let planner = Planner(policy: usual.policy, mapping: usual.mapping, limits: limits)
        let schema = try planner.policy.visibleSchema(for: viewer.audience)
        let operation = try validate(Document.parse(Source(query)), against: schema).operation(named: nil)
        let values = try coerceVariables(
            of: operation.operation, provided: TestPlanning.json(variables), schema: schema)
        let cipher = try DeterministicCipher(keys: [[UInt8](repeating: 1, count: 64)])
        do throws(PlanningError) {
            let plan = try planner.plan(operation, variables: values, viewer: viewer)
            _ = try plan.bound(variables: values, viewer: viewer, cipher: cipher)
            return nil
        } catch {
            return error
        }
    }

    @Test("Limit: a list is sorted by 4 fields", arguments: [(4, false), (5, true)])
    func orderTerms(count: Int, isRefused: Bool) throws {
        let terms = [String](repeating: "{field: NAME, direction: ASC}", count: count).joined(separator: ",")
        let refusal = try refusal("{ customers(orderBy: [\(terms)]) { nodes { id } } }")
        #expect((refusal?.code == .tooComplex) == isRefused)
        #expect(refusal?.message == (isRefused ? "A list is sorted by at most 4 fields." : nil))
    }

    @Test("Limit: 100 ids of nodes, as written and through variables", arguments: [(100, false), (101, true)])
    func ids(count: Int, isRefused: Bool) throws {
        let list = "[" + [String](repeating: #""a""#, count: count).joined(separator: ",") + "]"
        let said = isRefused ? "At most 100 ids can be asked for at once." : nil
        #expect(try refusal("{ nodes(ids: \(list)) { id } }")?.message == said)
        let variable = try refusal("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", variables: #"{"ids":\#(list)}"#)
        #expect(variable?.message == said)
    }

    @Test("Limit: a page of 0 to 100 rows, as written and through variables", arguments: ["first", "last"])
    func pages(argument: String) throws {
        for (size, isRefused) in [(0, false), (100, false), (101, true), (-1, true)] {
            let literal = try refusal("{ customers(\(argument): \(size)) { nodes { id } } }")
            let variable = try refusal(
                "query ($n: Int) { customers(\(argument): $n) { nodes { id } } }", variables: #"{"n":\#(size)}"#)
            for refusal in [literal, variable] {
                #expect((refusal?.code == .badInput) == isRefused)
                #expect((refusal?.message.contains("0 to 100 rows at a time") == true) == isRefused)
            }
        }
    }

    @Test("Limit: a page is as long as the installation says, and so is one of which nothing is said")
    func otherPages() throws {
        var limits = PlanningLimits()
        #expect(limits.maximumPage == 100 && limits.usualPage == 20)
        (limits.maximumPage, limits.maximumRows) = (150, 150)
        #expect(try refusal("{ customers(first: 150) { nodes { id } } }", limits: limits) == nil)
        let refused = try refusal("{ customers(first: 151) { nodes { id } } }", limits: limits)
        #expect(refused?.message == "\"Query.customers\" gives 0 to 150 rows at a time, 151 were asked for.")
        let nested = "{ customers { nodes { contacts(first: 5) { nodes { id } } } } }"
        limits.maximumRows = 100
        #expect(try refusal(nested, limits: limits) == nil)
        limits.usualPage = 21
        #expect(try refusal(nested, limits: limits)?.code == .tooComplex)
    }

    @Test("Limit: an operation that takes longer to plan than it may is refused")
    func time() throws {
        var limits = PlanningLimits()
        for (limit, code) in [(nil, nil), (Duration.seconds(3_600), nil), (.zero, ErrorCode.tooComplex)] {
            limits.maximumTime = limit
            #expect(try refusal("{ customers { nodes { id } } }", limits: limits)?.code == code)
        }
    }

    @Test("Limit: 10,000 rows of lists in lists, by the coerced variables", arguments: [(100, false), (101, true)])
    func rows(inner: Int, isRefused: Bool) throws {
        var limits = PlanningLimits()
        #expect(limits.maximumRows == 10_000)
        let query = "query ($n: Int!) { customers(first: 100) { nodes { contacts(first: $n) { nodes { id } } } } }"
        if inner <= 100 { #expect(try refusal(query, variables: #"{"n":\#(inner)}"#) == nil) }
        limits.maximumRows = 200
        let (fits, tooMany) = (#"{"n":2}"#, #"{"n":3}"#)
        let refused = try refusal(query, variables: isRefused ? tooMany : fits, limits: limits)
        #expect((refused?.code == .tooComplex) == isRefused)
    }

    @Test("Limit: 40 statements", arguments: [(40, false), (41, true)])
    func statements(count: Int, isRefused: Bool) throws {
        let fields = (0..<count).map { "a\($0): customer(id: \"a\") { id }" }.joined(separator: " ")
        let refusal = try refusal("{ \(fields) }")
        #expect((refusal?.code == .tooComplex) == isRefused)
        #expect((refusal?.message.hasPrefix("The operation needs more than 40 statements.") == true) == isRefused)
    }

    @Test("Limit: the length of all statements, to the byte") func sqlBytes() throws {
        let query = "{ customers { nodes { id contacts { nodes { name } } } } }"
        let (plan, _, _) = try TestPlanning.plan(query, viewer: TestPlanning.viewer("ADMIN"))
        var limits = PlanningLimits()
        #expect(limits.maximumSQLBytes == 262_144)
        limits.maximumSQLBytes = plan.statements.reduce(0) { $0 + $1.text.utf8.count }
        #expect(try refusal(query, limits: limits) == nil)
        limits.maximumSQLBytes -= 1
        #expect(try refusal(query, limits: limits)?.code == .tooComplex)
    }

    @Test("B9 What a client says is a parameter, never a part of the statement", arguments: Self.nasty)
    func injection(text: String) throws {
        let literal = Self.quoted(text)
        let forms: [(String) -> String] = [
            { "{ customers(filter: {search: \($0)}) { nodes { id } } }" },
            { "{ customers(filter: {country: {in: [\($0), \"NO\"]}}) { totalCount } }" },
            { "{ customers(filter: {not: {country: {eq: \($0)}}}) { totalCount } }" },
            { "{ customer(id: \($0)) { name } }" },
        ]
        for form in forms {
            let (harmless, _, _) = try TestPlanning.plan(form("\"x\""), viewer: TestPlanning.viewer("USER assigned"))
            let (hostile, _, _) = try TestPlanning.plan(form(literal), viewer: TestPlanning.viewer("USER assigned"))
            #expect(hostile.statements.map(\.text) == harmless.statements.map(\.text))
        }
        let query = "query ($s: String) { customers(filter: {search: $s}) { nodes { id } } }"
        let statements = try ["\"x\"", literal].map { value in
            try TestPlanning.plan(query, viewer: TestPlanning.viewer("ADMIN"), variables: "{\"s\":\(value)}").0
                .statements.map(\.text)
        }
        #expect(statements[0] == statements[1])
    }

    @Test("B9 Names in the answer are in no statement, however long", arguments: [1, 63, 64, 2_000])
    func aliases(length: Int) throws {
        let alias = String(repeating: "SELECT", count: length / 6 + 1).prefix(length)
        let (plan, _, _) = try TestPlanning.plan(
            "{ \(alias): customers { \(alias): nodes { \(alias): name } } }", viewer: TestPlanning.viewer("ADMIN"))
        let (plain, _, _) = try TestPlanning.plan(
            "{ customers { nodes { name } } }", viewer: TestPlanning.viewer("ADMIN"))
        #expect(plan.statements.map(\.text) == plain.statements.map(\.text))
    }

    static let nasty = [
        "'; DROP TABLE customer; --", "\" OR 1=1 --", "$1", "$$x$$", "\\'; SELECT 1", "%_\\", "E'\\x00'", "/*", "*/ --",
        "\u{202E}", "' UNION SELECT password_hash FROM app_user --", ";", "\n", String(repeating: "x", count: 200),
        "💩'", "::uuid", "NULL", "ARRAY[1]", ")", "{{", "{}", "\u{7F}",
    ]

    /// As GraphQL and JSON both write it.
    static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            default: String(Character(scalar))
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}
