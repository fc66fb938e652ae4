import Execution
import GraphQLSchema
import Postgres
import SQLText

/// `createCustomer`: adds a customer, and a portal with it if wanted, in one step.
///
/// Statements: D1-01 and D1-03 to D1-07 of the product's specification.
struct CreateCustomer: Sendable {
    /// The mutation for the engine's table.
    var field: MutationField {
        .repeatable("createCustomer") { (wish: CreateCustomerWish, context) in
            guard let organization = context.viewer.viewer.organizationID, let partnership = wish.partnership else {
                return .refused(.unknownPartnership("partnershipId"))
            }
            let customer = NewCustomer(
                id: .new(), organizationID: organization, partnership: partnership, wish: wish)
            return try await customer.make(context)
        }
    }
}

/// What a `createCustomer` asks for, read and checked.
struct CreateCustomerWish: MutationWish {
    typealias Answer = RowAnswer<ChangedCustomer>

    static let subject: String? = nil

    let partnership: RowID?
    let kind: String
    let texts: CustomerTexts
    let hasPortal: Bool
    let slug: String?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        partnership = input.rowID("partnershipId", of: "Partnership")
        if partnership == nil { errors.append(.unknownPartnership("partnershipId")) }
        kind = input.text("kind") ?? "REGULAR"
        texts = CustomerTexts(input, &errors)
        hasPortal = input.flag("enablePortal")
        slug = PortalAddress.read("portalSlug", input, &errors)
        if slug != nil && !hasPortal {
            errors.append(UserError(.badInput, "portalSlug", "An address is chosen only together with a portal."))
        }
    }
}

/// A customer that is about to be.
private struct NewCustomer {
    let id: RowID
    let organizationID: RowID
    let partnership: RowID
    let wish: CreateCustomerWish

    func make(_ context: ChangeContext) async throws -> CreateCustomerWish.Answer {
        let found = try await context.transaction.run([
            BoundStatement(Self.partnership, [.uuid(partnership), .uuid(organizationID)])
        ]).first
        if let refusal = refusal(type: found?.text(0, 1), status: found?.text(0, 2)) { return .refused(refusal) }
        let own = step(found?.text(0, 0))
        let address = wish.slug.map { ("portalSlug", $0) }
        let refusal = try await context.take("partnershipId") {
            if !wish.hasPortal { return .steps([own]) }
            let portal = NewPortal(id, organizationID, wish.texts.values, address: address)
            return .steps([own, try await portal.step(context.transaction)])
        }
        return refusal.map { .refused($0) } ?? .changed(id)
    }

    private func refusal(type: String?, status: String?) -> UserError? {
        switch (type, status) {
        case (nil, _): .unknownPartnership("partnershipId")
        case ("LEAD_BUYER"?, _):
            UserError(.badInput, "partnershipId", "A lead-buying partnership has leads, and no customers.")
        case (_, "ENDED"?): UserError(.conflict, "partnershipId", "This partnership has ended.")
        case (let type?, _): wish.hasPortal && type != "MSSP" ? .portalOfNoMSSP("enablePortal") : nil
        }
    }

    private func step(_ partnershipName: String?) -> CustomerStep {
        let values = wish.texts.values
        let texts: [(String, String?)] =
            [("partnership", partnershipName), ("kind", wish.kind)]
            + zip(CustomerColumn.allCases, values.texts).map { ($0.rawValue, $1) }
        let row: [SQLValue] = [.uuid(id), .uuid(organizationID), .uuid(partnership), .text(wish.kind)]
        return CustomerStep(
            statements: [BoundStatement(Self.insertion, row + values.texts.map(SQLValue.optional))],
            journals: [
                Journal(
                    action: "customer.created", target: "customer", targetID: id, organizationID: organizationID,
                    targetName: values[.name], changes: texts.filter { $0.1 != nil }.map { ($0, nil, $1) })
            ])
    }

    private static let partnership = Statement(
        text: "SELECT name, type, status FROM partnership WHERE id = $1 AND organization_id = $2",
        parameterTypes: [.uuid, .uuid])
    private static let insertion = Statement(
        text: """
            INSERT INTO customer (id, organization_id, partnership_id, kind, name, external_ref, phone, address, \
            country, email) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
        parameterTypes: [.uuid, .uuid, .uuid, .text, .text, .text, .text, .text, .text, .text])
}
