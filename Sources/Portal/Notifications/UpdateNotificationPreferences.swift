import Execution
import GraphQLSchema
import Postgres
import SQLText

/// What an `updateNotificationPreferences` asks for: when and about what somebody gets summaries of open tasks.
///
/// Statements D2-05, D2-13 and D2-29 to D2-33 of the product's specification: everybody chooses for themselves, and an
/// admin for whoever can't sign in to choose. Without any choice a summary of everything comes on Mondays at seven
/// (G-16), as it does for whoever only gets mails, whose account is there for nothing else.
struct UpdateNotificationPreferencesWish: MutationWish {
    typealias Answer = RowAnswer<ChangedNotificationPreference>

    static var subject: String? { "userId" }

    private let whose: Whose
    private let frequency: String?
    private let categories: [String]?
    private let hour: Int32?
    private let timeZone: Change<String>
    private let expectedVersion: Int64?

    /// Whose preferences they are.
    private enum Whose {
        case own
        /// Nil for an id that names no user.
        case of(RowID?)
    }

    init(_ input: InputObject, _ errors: inout [UserError]) {
        switch input["userId"] {
        case nil, .null?: whose = .own
        case let id?: whose = .of(id.rowID(of: "User"))
        }
        frequency = input.text("frequency")
        categories = Self.categories(input["categories"])
        hour = input.int("hour").flatMap(Int32.init(exactly:))
        timeZone = TextRule(field: "timeZone", label: "The time zone", isRequired: true, maximum: 60)
            .read(input, &errors)
        expectedVersion = input.int("expectedVersion")
        for field in ["frequency", "categories", "hour"] {
            if case .null? = input[field] { errors.append(UserError(.badInput, field, "This can't be empty.")) }
        }
        if let number = input.int("hour"), !(0...23).contains(number) {
            errors.append(UserError(.badInput, "hour", "The hour is a number from 0 to 23."))
        }
        if case .own = whose, timeZone != .keep {
            let message = "Your own time zone is that of your profile: change it there."
            errors.append(UserError(.badInput, "timeZone", message))
        }
    }

    /// The categories, each once and in the order in which they are kept; nil where they were left out.
    private static func categories(_ value: InputValue?) -> [String]? {
        guard case .list(let values)? = value else { return nil }
        let wanted = Set(
            values.compactMap { value in
                if case .enumeration(let name) = value { name } else { nil }
            })
        return all.filter(wanted.contains)
    }

    private static let all = ["COMMERCIAL", "PRODUCT_USAGE", "CHURN_RISK"]

    /// The mutation for the engine's table.
    static func field(_ reach: WriteReach) -> MutationField {
        .repeatable("updateNotificationPreferences") { (wish: UpdateNotificationPreferencesWish, context) in
            let own = context.viewer.viewer.userID
            guard let rows = reach.condition(for: context.viewer, on: LockedNotificationPreference.table),
                let user = wish.user(own)
            else { return .refused(.notFound("userId")) }
            switch try await LockedNotificationPreference.lock(user, rows, context) {
            case .unknown: return .refused(.notFound("userId"))
            case .another:
                let message = "Everybody who signs in chooses this for themselves, under Account."
                return .refused(UserError(.conflict, "userId", message))
            case .locked(let found):
                if user == own, wish.timeZone != .keep {
                    let message = "Your own time zone is that of your profile: change it there."
                    return .refused(UserError(.badInput, "timeZone", message))
                }
                return try await wish.change(found, of: user, context)
            }
        }
    }

    private func user(_ own: RowID?) -> RowID? {
        switch whose {
        case .own: own
        case .of(let user): user
        }
    }

    private func change(
        _ found: LockedNotificationPreference, of user: RowID, _ context: ChangeContext
    ) async throws -> Answer {
        if let expectedVersion, expectedVersion != found.version {
            let message = "Somebody else has changed this: it has version \(found.version) now."
            return .refused(UserError(.conflict, "expectedVersion", message))
        }
        let frequency = frequency ?? found.frequency
        let categories = categories ?? found.categories
        let hour = hour ?? found.hour
        let timeZone = timeZone.applied(to: found.timeZone) ?? found.timeZone
        let changes: [(String, String?, String?)] = [
            ("frequency", found.frequency, frequency),
            ("categories", found.categories.joined(separator: ", "), categories.joined(separator: ", ")),
            ("hour", String(found.hour), String(hour)), ("time_zone", found.timeZone, timeZone),
        ].filter { $0.1 != $0.2 }
        if changes.isEmpty { return .changed(found.id) }
        var statements: [BoundStatement] = []
        if timeZone != found.timeZone { statements.append(BoundStatement(Self.move, [.uuid(user), .text(timeZone)])) }
        if changes.contains(where: { $0.0 != "time_zone" }) {
            statements.append(
                BoundStatement(
                    Self.update, [.uuid(found.id), .text(frequency), .textArray(categories), .int4(hour)]))
        }
        // Which time zones there are is PostgreSQL's to know, which reckons with them.
        let refusal = try await context.attempt(statements) { fault in
            guard fault.sqlState == "22023" else { return nil }
            return UserError(.badInput, "timeZone", "There is no such time zone. One is called Europe/Oslo.")
        }
        if let refusal { return .refused(refusal) }
        let journal = Journal(
            action: "user.notifications_changed", target: "app_user", targetID: user,
            organizationID: context.viewer.viewer.organizationID, targetName: found.name, changes: changes)
        _ = try await context.transaction.run(journal.statements(by: context.viewer, context.request))
        return .changed(found.id)
    }

    private static let move = Statement(
        text: "UPDATE app_user SET time_zone = $2 WHERE id = $1", parameterTypes: [.uuid, .text])
    private static let update = Statement(
        text: "UPDATE notification_preference SET frequency = $2, categories = $3, hour = $4 WHERE id = $1",
        parameterTypes: [.uuid, .text, .textArray, .int4])
}

/// The preferences that have changed.
enum ChangedNotificationPreference: AnsweredRow {
    static let field = "notificationPreference"
}
