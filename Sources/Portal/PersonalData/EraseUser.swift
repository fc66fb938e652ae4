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
    private let name: TypedName

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: Person.type)
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
        name = TypedName(input.text("name"))
    }

    func decision(about user: Person, isSelf: Bool) -> UserDecision {
        if isSelf { return .refusal(UserError(.conflict, "id", "You can't erase yourself. Another admin can.")) }
        if isConfirmed, let error = name.fault(for: user.name) { return .refusal(error) }
        return .step(
            UserStep(
                action: "user.erased", statement: BoundStatement(Self.statement, [.uuid(user.id)]), changes: [],
                question: isConfirmed ? nil : .confirm(user.consequencesOfErasure), namesTarget: false))
    }

    /// Erases whoever was removed before, and of whom only the journal still tells.
    fileprivate func erase(_ former: FormerPerson, _ context: ChangeContext) async throws -> Answer {
        if !isConfirmed { return .refused(.confirm(former.consequencesOfErasure)) }
        if let error = name.fault(for: former.name) { return .refused(error) }
        let journal = Journal(
            action: "user.erased", target: Person.target, targetID: former.id,
            organizationID: context.viewer.viewer.organizationID, targetName: nil, changes: [])
        _ = try await context.transaction.run(
            [BoundStatement(Self.statement, [.uuid(former.id)])]
                + journal.statements(by: context.viewer, context.request))
        return .changed(former.id)
    }

    private static var statement: Statement {
        Statement(text: "SELECT erase_person($1)", parameterTypes: [.uuid])
    }
}

extension MutationField {
    /// A mutation that erases one user within what the viewer reaches, or one who was removed before.
    static func erasingUser<Person: ErasablePerson, Row: AnsweredRow>(
        _ name: String, _ reach: WriteReach, _: EraseUserWish<Person, Row>.Type
    ) -> MutationField {
        .repeatable(name) { (wish: EraseUserWish<Person, Row>, context) in
            let answer = try await context.change(wish, within: reach)
            guard answer == .refused(.notFound("id")), let id = wish.id,
                let former = try await FormerPerson(id, Person.target, context.transaction)
            else { return answer }
            return try await wish.erase(former, context)
        }
    }
}

/// Somebody who was removed, by the name that the journal has.
private struct FormerPerson {
    let id: RowID
    let name: String

    /// Looks somebody up among those removed from a table; nil where the viewer may not know of any.
    init?(_ id: RowID, _ table: String, _ transaction: Transaction) async throws {
        let rows = try await transaction.run([BoundStatement(Self.statement, [.uuid(id), .text(table)])]).first
        guard let rows, rows.rowCount == 1, let name = rows.text(0, 0) else { return nil }
        self.id = id
        self.name = name
    }

    var consequencesOfErasure: [String?] {
        [
            "In the audit log only facts stay: names, addresses and values go wherever they tell of \(name).",
            "Mails to \(name) go too. Nobody is told by mail, and nothing brings it back.",
        ]
    }

    private static let statement = Statement(
        text: "SELECT name FROM former_person($1) WHERE table_name = $2", parameterTypes: [.uuid, .text])
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
protocol ErasablePerson: ManagedPerson, SendableMetatype {
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
