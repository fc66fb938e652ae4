import Access
import Cryptography
import GraphQLSchema
import Postgres
import SQLText

/// Answers a repeated request with its first answer, for 24 hours.
///
/// A key belongs to who sent it and to exactly one request. Two that come at once meet in the key's row: the second
/// waits for the first to end.
struct Idempotency {
    private let key: String
    private let requestHash: [UInt8]
    private let principal: SQLValue
    private let organization: SQLValue

    /// The longest key.
    static let maximumKey = 200

    /// Makes the record of a request; nil where it has no key.
    init?(_ mutation: String, _ input: InputObject, _ viewer: CachedViewer) {
        guard let key = input.text("idempotencyKey"), let user = viewer.viewer.userID else { return nil }
        self.key = key
        requestHash = sha256(Self.canonical(mutation, input))
        principal = .uuid(user)
        organization = viewer.viewer.organizationID.map(SQLValue.uuid) ?? .null(.uuid)
    }

    /// What is wrong with a key, if anything.
    static func fault(in input: InputObject) -> UserError? {
        guard let key = input.text("idempotencyKey") else { return nil }
        if (1...maximumKey).contains(key.unicodeScalars.count) { return nil }
        return UserError(.badInput, "idempotencyKey", "The key must have 1 to \(maximumKey) characters.")
    }

    /// Why a request is refused whose key stands for another one.
    static let taken = UserError(.conflict, "idempotencyKey", "This key was used for another request.")

    /// What a key stands for.
    enum Meaning {
        /// The request comes for the first time.
        case first
        /// It was answered like this before.
        case repeated(JSONValue)
        /// The key was used for another request.
        case taken
    }

    /// Takes the key, or finds out what it stands for.
    func begin(_ transaction: Transaction) async throws -> Meaning {
        let results = try await transaction.run([
            BoundStatement(Self.take, [principal, .text(key), organization, .bytea(requestHash)]),
            BoundStatement(Self.look, [principal, .text(key)]),
        ])
        guard results.count == 2 else { return .taken }
        if results[0].rowCount == 1 { return .first }
        guard results[1].bytea(0, 0) == requestHash, let response = results[1].text(0, 1),
            let value = try? JSONReader().read(Array(response.utf8))
        else { return .taken }
        return .repeated(value)
    }

    /// Keeps the answer.
    func finish(_ answer: JSONValue) -> BoundStatement {
        BoundStatement(Self.keep, [principal, .text(key), .text(String(decoding: answer.json, as: UTF8.self))])
    }

    private static let take = Statement(
        text: """
            INSERT INTO idempotency_record AS r (principal_id, key, organization_id, request_hash) \
            VALUES ($1, $2, $3, $4) \
            ON CONFLICT (principal_id, key) DO UPDATE SET request_hash = EXCLUDED.request_hash, response = NULL, \
            created_at = now(), expires_at = now() + interval '24 hours' WHERE r.expires_at <= now() RETURNING true
            """,
        parameterTypes: [.uuid, .text, .uuid, .bytea])
    private static let look = Statement(
        text: "SELECT request_hash, response FROM idempotency_record WHERE principal_id = $1 AND key = $2",
        parameterTypes: [.uuid, .text])
    private static let keep = Statement(
        text: "UPDATE idempotency_record SET response = $3 WHERE principal_id = $1 AND key = $2",
        parameterTypes: [.uuid, .text, .text])

    /// The same bytes for the same request, whatever the order in which its fields were written.
    private static func canonical(_ mutation: String, _ input: InputObject) -> [UInt8] {
        let ignored: Set<String> = ["idempotencyKey", "clientMutationId"]
        let members = input.filter { !ignored.contains($0.name) }.sorted { $0.name < $1.name }
        return Array(mutation.utf8) + [0] + json(members).json
    }

    private static func json(_ members: [(name: String, value: InputValue)]) -> JSONValue {
        .object(JSONObject(members.map { ($0.name, json($0.value)) }))
    }

    private static func json(_ value: InputValue) -> JSONValue {
        switch value {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .float(let value): .real(value)
        case .string(let value), .enumeration(let value): .string(value)
        case .list(let values): .array(values.map(json))
        case .object(let members): json(members.sorted { $0.name < $1.name })
        }
    }
}
