import GraphQLSchema
import Postgres
import SQLText

/// What an `updateCustomer` asks for: what a partner may change of a customer, and for admins the portal with it.
///
/// Statements: D1-11, D1-13, D1-15 to D1-17 and D2-03 of the product's specification.
struct UpdateCustomerWish: CustomerChangeWish {
    typealias Answer = RowAnswer<ChangedCustomer>

    /// The customer; nil where the id is none of a customer, which is told like an unknown one.
    let id: RowID?
    let texts: CustomerTexts
    /// Whether people shall be able to sign in; nil where that stays.
    let isPortalEnabled: Bool?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "Customer")
        texts = CustomerTexts(input, &errors)
        if input["portalEnabled"] == .null {
            errors.append(UserError(.badInput, "portalEnabled", "A portal is enabled or disabled."))
        }
        isPortalEnabled = if case .bool(let flag)? = input["portalEnabled"] { flag } else { nil }
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }

    func decision(about customer: LockedCustomer, _ context: ChangeContext) async throws -> CustomerDecision {
        let next = texts.applied(to: customer.values)
        var steps = next == customer.values ? [] : [customer.step(to: next)]
        for part in [
            try await portal(of: customer, next, context.transaction),
            try await admin(of: customer, next, context.transaction),
        ] {
            switch part {
            case .refusal(let error): return .refusal(error)
            case .steps(let more): steps += more
            }
        }
        return .steps(steps)
    }

    /// What becomes of the portal's switch.
    private func portal(
        of customer: LockedCustomer, _ next: CustomerValues, _ transaction: Transaction
    ) async throws -> CustomerDecision {
        switch isPortalEnabled {
        case true?: try await customer.enablingPortal(of: next, "portalEnabled", transaction)
        case false?: .steps(customer.disablingPortal)
        case nil: .steps([])
        }
    }

    /// What becomes of the portal's admin, whose e-mail is the customer's.
    private func admin(
        of customer: LockedCustomer, _ next: CustomerValues, _ transaction: Transaction
    ) async throws -> CustomerDecision {
        guard let email = next[.email], email != customer.email else { return .steps([]) }
        let isEnabled = isPortalEnabled ?? (customer.portal?.isEnabled == true)
        return try await customer.handingOver(to: email, isEnabled: isEnabled, transaction)
    }
}

extension LockedCustomer {
    /// The step to other values.
    fileprivate func step(to next: CustomerValues) -> CustomerStep {
        let changes = zip(CustomerColumn.allCases, zip(values.texts, next.texts)).filter { $1.0 != $1.1 }
        return CustomerStep(
            statements: [BoundStatement(Self.setValues, [.uuid(id)] + next.texts.map(SQLValue.optional))],
            journals: [
                Journal(
                    action: "customer.updated", target: "customer", targetID: id, organizationID: organizationID,
                    targetName: name, changes: changes.map { ($0.rawValue, $1.0, $1.1) })
            ])
    }

    private static let setValues = Statement(
        text: """
            UPDATE customer SET name = $2, external_ref = $3, phone = $4, address = $5, country = $6, email = $7 \
            WHERE id = $1
            """,
        parameterTypes: [.uuid, .text, .text, .text, .text, .text, .text])
}
