import GraphQLSchema
import Postgres
import SQLText

/// What an `enableCustomerPortal` asks for: a portal that people can sign in at, made where there was none.
///
/// Statements: D1-01, D1-12, D1-13 and G-07 of the product's specification.
struct EnablePortalWish: CustomerChangeWish {
    typealias Answer = RowAnswer<ChangedCustomer>

    static let subject: String? = "customerId"

    let id: RowID?
    let isConfirmed = true
    let expectedVersion: Int64?
    private let slug: String?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("customerId", of: "Customer")
        slug = PortalAddress.read("portalSlug", input, &errors)
        expectedVersion = input.int("expectedVersion")
    }

    func version(of customer: LockedCustomer) -> (of: String, Int64?) { ("portal", customer.portal?.version) }

    func decision(about customer: LockedCustomer, _ context: ChangeContext) async throws -> CustomerDecision {
        if let slug, let portal = customer.portal, portal.slug != slug {
            let message = "There is a portal already, at \(portal.slug). Change its address instead."
            return .refusal(UserError(.conflict, "portalSlug", message))
        }
        return try await customer.enablingPortal(
            of: customer.values, at: slug.map { ("portalSlug", $0) }, "customerId", context.transaction)
    }
}

/// What a `disableCustomerPortal` asks for.
///
/// Statements: D1-11 and G-29 of the product's specification.
struct DisablePortalWish: CustomerChangeWish {
    typealias Answer = RowAnswer<ChangedCustomer>

    static let subject: String? = "customerId"

    let id: RowID?
    let isConfirmed: Bool
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("customerId", of: "Customer")
        isConfirmed = input.flag("confirm")
        expectedVersion = input.int("expectedVersion")
    }

    func version(of customer: LockedCustomer) -> (of: String, Int64?) { ("portal", customer.portal?.version) }

    func decision(about customer: LockedCustomer, _ context: ChangeContext) async throws -> CustomerDecision {
        .steps(customer.disablingPortal)
    }
}

extension LockedCustomer {
    /// What enables the portal, or makes one of what the customer is called by then.
    func enablingPortal(
        of next: CustomerValues, at address: (field: String, slug: String)? = nil, _ field: String,
        _ transaction: Transaction
    ) async throws -> CustomerDecision {
        if !isLookedAfter { return .refusal(.portalOfNoMSSP(field)) }
        if !isEnabled { return .refusal(.disabledCustomer(field)) }
        guard let portal else {
            let portal = NewPortal(id, organizationID, next, address: address)
            return .steps([try await portal.step(transaction)])
        }
        if portal.isEnabled { return .steps([]) }
        return .steps([step(portal, to: true)])
    }

    /// What disables the portal; nothing where nobody can sign in anyway.
    ///
    /// One that is disabled because its customer is doesn't come back with it then.
    var disablingPortal: [CustomerStep] {
        guard let portal, portal.isEnabled || portal.disabledReason == "CUSTOMER_DISABLED" else { return [] }
        return [step(portal, to: false)]
    }

    private func step(_ portal: FoundPortal, to isEnabled: Bool) -> CustomerStep {
        let reason = isEnabled ? nil : "MANUAL"
        let changes: [(String, String?, String?)] = [
            ("enabled", "\(portal.isEnabled)", "\(isEnabled)"), ("disabled_reason", portal.disabledReason, reason),
        ]
        return CustomerStep(
            statements: [
                BoundStatement(Self.setEnabled, [.uuid(portal.id), .bool(isEnabled), .optional(reason)])
            ],
            journals: [
                portal.journal(
                    isEnabled ? "portal.enabled" : "portal.disabled", changes.filter { $0.1 != $0.2 }, of: self)
            ], consequences: portal.isEnabled && !isEnabled ? consequencesOfDisablingPortal : [])
    }

    private static let setEnabled = Statement(
        text: "UPDATE customer_portal SET enabled = $2, disabled_reason = $3 WHERE id = $1",
        parameterTypes: [.uuid, .bool, .text])
}

extension FoundPortal {
    /// What is written down about it.
    func journal(
        _ action: String, _ changes: [(column: String, before: String?, after: String?)], of customer: LockedCustomer
    ) -> Journal {
        Journal(
            action: action, target: "customer_portal", targetID: id, organizationID: customer.organizationID,
            targetName: customer.name, changes: changes)
    }
}

extension UserError {
    /// Portals are what an MSSP gives to customers that it looks after (D1-01).
    static func portalOfNoMSSP(_ field: String) -> UserError {
        UserError(.badInput, field, "Only customers of an MSSP partnership have a portal.")
    }
}
