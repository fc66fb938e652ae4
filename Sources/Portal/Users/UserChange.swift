import Access
import Execution
import GraphQLSchema
import Postgres
import SQLText

/// What somebody wants of a user that there is.
protocol UserWish: MutationWish {
    /// Whose users: the partner's, or those of a customer's portal.
    associatedtype Person: LockedPerson

    var id: RowID? { get }
    var expectedVersion: Int64? { get }

    /// What is to be done, once it is known who that is; `isSelf` where the viewer is the user.
    func decision(about user: Person, isSelf: Bool) -> UserDecision

    /// Why it isn't for the operator to do, if so.
    func refusalOfOperator(about user: Person) -> UserError?
}

extension UserWish {
    func refusalOfOperator(about user: Person) -> UserError? { nil }
}

/// Somebody who may sign in, kept from being changed by others until the transaction ends.
protocol LockedPerson {
    /// The user's table in the statement that locks the row.
    static var table: Alias { get }
    /// What the journal calls the table.
    static var target: String { get }

    var id: RowID { get }
    var organizationID: RowID { get }
    var name: String { get }
    var version: Int64 { get }
    /// How many sessions are alive.
    var sessions: Int { get }
    /// Where a mail goes once nobody can look that up any more.
    var recipient: JSONObject { get }

    /// Locks the row, if it is one of those that the viewer reaches; nil where there is none.
    init?(_ id: RowID, _ reach: SQLText<SQLValue>, _ transaction: Transaction) async throws
}

/// What becomes of a wish about a user.
enum UserDecision {
    /// All is as wanted.
    case nothing
    case refusal(UserError)
    case step(UserStep)
}

/// A change of one user.
struct UserStep {
    /// What is written down, such as `user.disabled`.
    let action: String
    let statement: BoundStatement
    let changes: [(column: String, before: String?, after: String?)]
    /// The input field at which it is told that the last active admin stays.
    var field = "id"
    /// What has to be confirmed before; nil where nothing has, or where it was.
    var question: UserError?
    /// Whether the user is invited by it.
    var invites = false
    /// Whom a mail about it goes to, for when the row is gone.
    var recipient: JSONObject?
    /// Whether the address is another one, so that the old one is told.
    var leavesAddress = false
    /// Whether what is written down says who it was.
    var namesTarget = true
}

/// The user that was changed.
enum ChangedUser: AnsweredRow {
    static let field = "user"
}

extension MutationField {
    /// A mutation that changes one user within what the viewer reaches.
    ///
    /// Where something has to be confirmed first, it's tried all the same and taken back, so that nobody is asked about
    /// what would be refused.
    static func changingUser<Wish: UserWish, Row: AnsweredRow>(
        _ name: String, _ reach: WriteReach, _: Wish.Type
    ) -> MutationField where Wish.Answer == RowAnswer<Row> {
        .repeatable(name) { (wish: Wish, context) in try await context.change(wish, within: reach) }
    }
}

extension ChangeContext {
    /// Does what is wanted of one user.
    func change<Wish: UserWish, Row: AnsweredRow>(
        _ wish: Wish, within reach: WriteReach
    ) async throws -> Wish.Answer where Wish.Answer == RowAnswer<Row> {
        guard let id = wish.id, let rows = reach.condition(for: viewer, on: Wish.Person.table),
            let user = try await Wish.Person(id, rows, transaction)
        else { return .refused(.notFound("id")) }
        if let expected = wish.expectedVersion, expected != user.version {
            let message = "Somebody else has changed this user: it has version \(user.version) now."
            return .refused(UserError(.conflict, "expectedVersion", message))
        }
        if isOperator, let refusal = wish.refusalOfOperator(about: user) { return .refused(refusal) }
        switch wish.decision(about: user, isSelf: id == viewer.viewer.userID) {
        case .nothing: return .changed(id)
        case .refusal(let error): return .refused(error)
        case .step(let step):
            if let refusal = try await take(step, user) { return .refused(refusal) }
            return .changed(id)
        }
    }

    /// Whether somebody of another company decides: whoever runs the installation.
    private var isOperator: Bool { viewer.viewer.audience.role == .operator }

    /// Takes a step and writes it down; tells why not, where it isn't.
    fileprivate func take<Person: LockedPerson>(_ step: UserStep, _ user: Person) async throws -> UserError? {
        let journal = Journal(
            action: step.action, target: Person.target, targetID: user.id, organizationID: user.organizationID,
            targetName: step.namesTarget ? user.name : nil, changes: step.changes, recipient: step.recipient,
            further: step.invites ? ["user.invited"] : [],
            letters: step.leavesAddress ? [("user.email_changed", user.recipient)] : [])
        let statements = [step.statement] + journal.statements(by: viewer, request)
        let refusal = try await attempt(statements) { fault in
            switch fault.sqlState {
            case "PO001": .lastAdmin(step.field, isOperator: isOperator)
            case "PO008": .portalAdmin(user.name)
            case "PO010": .invitedTooOften
            default: UserError.takenEmail(fault)
            }
        }
        if let refusal { return refusal }
        if let question = step.question {
            try await takeBack()
            return question
        }
        return nil
    }
}

extension UserError {
    /// The rule that the database holds against every path and race (D0-56, D2-10).
    static func lastAdmin(_ field: String, isOperator: Bool = false) -> UserError {
        let company = isOperator ? "The company" : "Your company"
        let message = "\(company) needs an active admin who can sign in. Make somebody else one first."
        return UserError(.conflict, field, message)
    }

    /// Mails are no toy (G-20).
    static let invitedTooOften = UserError(
        .rateLimited, "id", "Three links were sent within the hour. Look for the mail, or try again later.")

    /// The rule that the database holds for every portal (G-09).
    static func portalAdmin(_ name: String) -> UserError {
        let message = "\(name) is the portal's administrator, and it always has one. Change the administrator first."
        return UserError(.conflict, "id", message)
    }

    /// Somebody has the address already, of any company (K12) or at the same portal; nil where it's something else.
    static func takenEmail(_ fault: ServerFault) -> UserError? {
        switch fault.constraint {
        case "app_user_email_key": UserError(.conflict, "email", "This e-mail address is taken.")
        case "portal_user_portal_id_email_key":
            UserError(.conflict, "email", "Somebody has this e-mail address at this portal already.")
        default: nil
        }
    }
}
