import Access
import Execution
import Foundation
import GraphQLSchema
import Postgres
import SQLText

/// What is written down about one change, in the transaction of the change: an audit row without personal values, its
/// erasable details, and an event for whoever wants to know.
struct Journal {
    /// What was done, such as `customer.updated`.
    let action: String
    /// The table of what was changed.
    let target: String
    let targetID: RowID
    let organizationID: RowID?
    /// What the target is called, before the change.
    let targetName: String?
    /// The columns that changed, with their values before and after.
    let changes: [(column: String, before: String?, after: String?)]
    /// Whom a mail about it goes to, where nobody can look that up any more.
    var recipient: JSONObject?
    /// What else has happened to the target: topics of further events, which carry nothing.
    var further: [String] = []
    /// What somebody gets a mail about at an address that nobody can look up any more: topics with whom it goes to.
    var letters: [(topic: String, recipient: JSONObject)] = []

    /// The statements that write it down.
    func statements(by viewer: CachedViewer, _ request: RequestContext) -> [BoundStatement] {
        let event = RowID.new()
        let organization = organizationID.map(SQLValue.uuid) ?? .null(.uuid)
        let actor = viewer.viewer.userID.map(SQLValue.uuid) ?? .null(.uuid)
        return [
            BoundStatement(
                Self.audit,
                [
                    .uuid(event), organization, .text(viewer.realm.rawValue), actor, .text(action), .text(target),
                    .uuid(targetID), .textArray(changes.map(\.column)), .text(request.requestID),
                ]),
            BoundStatement(
                Self.detail,
                [
                    .uuid(event), organization, .text(viewer.name), .text(request.clientAddress),
                    .optional(targetName),
                ]),
        ]
            + zip(changes, changes.map { _ in RowID.new() }.sorted()).map { change, id in
                BoundStatement(
                    Self.change,
                    [
                        .uuid(id), .uuid(event), organization, .text(change.column),
                        .optional(redacted(change.before, of: change.column)),
                        .optional(redacted(change.after, of: change.column)),
                    ])
            } + notices(organization)
    }

    /// The events, in the order of their ids.
    private func notices(_ organization: SQLValue) -> [BoundStatement] {
        let topics =
            [(action, columns)] + further.map { ($0, "{}") }
            + letters.map { ($0.topic, text(["recipient": .object($0.recipient)])) }
        return zip(topics, topics.map { _ in RowID.new() }.sorted()).map { topic, id in
            BoundStatement(
                Self.outbox,
                [.uuid(id), organization, .text(topic.0), .text(target), .uuid(targetID), .json(topic.1)])
        }
    }

    /// That a secret changed is written down, but not what it was: the database refuses it too.
    private func redacted(_ value: String?, of column: String) -> String? {
        let isSecret = ["password", "secret", "token", "hash"].contains(where: column.contains)
        return isSecret ? value.map { _ in "***" } : value
    }

    /// What the event carries: names of columns, since its readers have rights of their own.
    private var columns: String {
        var payload: JSONObject = ["changed": .array(changes.map { .string($0.column) })]
        if let recipient { payload["recipient"] = .object(recipient) }
        return text(payload)
    }

    private func text(_ payload: JSONObject) -> String {
        String(decoding: JSONValue.object(payload).json, as: UTF8.self)
    }

    private static let audit = Statement(
        text: """
            INSERT INTO audit_event (id, organization_id, realm, actor_id, action, target_type, target_id, changed, \
            request_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
        parameterTypes: [.uuid, .uuid, .text, .uuid, .text, .text, .uuid, .textArray, .text])
    private static let detail = Statement(
        text: """
            INSERT INTO audit_detail (event_id, organization_id, actor_label, ip, target_label) \
            VALUES ($1, $2, $3, host($4::inet), $5)
            """,
        parameterTypes: [.uuid, .uuid, .text, .text, .text])
    private static let change = Statement(
        text: """
            INSERT INTO audit_change (id, event_id, organization_id, field, before, after) \
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
        parameterTypes: [.uuid, .uuid, .uuid, .text, .text, .text])
    private static let outbox = Statement(
        text: """
            INSERT INTO outbox_event (id, organization_id, topic, subject_type, subject_id, payload) \
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
        parameterTypes: [.uuid, .uuid, .text, .text, .uuid, .json])
}

extension RowID {
    /// A new id, as of now.
    static func new() -> RowID {
        var generator = SystemRandomNumberGenerator()
        let milliseconds = (Date().timeIntervalSince1970 * 1000).rounded(.down)
        return RowID(milliseconds: UInt64(exactly: milliseconds) ?? 0, using: &generator)
    }
}
