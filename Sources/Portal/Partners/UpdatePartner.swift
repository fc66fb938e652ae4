import Execution
import GraphQLSchema
import Postgres
import SQLText

/// What an `updatePartner` asks for: what the company is called, here and in law.
///
/// Statement D4-08 of the product's specification. How the company is reached it changes itself.
struct UpdatePartnerWish: MutationWish {
    typealias Answer = RowAnswer<ChangedOrganization>

    let id: RowID?
    let name: Change<String>
    let legalName: Change<String>
    let vatId: Change<String>
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "Organization")
        name = TextRule.partnerName.read(input, &errors)
        legalName = TextRule.legalName.read(input, &errors)
        vatId = TextRule.vatId.read(input, &errors)
        expectedVersion = input.int("expectedVersion")
    }

    /// The mutation for the engine's table.
    static var field: MutationField {
        .repeatable("updatePartner") { (wish: UpdatePartnerWish, context) in
            guard let id = wish.id, let partner = try await LockedPartner(id, context.transaction) else {
                return .refused(.notFound("id"))
            }
            if let refusal = partner.refusal(wish.expectedVersion) { return .refused(refusal) }
            let statements = partner.statements(
                "organization.updated", name: wish.name.applied(to: partner.name),
                legalName: wish.legalName.applied(to: partner.legalName), vatId: wish.vatId.applied(to: partner.vatId),
                isSuspended: partner.isSuspended, context)
            if !statements.isEmpty { _ = try await context.transaction.run(statements) }
            return .changed(id)
        }
    }
}
