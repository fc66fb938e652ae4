import Access
import Cryptography
import Execution
import Foundation
import GraphQLSchema
import Outbound
import Planning
import Portal
import Postgres
import SQLText
import TestSupport

/// The whole engine on a database of its own with the demonstration data.
final class TestPortal: Sendable {
    let store: TestDatabase
    let database: Database
    let schema: LoadedSchema
    let cipher: DeterministicCipher

    /// One for all tests that only read.
    static let shared = Task { try await TestPortal() }

    /// What all begin with.
    private static let template = Result {
        let test = try TestDatabase.migrated()
        let session = try test.session()
        try Demonstration.load(into: session, passwordHash: "x", today: 20_777)
        let schema = try LoadedSchema(text: [UInt8](try Data(contentsOf: SourceTree.schema)))
        try schema.check(against: Catalogue.read(session))
        return (test, schema)
    }

    init() async throws {
        let (template, schema) = try Self.template.get()
        self.schema = schema
        store = try TestDatabase.copy(of: template)
        cipher = try DeterministicCipher(keys: [[UInt8](repeating: 7, count: DeterministicCipher.keyBytes)])
        database = try Database(store.configuration())
        try await database.start()
    }

    /// An engine; without the planner's wall for tests of the other one, with another schema for tests of rules that
    /// the product's has no use for or that shows another one, and with limits that are easy to reach.
    func engine(
        predicates: RowPredicates = RowPredicates(), database: Database? = nil, schema: LoadedSchema? = nil,
        visible: VisibleSchemas? = nil, limits: EngineLimits = EngineLimits()
    ) throws -> Engine {
        let database = database ?? self.database
        let schema = schema ?? self.schema
        let planner = Planner(policy: schema.policy, mapping: schema.mapping, predicates: predicates)
        let sessions = SessionCache(database)
        let secrets = try SecretRing([[UInt8](repeating: 9, count: 64)])
        let mutations = try Mutations(
            database: database, sessions: sessions, hasher: PasswordHasher(), secrets: secrets, policy: schema.policy,
            sessionSeconds: 3600, federation: Federation(client: OutboundClient(.none)) { "http://portico.test" })
        return try Engine(
            planner: planner, schemas: visible ?? schema.visible, database: database,
            sessions: sessions.source(SessionPlaces(database, .prefix)), cipher: cipher, mutations: mutations.fields,
            limits: limits)
    }

    /// Signs a user in behind the program's back.
    func credential(_ email: String) throws -> Credential {
        let session = try store.session(asAdministrator: true)
        let hash = sha256(try randomBytes(32))
        let (table, realm) =
            switch email.drop(while: { $0 != "@" }) {
            case "@portico.test": ("operator_user", "OPERATOR")
            case "@fjord.test": ("portal_user", "PORTAL")
            default: ("app_user", "PARTNER")
            }
        let rows = try session.run(
            BoundStatement(
                Statement(text: "SELECT id FROM \(table) WHERE email = $1", parameterTypes: [.text]), [.text(email)]))
        guard let id = rows.rowID(0, 0) else { throw TestFault(description: "nobody has the e-mail \(email)") }
        _ = try session.run(
            BoundStatement(
                Statement(
                    text: "SELECT session_create($1, $2, $3, '127.0.0.1'::inet, 'test', interval '1 hour')",
                    parameterTypes: [.text, .uuid, .bytea]),
                [.text(realm), .uuid(id), .bytea(hash)]))
        return .token(hash: hash)
    }

    /// Runs SQL that no role may run.
    func administrate(_ sql: String) throws {
        try store.session(asAdministrator: true).execute(sql)
    }

    /// One value of the database.
    func value(_ sql: String) throws -> String? {
        try store.session(asAdministrator: true).run(BoundStatement(Statement(text: sql))).text(0, 0)
    }
}

struct TestFault: Error, CustomStringConvertible {
    let description: String
}

extension Engine {
    /// Sends a query and reads the answer.
    func ask(
        _ query: String, _ variables: JSONObject = [:], as credential: Credential = .anonymous
    ) async throws -> Response {
        let request = GraphQLRequest(query: [UInt8](query.utf8), variables: variables)
        let context = RequestContext(requestID: "test", clientAddress: "127.0.0.1")
        return Response(await answer(request, as: credential, context: context))
    }
}

/// An answer, taken apart.
struct Response: CustomStringConvertible {
    let answer: Answer
    let json: [String: Any]

    init(_ answer: Answer) {
        self.answer = answer
        json = (try? JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]) ?? [:]
    }

    var description: String { text + " " + (answer.diagnosis ?? "") }

    /// The answer as it is sent.
    var text: String { String(decoding: answer.body, as: UTF8.self) }

    /// The messages of all errors.
    var messages: [String] {
        (json["errors"] as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
    }

    /// The paths of all errors, each as text: `customers.nodes.0.name`.
    var paths: [String] {
        let errors = json["errors"] as? [[String: Any]] ?? []
        return errors.map { (($0["path"] as? [Any]) ?? []).map { "\($0)" }.joined(separator: ".") }
    }

    /// The data as JSON with sorted keys; nil where there is none.
    var data: String? {
        json["data"].flatMap { value in
            let bytes = try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
            return bytes.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The codes of all errors.
    var codes: [String] {
        let errors = json["errors"] as? [[String: Any]] ?? []
        return errors.compactMap { ($0["extensions"] as? [String: Any])?["code"] as? String }
    }

    /// The value at a path of names and places.
    func at(_ path: Any...) -> Any? {
        var value: Any? = json["data"]
        for step in path {
            switch step {
            case let name as String: value = (value as? [String: Any])?[name]
            case let index as Int:
                let items = value as? [Any]
                value = items.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            default: return nil
            }
        }
        return value is NSNull ? nil : value
    }

    /// The texts that a field has in all items of a list.
    func all(_ field: String, in path: Any...) -> [String] {
        var value: Any? = json["data"]
        for step in path { value = (value as? [String: Any])?[step as? String ?? ""] }
        return (value as? [[String: Any]] ?? []).compactMap { $0[field] as? String }
    }
}
