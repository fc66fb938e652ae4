import Execution
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// What a `revokeSession` asks for: that another session of the viewer's own ends at once.
struct RevokeSessionWish: MutationWish {
    typealias Answer = RowAnswer<RevokedSession>

    let id: RowID?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "Session")
    }

    /// The mutation for the engine's table.
    static var field: MutationField {
        .repeatable("revokeSession") { (wish: RevokeSessionWish, context) in
            guard let id = wish.id, try await isOwn(id, context) else { return .refused(.notFound("id")) }
            guard id != context.viewer.viewer.sessionID else {
                return .refused(UserError(.conflict, "id", "You are in this session: sign out to end it."))
            }
            // One that has ended before stays as it is.
            _ = try await context.endSessions(id)
            return .changed(id)
        }
    }

    private static func isOwn(_ id: RowID, _ context: ChangeContext) async throws -> Bool {
        try await context.transaction.run([BoundStatement(look, [.uuid(id)])]).first?.rowCount == 1
    }

    private static let look = Statement(text: "SELECT id FROM session WHERE id = $1", parameterTypes: [.uuid])
}

/// The session that has ended.
enum RevokedSession: AnsweredRow {
    static let field = "session"
}

extension ChangeContext {
    /// Ends sessions of the viewer's own, but for the one that asks: one, or all; how many there were.
    func endSessions(_ id: RowID? = nil) async throws -> Int {
        let rows = try await transaction.run([
            BoundStatement(
                Self.end,
                [
                    id.map(SQLValue.uuid) ?? .null(.uuid), .bytea(viewer.tokenHash),
                    .text(SignInRequest.address(request.clientAddress)), .text(request.requestID),
                ])
        ])
        return rows.first?.int4(0, 0).map(Int.init) ?? 0
    }

    private static let end = Statement(
        text: "SELECT session_end($1, $2, $3::inet, $4)", parameterTypes: [.uuid, .bytea, .text, .text])
}
