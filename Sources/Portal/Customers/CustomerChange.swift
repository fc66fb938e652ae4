import Access
import Execution
import GraphQLSchema
import Postgres
import SQLText

/// Changes one customer's row within a transaction.
struct CustomerChange {
    /// The customer's table in the statement that locks the row.
    static let table = Alias(.table, 0)

    let wish: CustomerWish
    let viewer: CachedViewer
    let request: RequestContext
    let record: Idempotency?

    /// Changes the row, if it is one of those that the viewer reaches; nil stands for none.
    func run(_ transaction: Transaction, reach: SQLText<SQLValue>?) async throws -> CustomerAnswer {
        guard let id = wish.id, let reach, let row = try await lock(id, reach, transaction) else {
            return try await keep(.refused(.notFound("id")), transaction)
        }
        if let expected = wish.expectedVersion, expected != row.version {
            let message = "Somebody else has changed this customer: it has version \(row.version) now."
            return try await keep(.refused(UserError(.conflict, "expectedVersion", message)), transaction)
        }
        let changes = wish.changes(from: row)
        if changes.isEmpty { return try await keep(.changed(id), transaction) }
        let journal = Journal(
            action: "customer.updated", target: "customer", targetID: id, organizationID: row.organizationID,
            targetName: row.values.first ?? nil, changes: changes)
        return try await write(wish.applied(to: row), id, journal, transaction)
    }

    /// Reads the row and keeps others from changing it, if the viewer reaches it.
    private func lock(
        _ id: RowID, _ reach: SQLText<SQLValue>, _ transaction: Transaction
    ) async throws -> CustomerRow? {
        let table = Self.table
        let sql: SQLText<SQLValue> = """
            SELECT \(table).version, \(table).organization_id, \(table).name, \(table).external_ref, \
            \(table).phone, \(table).address, \(table).country \
            FROM customer \(table) WHERE \(table).id = \(.uuid(id)) AND \(reach) FOR NO KEY UPDATE OF \(table)
            """
        let rows = try await transaction.run([BoundStatement(sql.compiled())]).first
        guard let rows, rows.rowCount == 1, let version = rows.int4(0, 0) else { return nil }
        return CustomerRow(
            version: Int64(version), organizationID: rows.rowID(0, 1), values: (2...6).map { rows.text(0, $0) })
    }

    /// Changes the row and writes down that it did, in one round trip.
    private func write(
        _ row: CustomerRow, _ id: RowID, _ journal: Journal, _ transaction: Transaction
    ) async throws -> CustomerAnswer {
        let values = row.values.map { $0.map(SQLValue.text) ?? .null(.text) }
        let answer = CustomerAnswer.changed(id)
        var statements = [BoundStatement(Self.savepoint), BoundStatement(Self.update, [.uuid(id)] + values)]
        statements += journal.statements(by: viewer, request)
        if let record { statements.append(record.finish(answer.json)) }
        do {
            _ = try await transaction.run(statements)
            return answer
        } catch {
            guard let refusal = Self.refusal(of: error) else { throw error }
            _ = try await transaction.run([BoundStatement(Self.rollback)])
            return try await keep(.refused(refusal), transaction)
        }
    }

    private func keep(_ answer: CustomerAnswer, _ transaction: Transaction) async throws -> CustomerAnswer {
        if let record { _ = try await transaction.run([record.finish(answer.json)]) }
        return answer
    }

    /// What the database's own rules mean for whoever asked.
    private static func refusal(of error: PostgresError) -> UserError? {
        guard case .server(let fault) = error, fault.sqlState == "23505" else { return nil }
        return fault.constraint == "customer_name_in_partnership"
            ? UserError(.conflict, "name", "Another customer of this partnership has this name.")
            : UserError(.conflict, "externalRef", "Another customer of this partnership has this external reference.")
    }

    private static let savepoint = Statement(text: "SAVEPOINT change")
    private static let rollback = Statement(text: "ROLLBACK TO SAVEPOINT change")
    private static let update = Statement(
        text: "UPDATE customer SET name = $2, external_ref = $3, phone = $4, address = $5, country = $6 WHERE id = $1",
        parameterTypes: [.uuid, .text, .text, .text, .text, .text])
}
