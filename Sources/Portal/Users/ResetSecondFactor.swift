import GraphQLSchema
import Postgres
import SQLText

/// What a `resetSecondFactor` or a `resetPortalUserSecondFactor` asks for: a second factor that was lost is asked for
/// no more.
///
/// Every session ends, so that whoever found the phone has nothing of it; the person is told by mail.
struct ResetSecondFactorWish<Person: ManagedPerson, Row: AnsweredRow>: UserWish {
    typealias Answer = RowAnswer<Row>

    let id: RowID?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: Person.type)
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about user: Person, isSelf: Bool) -> UserDecision {
        if isSelf { return .refusal(UserError(.conflict, "id", "Turn your own second factor off under Account.")) }
        if !user.hasSecondFactor {
            return .refusal(UserError(.conflict, "id", "\(user.name) has no second factor."))
        }
        let question = "\(user.name) signs in with the password alone, until there is a new second factor."
        return .step(
            UserStep(
                action: "user.second_factor_reset",
                statement: BoundStatement(
                    Statement(text: "SELECT second_factor_reset($1)", parameterTypes: [.uuid]), [.uuid(user.id)]),
                changes: [("second_factor", "ON", "OFF")],
                question: isConfirmed ? nil : .confirm([question, user.signOut])))
    }
}

/// Somebody whose second factor whoever manages the users may reset.
protocol ManagedPerson: LockedPerson {
    /// The type in the schema.
    static var type: String { get }

    var hasSecondFactor: Bool { get }
}

extension LockedUser: ManagedPerson {
    static let type = "User"
}

extension LockedPortalUser: ManagedPerson {
    static let type = "PortalUser"
}
