import Execution
import GraphQLSchema
import SQLText

/// What an `invitePartnerAdmin` asks for: a further admin of a company, by the operator.
///
/// Statements: D4-06 and D4-08 of the product's specification. Everybody else of the company is its admins' to invite.
struct InvitePartnerAdminWish: MutationWish {
    typealias Answer = RowAnswer<ChangedUser>

    static let subject: String? = "organizationId"

    let organization: RowID?
    let admin: CreateUserWish

    init(_ input: InputObject, _ errors: inout [UserError]) {
        organization = input.rowID("organizationId", of: "Organization")
        admin = CreateUserWish(admin: input, &errors)
    }

    /// The mutation for the engine's table.
    static var field: MutationField {
        .repeatable("invitePartnerAdmin") { (wish: InvitePartnerAdminWish, context) in
            guard let id = wish.organization, try await context.seesPartner(id) else {
                return .refused(.notFound("organizationId"))
            }
            return try await NewUser(id: .new(), organizationID: id, wish: wish.admin).make(context)
        }
    }
}
