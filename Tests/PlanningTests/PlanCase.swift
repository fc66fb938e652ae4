import Access
import Foundation
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Planning
import Testing

/// A query, for whom it is planned, and the statements that must come out: `name.graphql` beside `name.sql`.
///
/// The query's first lines say for whom: `# viewer: USER assigned`, and with what: `# variables: {id: "…"}`. With
/// RECORD=1 in the environment the statements are written anew, and the run fails, so that a recording is reviewed.
struct PlanCase: CustomTestStringConvertible {
    let name: String
    let text: String
    let expected: String?

    var testDescription: String { name }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")

    static let all: [PlanCase] = {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "graphql" }.sorted { $0.path < $1.path }.map { file in
            let sql = file.deletingPathExtension().appendingPathExtension("sql")
            return PlanCase(
                name: file.deletingPathExtension().lastPathComponent,
                text: (try? String(contentsOf: file, encoding: .utf8)) ?? "",
                expected: try? String(contentsOf: sql, encoding: .utf8))
        }
    }()

    func header(_ name: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix("# \(name): ") }.map { String($0.dropFirst(name.count + 4)) }
    }

    func record(_ statements: String) throws {
        try statements.write(
            to: PlanCase.folder.appending(path: name + ".sql"), atomically: true, encoding: .utf8)
    }
}

/// The product's schema, as its tests plan with it.
enum TestPlanning {
    static let policy: Result<AccessPolicy, any Error> = Result {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "schema.graphql")
        let source = Source(try String(contentsOf: file, encoding: .utf8), name: "schema.graphql")
        return try AccessPolicy(schema: Schema.build(from: Document.parse(source)))
    }

    static func planner(_ introspection: IntrospectionAccess = .signedIn) throws -> Planner {
        let policy = try policy.get()
        return Planner(policy: policy, mapping: try Mapping(policy: policy), introspection: introspection)
    }

    static func viewer(_ words: String) throws -> Viewer {
        var words = words.split(separator: " ").map(String.init)
        let role = words.removeFirst()
        if role == "anonymous" { return .anonymous }
        let kind: Role = try #require(Role(rawValue: role))
        return Viewer(
            audience: Audience(
                role: kind, apiScopes: role == "INTEGRATION" ? Set([.me] + words.compactMap(APIScope.init)) : []),
            reach: Reach(
                wholePartnerships: words.contains("whole"), assignedCustomers: words.contains("assigned"),
                manyAssignments: words.contains("many"), mostCustomers: words.contains("most"),
                oneMembership: words.contains("one")))
    }

    /// Plans a query as the server would.
    static func plan(
        _ text: String, viewer: Viewer, variables: String? = nil, introspection: IntrospectionAccess = .signedIn
    ) throws -> (plan: OperationPlan, operation: ValidOperation, variables: [String: InputValue]) {
        let planner = try planner(introspection)
        let schema = try planner.policy.visibleSchema(for: viewer.audience)
        let document = try Document.parse(Source(text), limits: .server)
        let operation = try validate(document, against: schema).operation(named: nil)
        let values = try coerceVariables(
            of: operation.operation, provided: try json(variables ?? "{}"), schema: schema)
        return (try planner.plan(operation, variables: values, viewer: viewer), operation, values)
    }

    static func json(_ text: String) throws -> JSONObject {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        guard case .object(let members) = JSONValue(foundation: object) else { return JSONObject() }
        return members
    }
}

extension JSONValue {
    init(foundation value: Any) {
        switch value {
        case let value as [String: Any]:
            self = .object(
                JSONObject(value.sorted { $0.key < $1.key }.map { ($0.key, JSONValue(foundation: $0.value)) }))
        case let value as [Any]: self = .array(value.map(JSONValue.init(foundation:)))
        case let value as String: self = .string(value)
        case let value as NSNumber:
            self = String(cString: value.objCType) == "c" ? .bool(value.boolValue) : .int(value.int64Value)
        default: self = .null
        }
    }
}
