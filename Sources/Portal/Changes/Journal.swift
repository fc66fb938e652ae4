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
    /// The columns that changed, with their values before and after.
    let changes: [(column: String, before: String?, after: String?)]

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
                    .json(values(\.before)), .json(values(\.after)),
                ]),
            BoundStatement(
                Self.outbox,
                [.uuid(RowID.new()), organization, .text(action), .text(target), .uuid(targetID), .json(columns)]),
        ]
    }

    private func values(_ side: (_: (column: String, before: String?, after: String?)) -> String?) -> String {
        let members = changes.map { ($0.column, side($0).map(JSONValue.string) ?? .null) }
        return String(decoding: JSONValue.object(JSONObject(members)).json, as: UTF8.self)
    }

    /// What the event carries: names of columns, since its readers have rights of their own.
    private var columns: String {
        let names = changes.map { JSONValue.string($0.column) }
        return String(decoding: JSONValue.object(["changed": .array(names)]).json, as: UTF8.self)
    }

    private static let audit = Statement(
        text: """
            INSERT INTO audit_event (id, organization_id, realm, actor_id, action, target_type, target_id, changed, \
            request_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
        parameterTypes: [.uuid, .uuid, .text, .uuid, .text, .text, .uuid, .textArray, .text])
    private static let detail = Statement(
        text: """
            INSERT INTO audit_detail (event_id, organization_id, actor_label, ip, before, after) \
            VALUES ($1, $2, $3, $4::inet, $5, $6)
            """,
        parameterTypes: [.uuid, .uuid, .text, .text, .json, .json])
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
