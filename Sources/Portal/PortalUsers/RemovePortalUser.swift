import Execution
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// What a `removePortalUser` asks for.
///
/// Statements: D2-38, D3-14, D3-15, D3-17, D3-18, G-09 and G-29 of the product's specification.
struct RemovePortalUserWish: UserWish {
    typealias Answer = RowAnswer<RemovedPortalUser>

    let id: RowID?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "PortalUser")
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about user: LockedPortalUser, isSelf: Bool) -> UserDecision {
        if user.isAdmin { return .refusal(.portalAdmin(user.name)) }
        return .step(
            UserStep(
                action: "user.removed", statement: BoundStatement(Self.statement, [.uuid(user.id)]),
                changes: [("state", user.state.rawValue, nil)],
                question: isConfirmed ? nil : .confirm(user.consequencesOfRemoval), recipient: user.recipient))
    }

    private static let statement = Statement(text: "DELETE FROM portal_user WHERE id = $1", parameterTypes: [.uuid])
}

/// The user of a portal that is gone.
enum RemovedPortalUser: AnsweredRow {
    static let field = "removedPortalUserId"

    static func value(_ row: RowID) -> PayloadValue {
        .string(GlobalID(typeCode: GlobalID.typeCodes["PortalUser"] ?? 0, row: row).text)
    }
}

/// What has to be confirmed, said before it happens (G-29).
extension LockedPortalUser {
    var consequencesOfDisabling: [String?] { [signOut, "\(name) can't sign in until enabled again."] }

    var consequencesOfRemoval: [String?] {
        [
            "\(name) is removed for good. Only the audit log still tells of it.", signOut,
            state == .unconfirmed ? "The link that \(email) got works no more." : nil,
            "A mail to \(email) tells that the access has ended.",
        ]
    }
}
