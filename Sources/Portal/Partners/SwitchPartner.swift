import Execution
import GraphQLSchema
import Postgres
import SQLText

/// What a `suspendPartner` asks for: nobody of the company, of its customers' portals, and none of its keys gets in.
///
/// Statements: D4-08 and G-29 of the product's specification. The database ends the sessions, and every server looks at
/// the epochs that it raises.
struct SuspendPartnerWish: PartnerSwitchWish {
    let id: RowID?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "Organization")
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }

    /// The mutation for the engine's table.
    static var field: MutationField {
        .repeatable("suspendPartner") { (wish: SuspendPartnerWish, context) in
            try await context.switchPartner(wish, isSuspended: true, "organization.suspended")
        }
    }
}

/// What a `reopenPartner` asks for.
struct ReopenPartnerWish: PartnerSwitchWish {
    let id: RowID?
    let isConfirmed = true
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "Organization")
        expectedVersion = input.int("expectedVersion")
    }

    /// The mutation for the engine's table.
    static var field: MutationField {
        .repeatable("reopenPartner") { (wish: ReopenPartnerWish, context) in
            try await context.switchPartner(wish, isSuspended: false, "organization.reopened")
        }
    }
}

/// What is wanted of a partner's state.
protocol PartnerSwitchWish: MutationWish where Answer == RowAnswer<ChangedOrganization> {
    var id: RowID? { get }
    var isConfirmed: Bool { get }
    var expectedVersion: Int64? { get }
}

extension ChangeContext {
    fileprivate func switchPartner(
        _ wish: some PartnerSwitchWish, isSuspended: Bool, _ action: String
    ) async throws -> RowAnswer<ChangedOrganization> {
        guard let id = wish.id, let partner = try await LockedPartner(id, transaction) else {
            return .refused(.notFound("id"))
        }
        if let refusal = partner.refusal(wish.expectedVersion) { return .refused(refusal) }
        let statements = partner.statements(
            action, legalName: partner.legalName, vatId: partner.vatId, isSuspended: isSuspended, self)
        if statements.isEmpty { return .changed(id) }
        if !wish.isConfirmed { return .refused(.confirm(partner.consequencesOfSuspension)) }
        _ = try await transaction.run(statements)
        return .changed(id)
    }
}

extension LockedPartner {
    /// What has to be confirmed, said before it happens (G-29).
    var consequencesOfSuspension: [String?] {
        [
            "Nobody of \(name) can sign in until it is reopened, nor anybody at its customers' portals.",
            Self.counted(sessions, "1 session ends at once.", "sessions end at once."),
            Self.counted(keys, "1 API key stops working until then.", "API keys stop working until then."),
            "Nothing is deleted.",
        ]
    }

    /// A sentence about how many there are; nil where there is none.
    static func counted(_ count: Int, _ one: String, _ other: String) -> String? {
        switch count {
        case 0: nil
        case 1: one
        default: "\(count) \(other)"
        }
    }
}
