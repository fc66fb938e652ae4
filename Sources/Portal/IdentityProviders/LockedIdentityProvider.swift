import Execution
import Postgres
import SQLText

/// A provider that nobody else changes until the transaction ends.
struct LockedIdentityProvider {
    let id: RowID
    let organizationID: RowID
    let name: String
    let clientID: String
    let enabled: Bool
    let createsUsers: Bool
    let version: Int32
    /// The domains that it vouches for or asks to, by name.
    let domains: [String]

    /// Finds one that the viewer may change; nil where there is none.
    static func find(_ id: RowID?, _ reach: WriteReach, _ context: ChangeContext) async throws -> Self? {
        guard let id, let rows = reach.condition(for: context.viewer, on: table) else { return nil }
        let found = try await context.transaction.run([lock(id, rows), BoundStatement(domains, [.uuid(id)])])
        guard let provider = found.first, provider.rowCount == 1, let organization = provider.rowID(0, 0),
            let name = provider.text(0, 1), let clientID = provider.text(0, 2), let enabled = provider.bool(0, 3),
            let createsUsers = provider.bool(0, 4), let version = provider.int4(0, 5), let names = found.last
        else { return nil }
        return LockedIdentityProvider(
            id: id, organizationID: organization, name: name, clientID: clientID, enabled: enabled,
            createsUsers: createsUsers, version: version,
            domains: (0..<names.rowCount).compactMap { names.text($0, 0) })
    }

    /// Why it can't be changed by somebody who read another version.
    func conflict(_ expected: Int64?) -> UserError? {
        guard let expected, expected != Int64(version) else { return nil }
        return UserError(
            .conflict, "expectedVersion",
            "Somebody else has changed this single sign-on: it has version \(version) now.")
    }

    func journal(_ action: String, _ changes: [(String, String?, String?)]) -> Journal {
        Journal(
            action: action, target: "identity_provider", targetID: id, organizationID: organizationID,
            targetName: name, changes: changes)
    }

    private static let table = Alias(.table, 0)

    private static func lock(_ id: RowID, _ rows: SQLText<SQLValue>) -> BoundStatement {
        let sql: SQLText<SQLValue> = """
            SELECT \(table).organization_id, \(table).name, \(table).client_id, \(table).enabled, \
            \(table).creates_users, \(table).version FROM identity_provider \(table) \
            WHERE \(table).id = \(.uuid(id)) AND \(rows) FOR NO KEY UPDATE OF \(table)
            """
        return BoundStatement(sql.compiled())
    }

    private static let domains = Statement(
        text: "SELECT name FROM identity_domain WHERE identity_provider_id = $1 ORDER BY name",
        parameterTypes: [.uuid])
}
