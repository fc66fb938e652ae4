import GraphQLSchema
import Postgres
import SQLText

/// What an `updatePortalUser` asks for: another name.
///
/// The e-mail stays: whoever has another one is invited, so that the address is proved.
struct UpdatePortalUserWish: UserWish {
    typealias Answer = RowAnswer<ChangedPortalUser>

    let id: RowID?
    let name: Change<String>
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "PortalUser")
        name = TextRule.userName.read(input, &errors)
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about user: LockedPortalUser, isSelf: Bool) -> UserDecision {
        let name = name.applied(to: user.name) ?? user.name
        if name == user.name { return .nothing }
        return .step(
            UserStep(
                action: "user.updated", statement: BoundStatement(Self.statement, [.uuid(user.id), .text(name)]),
                changes: [("name", user.name, name)]))
    }

    private static let statement = Statement(
        text: "UPDATE portal_user SET name = $2 WHERE id = $1", parameterTypes: [.uuid, .text])
}
