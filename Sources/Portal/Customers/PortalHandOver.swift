import GraphQLSchema
import Postgres
import SQLText

/// The hand-over of a portal to whoever has the customer's new e-mail.
///
/// Statements: D1-15 to D1-17 and G-08 of the product's specification. The admin of before becomes a user like the
/// others in the same moment; that there is exactly one admin, who isn't disabled, the database holds.
extension LockedCustomer {
    /// What hands the portal over; nothing where there is none, or where the admin has this e-mail already.
    func handingOver(to email: String, isEnabled: Bool, _ transaction: Transaction) async throws -> CustomerDecision {
        guard let portal, portal.admin.email != email else { return .steps([]) }
        if !isEnabled { return .refusal(portal.refusesHandOver) }
        let found = try await transaction.run([BoundStatement(Self.person, [.uuid(portal.id), .text(email)])]).first
        let next = found.flatMap { $0.rowCount == 1 ? PortalPerson($0, from: 0) : nil }
        if next?.state == "DISABLED" { return .refusal(.disabledAdmin) }
        return .steps([portal.handOver(to: next, email, of: self)])
    }

    private static let person = Statement(
        text: "SELECT id, name, email, state FROM portal_user WHERE portal_id = $1 AND email = $2",
        parameterTypes: [.uuid, .text])
}

extension FoundPortal {
    fileprivate func handOver(to next: PortalPerson?, _ email: String, of customer: LockedCustomer) -> CustomerStep {
        let person = next?.id ?? RowID.new()
        let isInvited = next?.isConfirmed != true
        var statements = [BoundStatement(Self.setAdmin, [.uuid(id), .uuid(person)])]
        if next == nil {
            statements.insert(PortalInvitation.insertion(of: person, email, at: id), at: 0)
        } else if isInvited {
            statements.append(BoundStatement(Self.invitation, [.uuid(person)]))
        }
        let journal = journal("portal.handed_over", [("admin", admin.email, email)], of: customer)
        let invitation = PortalInvitation.journal(of: person, email, customer.organizationID)
        return CustomerStep(
            statements: statements, journals: isInvited ? [journal, invitation] : [journal],
            consequences: consequences(of: next, email))
    }

    fileprivate var refusesHandOver: UserError {
        let reason =
            disabledReason == "CUSTOMER_DISABLED"
            ? "The portal is disabled with its customer" : "The portal is disabled"
        return UserError(
            .conflict, "email",
            "\(reason), and this e-mail is that of its admin. Enable it before you change the e-mail.")
    }

    private static let setAdmin = Statement(
        text: "UPDATE customer_portal SET admin_user_id = $2 WHERE id = $1", parameterTypes: [.uuid, .uuid])
    private static let invitation = Statement(text: "SELECT reinvite_user($1)", parameterTypes: [.uuid])
}
