import GraphQLSchema
import Postgres
import SQLText

/// A portal that is about to be made, with its admin, who is invited (D1-04 to D1-07).
struct NewPortal {
    let customer: RowID
    let organizationID: RowID
    let customerName: String
    let email: String
    /// The address wanted, and the input field that says so; nil where it's made of the name.
    let address: (field: String, slug: String)?

    private let id = RowID.new()
    private let admin = RowID.new()

    init(_ customer: RowID, _ organizationID: RowID, _ values: CustomerValues, address: (field: String, slug: String)?)
    {
        self.customer = customer
        self.organizationID = organizationID
        customerName = values[.name] ?? ""
        email = values[.email] ?? ""
        self.address = address
    }

    /// What makes it, at an address that is free.
    func step(_ transaction: Transaction) async throws -> CustomerStep {
        let slug = try await freeAddress(transaction)
        return CustomerStep(
            statements: [
                BoundStatement(Self.portal, [.uuid(id), .uuid(customer), .text(slug), .uuid(admin)]),
                PortalInvitation.insertion(of: admin, email, at: id),
            ],
            journals: [
                Journal(
                    action: "portal.created", target: "customer_portal", targetID: id, organizationID: organizationID,
                    targetName: customerName, changes: [("slug", nil, slug), ("admin", nil, email)]),
                PortalInvitation.journal(of: admin, email, organizationID),
            ], addressField: address?.field)
    }

    private func freeAddress(_ transaction: Transaction) async throws -> String {
        if let address { return address.slug }
        let base = PortalAddress.made(of: customerName)
        let found = try await transaction.run([BoundStatement(Self.freeAddress, [.text(base)])]).first
        return found?.text(0, 0) ?? base
    }

    private static let freeAddress = Statement(text: "SELECT free_portal_slug($1)", parameterTypes: [.text])
    private static let portal = Statement(
        text: """
            INSERT INTO customer_portal (id, organization_id, partnership_id, customer_id, slug, admin_user_id) \
            SELECT $1, c.organization_id, c.partnership_id, c.id, $3, $4 FROM customer c WHERE c.id = $2
            """,
        parameterTypes: [.uuid, .uuid, .text, .uuid])
}

/// Somebody who is to sign in at a portal and has yet to confirm.
enum PortalInvitation {
    /// Makes the row; the database makes the invitation with it.
    ///
    /// What a portal's new admin is called is known only once they say so: until then it's the e-mail.
    static func insertion(
        of user: RowID, named name: String? = nil, _ email: String, at portal: RowID
    ) -> BoundStatement {
        BoundStatement(insertion, [.uuid(user), .uuid(portal), .text(name ?? called(email)), .text(email)])
    }

    /// What is written down, and makes the mail.
    static func journal(of user: RowID, _ email: String, _ organizationID: RowID) -> Journal {
        Journal(
            action: "user.invited", target: "portal_user", targetID: user, organizationID: organizationID,
            targetName: called(email), changes: [])
    }

    private static func called(_ email: String) -> String { String(email.unicodeScalars.prefix(200)) }

    private static let insertion = Statement(
        text: """
            INSERT INTO portal_user (id, organization_id, partnership_id, customer_id, portal_id, name, email) \
            SELECT $1, p.organization_id, p.partnership_id, p.customer_id, p.id, $3, $4 \
            FROM customer_portal p WHERE p.id = $2
            """,
        parameterTypes: [.uuid, .uuid, .text, .text])
}
