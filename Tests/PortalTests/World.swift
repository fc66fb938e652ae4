import Access
import Execution
import Foundation
import GraphQLSchema
import Outbound
import Planning
import Postgres
import SQLText
import TestSupport

@testable import Cryptography
@testable import Portal

/// The demonstration behind a real engine, in a database of its own.
struct World: Sendable {
    let engine: Engine
    let database: Database
    let test: WorldDatabase
    /// Who looked at customers' data, as far as it isn't written yet.
    let reads: CustomerReads

    /// Runs a body in a new world.
    static func with(
        desk: MailDesk? = nil, binding: SessionBinding = .prefix, _ body: (World) async throws -> Void
    ) async throws {
        let test = try WorldDatabase()
        let hasher = try PasswordHasher(cost: .cheap)
        let database = try Database(test.configuration)
        do {
            try await database.start()
            let reads = CustomerReads(database)
            let engine = try engine(database, hasher, desk, reads, SessionPlaces(database, binding))
            try await body(World(engine: engine, database: database, test: test, reads: reads))
            await database.shutdown()
        } catch {
            await database.shutdown()
            throw error
        }
    }

    private static func engine(
        _ database: Database, _ hasher: PasswordHasher, _ desk: MailDesk?, _ reads: CustomerReads,
        _ places: SessionPlaces
    ) throws -> Engine {
        let schema = try LoadedSchema.product.get()
        let sessions = SessionCache(database)
        let secrets = try SecretRing([Array(repeating: 7, count: 32)])
        let mutations = try Mutations(
            database: database, sessions: sessions, hasher: hasher, secrets: secrets, policy: schema.policy,
            sessionSeconds: 3600, federation: Federation(client: OutboundClient(.none)) { "http://portico.test" },
            mails: desk)
        return try Engine(
            planner: Planner(policy: schema.policy, mapping: schema.mapping), schemas: schema.visible,
            database: database, sessions: sessions.source(places), cipher: secrets.cipher(for: "cursor"),
            mutations: mutations.fields, whoLooked: { reads.note($0, $1) })
    }

    /// Answers a document.
    func ask(
        _ query: String, _ variables: JSONObject = [:], as token: String? = nil, from address: String = "127.0.0.1",
        isBrowser: Bool = false
    ) async throws -> Told {
        let credential =
            token.map { Credential.token(hash: sha256(Array($0.utf8)), isBearer: !isBrowser) } ?? .anonymous
        let context = RequestContext(
            requestID: "test-request", clientAddress: address, userAgent: "test", isBrowser: isBrowser)
        let answer = await engine.answer(
            GraphQLRequest(query: Array(query.utf8), variables: variables), as: credential, context: context)
        return Told(answer: answer, json: try JSONReader().read(answer.body))
    }

    /// Signs in; the answer's `signIn`.
    func signIn(
        _ email: String, _ password: String = Demonstration.password, realm: String? = nil, portal: String? = nil,
        from address: String = "127.0.0.1", isBrowser: Bool = false, selecting: String = "token"
    ) async throws -> Told {
        var input: JSONObject = ["email": .string(email), "password": .string(password)]
        if let realm { input["realm"] = .string(realm) }
        if let portal { input["portal"] = .string(portal) }
        let document = """
            mutation($input: SignInInput!) {
              signIn(input: $input) { \(selecting) next viewer { role name } userErrors { code field message } }
            }
            """
        return try await ask(document, ["input": .object(input)], from: address, isBrowser: isBrowser)
    }

    /// The token of somebody of the demonstration.
    func token(_ email: String, realm: String? = nil) async throws -> String {
        let told = try await signIn(email, realm: realm)
        guard case .string(let token)? = told["signIn", "token"] else { throw WorldError(text: told.text) }
        return token
    }

    /// Looks at rows as nobody but a superuser can; texts of the first column.
    func look(_ sql: SQLText<SQLValue>) throws -> [String] {
        let rows = try test.session().run(sql)
        return (0..<rows.rowCount).map { rows.text($0, 0) ?? "NULL" }
    }

    /// Changes rows as a superuser.
    func execute(_ script: String) throws {
        try test.session().execute(script)
    }
}

extension LoadedSchema {
    /// The product's, read once for all tests.
    static let product = Result { try LoadedSchema(text: Array(Data(contentsOf: SourceTree.schema))) }
}

struct WorldError: Error {
    let text: String
}

/// An answer, easily looked into.
struct Told {
    let answer: Answer
    let json: JSONValue

    var text: String { String(decoding: answer.body, as: UTF8.self) }

    /// A value below `data`, by names and indices.
    subscript(path: any PathStep...) -> JSONValue? {
        var value = json
        for step in ["data"] + path {
            guard let next = step.value(in: value) else { return nil }
            value = next
        }
        return value
    }

    /// The code of the first of a mutation's user errors.
    func userError(_ field: String) -> String? {
        if case .string(let code)? = self[field, "userErrors", 0, "code"] { code } else { nil }
    }
}

protocol PathStep: Sendable {
    func value(in json: JSONValue) -> JSONValue?
}

extension String: PathStep {
    func value(in json: JSONValue) -> JSONValue? {
        if case .object(let members) = json { members[self] } else { nil }
    }
}

extension Int: PathStep {
    func value(in json: JSONValue) -> JSONValue? {
        if case .array(let elements) = json, elements.indices.contains(self) { elements[self] } else { nil }
    }
}
