import Access
import Cryptography
import Execution
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// `startViewAs`: an admin looks at the portal as a user of the own company or of a customer's portal, and the operator
/// as a user of a company that has allowed it (C20).
///
/// It is a secret of its own, beside the session of whoever looks, which stays as it is. A browser gets it as a cookie
/// that stands before the own one of that side; a program as a token.
struct StartViewAs: Sendable {
    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "startViewAs", body: .transactional(run)) }

    @Sendable private func run(
        _ context: MutationContext, _ transaction: Transaction, _ arguments: InputObject
    ) async throws -> Payload {
        let input = arguments.input
        guard let viewer = context.viewer else { return .refused([.notFound("userId")], input) }
        let secret = try SessionSecret()
        let statement = BoundStatement(
            Self.start,
            [
                .bytea(viewer.tokenHash), Self.id(input, "User"), Self.id(input, "PortalUser"), .bytea(secret.hash),
                .text(SignInRequest.address(context.request.clientAddress)), .text(context.request.requestID),
            ])
        guard let rows = try await transaction.run([statement]).first, rows.rowCount == 1 else {
            return .refused([.notFound("userId")], input)
        }
        if let refusal = rows.text(0, 0) {
            return .refused([Self.error(refusal, name: rows.text(0, 1) ?? "")], input)
        }
        guard let realm = rows.text(0, 2).flatMap(Realm.init(rawValue:)) else {
            return .refused([.notFound("userId")], input)
        }
        var payload = Payload(fields: [
            "realm": .string(realm.rawValue), "portal": rows.text(0, 3).map(PayloadValue.string) ?? .null,
            "endsAt": rows.text(0, 4).map(PayloadValue.string) ?? .null, "userErrors": .list([]),
            "clientMutationId": input.clientMutationID,
        ])
        if !context.request.isBrowser && context.selectedFields.contains("token") {
            payload.fields["token"] = .string(secret.text)
        } else {
            payload.effects = [.startViewAs(secret: secret.text, realm: realm, portal: rows.text(0, 3))]
        }
        return payload
    }

    private static func id(_ input: InputObject, _ type: String) -> SQLValue {
        input.rowID("userId", of: type).map(SQLValue.uuid) ?? .null(.uuid)
    }

    private static func error(_ refusal: String, name: String) -> UserError {
        switch refusal {
        case "NOT_FOUND": .notFound("userId")
        case "OWN": UserError(.conflict, "userId", "That is you: there is nothing else to see.")
        // Nothing would be learned but what is that person's alone.
        case "ADMIN": UserError(.forbidden, "userId", "\(name) is an admin and sees what you see.")
        case "SUPPORT": UserError(.forbidden, "userId", "The company of \(name) doesn't allow it. Its admins can.")
        default: UserError(.conflict, "userId", "\(name) can't sign in now, so there is nothing to see.")
        }
    }

    private static let start = Statement(
        text: """
            SELECT refusal, name, realm, portal, \
            to_char(expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') \
            FROM view_as_start($1, $2, $3, $4, $5::inet, $6)
            """,
        parameterTypes: [.bytea, .uuid, .uuid, .bytea, .text, .text])
}
