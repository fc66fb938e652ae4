import GraphQLSchema
import Postgres
import SQLText

/// What a `disableCustomer` asks for.
///
/// The portal goes with the customer: the database sees to that. Statements: D1-14, G-07 and G-29 of the product's specification.
struct DisableCustomerWish: CustomerChangeWish {
    typealias Answer = RowAnswer<ChangedCustomer>

    let id: RowID?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "Customer")
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about customer: LockedCustomer, _ context: ChangeContext) async throws -> CustomerDecision {
        if !customer.isEnabled { return .steps([]) }
        var step = customer.step("customer.disabled", to: "DISABLED")
        step.consequences = customer.consequencesOfDisabling
        return .steps([step])
    }
}

/// What an `enableCustomer` asks for.
///
/// A portal that was disabled with the customer comes back with it, and no other.
struct EnableCustomerWish: CustomerChangeWish {
    typealias Answer = RowAnswer<ChangedCustomer>

    let id: RowID?
    let isConfirmed = true
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "Customer")
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about customer: LockedCustomer, _ context: ChangeContext) async throws -> CustomerDecision {
        customer.isEnabled ? .steps([]) : .steps([customer.step("customer.enabled", to: "ENABLED")])
    }
}

extension LockedCustomer {
    /// The step to another state, written down for the customer and for the portal that follows it.
    fileprivate func step(_ action: String, to status: String) -> CustomerStep {
        let journal = Journal(
            action: action, target: "customer", targetID: id, organizationID: organizationID, targetName: name,
            changes: [("status", isEnabled ? "ENABLED" : "DISABLED", status)])
        return CustomerStep(
            statements: [BoundStatement(Self.setStatus, [.uuid(id), .text(status)])],
            journals: [journal] + [cascade].compactMap(\.self))
    }

    private var cascade: Journal? {
        let reason = "CUSTOMER_DISABLED"
        guard let portal, isEnabled ? portal.isEnabled : portal.disabledReason == reason else { return nil }
        return portal.journal(
            isEnabled ? "portal.disabled" : "portal.enabled",
            [
                ("enabled", "\(portal.isEnabled)", "\(!portal.isEnabled)"),
                ("disabled_reason", portal.disabledReason, isEnabled ? reason : nil),
            ], of: self)
    }

    private static let setStatus = Statement(
        text: "UPDATE customer SET status = $2 WHERE id = $1", parameterTypes: [.uuid, .text])
}
