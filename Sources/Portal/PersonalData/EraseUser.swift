import Execution
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// What an `eraseUser` or an `erasePortalUser` asks for: somebody is gone, with all that tells who it was.
///
/// What they did stays written down, as facts without names. The database does it in one step, and keeps to its rules:
/// the last active admin and a portal's admin stay. Nobody is told by mail, since the mail would keep the address.
///
/// Statements: D0-56, G-09, G-21, G-29 and C22 of the product's specification.
struct EraseUserWish<Person: ErasablePerson, Row: AnsweredRow>: UserWish {
    typealias Answer = RowAnswer<Row>

    let id: RowID?
    let isConfirmed: Bool
    let expectedVersion: Int64?
    private let name: String?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: Person.type)
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
        name = input.text("name")
    }

    func decision(about user: Person, isSelf: Bool) -> UserDecision {
        if isSelf { return .refusal(UserError(.conflict, "id", "You can't erase yourself. Another admin can.")) }
        if isConfirmed, let error = TypedName(name).fault(for: user.name) { return .refusal(error) }
        return .step(
            UserStep(
                action: "user.erased", statement: BoundStatement(Self.statement, [.uuid(user.id)]), changes: [],
                question: isConfirmed ? nil : .confirm(user.consequencesOfErasure), namesTarget: false))
    }

    private static var statement: Statement {
        Statement(text: "SELECT erase_person($1)", parameterTypes: [.uuid])
    }
}

/// The partner's user who is gone with every trace.
enum ErasedUser: AnsweredRow {
    static let field = "erasedUserId"

    static func value(_ row: RowID) -> PayloadValue { .id(row, of: "User") }
}

/// The portal's user who is gone with every trace.
enum ErasedPortalUser: AnsweredRow {
    static let field = "erasedPortalUserId"

    static func value(_ row: RowID) -> PayloadValue { .id(row, of: "PortalUser") }
}

/// Somebody whom those who manage the users may erase.
protocol ErasablePerson: ManagedPerson {
    /// What goes with this kind of person besides.
    var lostWithErasure: String? { get }
}

extension ErasablePerson {
    fileprivate var consequencesOfErasure: [String?] {
        [
            "\(name) is removed for good, with every mail and session.",
            "In the audit log only facts stay: names, addresses and values go wherever they tell of \(name).",
            signOut, lostWithErasure, "Nobody is told by mail, and nothing brings it back.",
        ]
    }
}

extension LockedUser: ErasablePerson {
    var lostWithErasure: String? { forgotten }
}

extension LockedPortalUser: ErasablePerson {
    var lostWithErasure: String? { nil }
}

extension PayloadValue {
    /// The id of a row that nobody can read back any more.
    static func id(_ row: RowID, of type: String) -> PayloadValue {
        .string(GlobalID(typeCode: GlobalID.typeCodes[type] ?? 0, row: row).text)
    }
}
