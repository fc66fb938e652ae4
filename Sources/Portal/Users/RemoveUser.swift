import Execution
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// What a `removeUser` asks for.
///
/// Statements: D0-55, D2-36 to D2-39 and G-21 of the product's specification.
struct RemoveUserWish: UserWish {
    typealias Answer = RowAnswer<RemovedUser>

    let id: RowID?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "User")
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about user: LockedUser, isSelf: Bool) -> UserDecision {
        if isSelf { return .refusal(UserError(.conflict, "id", "You can't remove yourself. Another admin can.")) }
        let values: [(String, String?)] = [
            ("role", user.role.rawValue), ("status", user.status.rawValue), ("customers", user.customers.names),
        ]
        return .step(
            UserStep(
                action: "user.removed", statement: BoundStatement(Self.statement, [.uuid(user.id)]),
                changes: values.filter { $0.1 != nil }.map { ($0, $1, nil) },
                question: isConfirmed ? nil : .confirm(user.consequencesOfRemoval),
                recipient: user.role.signsIn ? user.recipient : nil))
    }

    private static let statement = Statement(text: "DELETE FROM app_user WHERE id = $1", parameterTypes: [.uuid])
}

/// The user that is gone.
enum RemovedUser: AnsweredRow {
    static let field = "removedUserId"

    static func value(_ row: RowID) -> PayloadValue {
        .string(GlobalID(typeCode: GlobalID.typeCodes["User"] ?? 0, row: row).text)
    }
}
