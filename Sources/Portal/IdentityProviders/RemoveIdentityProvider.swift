import Execution
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// What a `removeIdentityProvider` asks for: an end of signing in elsewhere.
struct RemoveIdentityProviderWish: MutationWish {
    typealias Answer = RowAnswer<RemovedIdentityProvider>

    let id: RowID?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "IdentityProvider")
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }

    /// The mutation for the engine's table.
    static func field(_ reach: WriteReach) -> MutationField {
        .repeatable("removeIdentityProvider") { (wish: RemoveIdentityProviderWish, context) in
            guard let before = try await LockedIdentityProvider.find(wish.id, reach, context) else {
                return .refused(.notFound("id"))
            }
            if let conflict = before.conflict(wish.expectedVersion) { return .refused(conflict) }
            guard wish.isConfirmed else {
                return .refused(UserError(.confirmationRequired, "confirm", Self.consequences))
            }
            let journal = before.journal("identity_provider.removed", [("name", before.name, nil)])
            _ = try await context.transaction.run(
                [BoundStatement(removal, [.uuid(before.id)])]
                    + journal.statements(by: context.viewer, context.request))
            return .changed(before.id)
        }
    }

    private static let consequences = """
        Everybody who signed in this way is signed out, and their accounts are bound to it no more: they need a \
        password, which they get by Forgot password. Its domains have to be approved anew.
        """
    private static let removal = Statement(
        text: "DELETE FROM identity_provider WHERE id = $1", parameterTypes: [.uuid])
}

/// The provider that is gone.
enum RemovedIdentityProvider: AnsweredRow {
    static let field = "removedIdentityProviderId"

    static func value(_ row: RowID) -> PayloadValue {
        .string(GlobalID(typeCode: GlobalID.typeCodes["IdentityProvider"] ?? 0, row: row).text)
    }
}
