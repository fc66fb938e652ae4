import Access
import Execution
import Foundation
import GraphQLSchema
import Postgres
import SQLText

/// `updateProfile`: the viewer's own name, and the language and time zone of a partner's user.
///
/// Statement D2-04 of the product's specification; the own e-mail and password have mutations of their own, which ask
/// for the password.
struct UpdateProfile: Sendable {
    /// The mutation for the engine's table.
    var field: MutationField {
        MutationField(
            name: "updateProfile",
            body: .transactional { context, transaction, arguments in
                let input = arguments.input
                guard let viewer = context.viewer else { return .refused([.notFound(nil)], input) }
                var errors: [UserError] = []
                let wish = Wish(input, &errors)
                guard errors.isEmpty else { return .refused(errors, input) }
                guard let profile = try await OwnProfile(transaction) else {
                    return .refused([.notFound(nil)], input)
                }
                let change = ChangeContext(viewer: viewer, request: context.request, transaction: transaction)
                if let refusal = try await change.write(wish, profile) { return .refused([refusal], input) }
                return Payload(
                    fields: [
                        "user": profile.row(viewer, in: "app_user"),
                        "portalUser": profile.row(viewer, in: "portal_user"),
                        "userErrors": .list([]), "clientMutationId": input.clientMutationID,
                    ])
            })
    }

    /// What is asked for.
    fileprivate struct Wish {
        let name: Change<String>
        let locale: Change<String>
        let timeZone: Change<String>

        init(_ input: InputObject, _ errors: inout [UserError]) {
            name = TextRule(field: "name", label: "The name", isRequired: true, maximum: 200).read(input, &errors)
            locale = LocaleRule.read(input, &errors)
            timeZone = TextRule(field: "timeZone", label: "The time zone", isRequired: true, maximum: 60)
                .read(input, &errors)
        }
    }
}

/// What the viewer's own row says.
private struct OwnProfile {
    let table: String
    let name: String
    /// Of a partner's user alone, as is the time zone.
    let locale: String?
    let timeZone: String?

    /// Locks the row; nil where it is gone.
    init?(_ transaction: Transaction) async throws {
        guard let rows = try await transaction.run([BoundStatement(Self.lock)]).first, rows.rowCount == 1,
            let table = rows.text(0, 0), let name = rows.text(0, 1)
        else { return nil }
        self.table = table
        self.name = name
        locale = rows.text(0, 2)
        timeZone = rows.text(0, 3)
    }

    /// The row to read back, where it is one of that table's.
    func row(_ viewer: CachedViewer, in table: String) -> PayloadValue {
        guard table == self.table, let id = viewer.viewer.userID else { return .null }
        return .row(id)
    }

    private static let lock = Statement(text: "SELECT target, name, locale, time_zone FROM lock_own_profile()")
}

extension ChangeContext {
    /// Changes the row and writes it down; why not, where the database refuses.
    fileprivate func write(_ wish: UpdateProfile.Wish, _ profile: OwnProfile) async throws -> UserError? {
        let name = wish.name.applied(to: profile.name) ?? profile.name
        let locale = wish.locale.applied(to: profile.locale)
        let timeZone = wish.timeZone.applied(to: profile.timeZone)
        let changes: [(String, String?, String?)] = [
            ("name", profile.name, name), ("locale", profile.locale, locale),
            ("time_zone", profile.timeZone, timeZone),
        ].filter { $0.1 != $0.2 }
        guard !changes.isEmpty, let id = viewer.viewer.userID else { return nil }
        let update = BoundStatement(Self.update, [.text(name), .optional(locale), .optional(timeZone)])
        // Which time zones there are is PostgreSQL's to know, which reckons with them.
        let refusal = try await attempt([update]) { fault in
            guard fault.sqlState == "22023" else { return nil }
            return UserError(.badInput, "timeZone", "There is no such time zone. One is called Europe/Oslo.")
        }
        if let refusal { return refusal }
        let journal = Journal(
            action: "user.updated", target: profile.table, targetID: id,
            organizationID: viewer.viewer.organizationID, targetName: profile.name, changes: changes)
        _ = try await transaction.run(journal.statements(by: viewer, request))
        return nil
    }

    private static let update = Statement(
        text: "SELECT update_own_profile($1, $2, $3)", parameterTypes: [.text, .text, .text])
}

/// A language and, where it is told, a country, as BCP 47 spells them: `nb-NO`.
enum LocaleRule {
    static func read(_ input: InputObject, _ errors: inout [UserError]) -> Change<String> {
        guard let value = input["locale"] else { return .keep }
        guard case .string(let text) = value, text.wholeMatch(of: /[a-z]{2,3}(-[A-Za-z0-9]{2,8})*/) != nil,
            text.utf8.count <= 35
        else {
            errors.append(UserError(.badInput, "locale", "The language must be a code such as en-GB or nb-NO."))
            return .keep
        }
        return .set(text)
    }
}
