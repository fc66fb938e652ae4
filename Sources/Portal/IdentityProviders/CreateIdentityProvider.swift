import Execution
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// What a `createIdentityProvider` asks for: where the people of a company, or of a customer's portal, sign in.
struct CreateIdentityProviderWish: MutationWish {
    typealias Answer = RowAnswer<ChangedIdentityProvider>

    static let subject: String? = nil

    let isOfPortal: Bool
    let portalID: RowID?
    let name: String
    let issuer: String
    let clientID: String
    let clientSecret: String?
    let createsUsers: Bool
    let domains: [String]

    init(_ input: InputObject, _ errors: inout [UserError]) {
        isOfPortal = input.text("portalId") != nil
        portalID = input.rowID("portalId", of: "CustomerPortal")
        name = IdentityProviderTexts.name(input, &errors).applied(to: nil) ?? ""
        issuer = IdentityProviderTexts.issuer(input, &errors)
        clientID = IdentityProviderTexts.clientID(input, &errors).applied(to: nil) ?? ""
        clientSecret = IdentityProviderTexts.clientSecret(input, &errors).applied(to: nil)
        createsUsers = input.flag("createsUsers")
        domains = IdentityProviderTexts.domains(input, &errors) ?? []
    }

    /// The mutation for the engine's table.
    static func field(_ seal: ClientSecretSeal) -> MutationField {
        .repeatable("createIdentityProvider") { (wish: CreateIdentityProviderWish, context) in
            guard let organization = context.viewer.viewer.organizationID else { return .refused(.notFound("name")) }
            return try await wish.make(RowID.new(), organization, seal, context)
        }
    }

    private func make(
        _ id: RowID, _ organization: RowID, _ seal: ClientSecretSeal, _ context: ChangeContext
    ) async throws -> Answer {
        var customer: String?
        if isOfPortal {
            guard let portalID,
                let found = try await context.transaction.run([BoundStatement(Self.portal, [.uuid(portalID)])]).first,
                found.rowCount == 1, let name = found.text(0, 0)
            else { return .refused(.notFound("portalId")) }
            customer = name
        }
        let secret = try clientSecret.map { try seal.seal($0, of: id) }
        let insertion = BoundStatement(
            isOfPortal ? Self.ofPortal : Self.ofCompany,
            [
                .uuid(id), .uuid(isOfPortal ? portalID ?? id : organization), .text(name), .text(issuer),
                .text(clientID), secret.map(SQLValue.bytea) ?? .null(.bytea), .bool(createsUsers),
            ])
        let values: [(String, String?)] = [
            ("name", name), ("portal", customer), ("issuer", issuer), ("client_id", clientID),
            ("creates_users", String(createsUsers)),
            ("domains", domains.isEmpty ? nil : domains.joined(separator: ", ")),
        ]
        let journal = Journal(
            action: "identity_provider.created", target: "identity_provider", targetID: id,
            organizationID: organization, targetName: name,
            changes: values.filter { $0.1 != nil }.map { ($0, nil, $1) })
        let refusal = try await context.attempt(
            [insertion, IdentityDomains.insertion(of: domains, to: id)]
                + journal.statements(by: context.viewer, context.request)
        ) { fault in
            fault.sqlState == "23505"
                ? UserError(
                    .conflict, isOfPortal ? "portalId" : nil,
                    "There is a single sign-on here already. Change that one, or remove it first.") : nil
        }
        return refusal.map { .refused($0) } ?? .changed(id)
    }

    private static let portal = Statement(
        text: """
            SELECT c.name FROM customer_portal p JOIN customer c ON c.id = p.customer_id WHERE p.id = $1
            """,
        parameterTypes: [.uuid])
    private static let types: [SQLType] = [.uuid, .uuid, .text, .text, .text, .bytea, .bool]
    private static let ofCompany = Statement(
        text: """
            INSERT INTO identity_provider (id, organization_id, name, issuer, client_id, client_secret, creates_users) \
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
        parameterTypes: types)
    private static let ofPortal = Statement(
        text: """
            INSERT INTO identity_provider (id, organization_id, partnership_id, customer_id, portal_id, name, issuer, \
            client_id, client_secret, creates_users) \
            SELECT $1, p.organization_id, p.partnership_id, p.customer_id, p.id, $3, $4, $5, $6, $7 \
            FROM customer_portal p WHERE p.id = $2
            """,
        parameterTypes: types)
}

/// The domains of a provider, each of which the operator approves.
enum IdentityDomains {
    /// The statement that asks for domains; those that are there already stay as they are.
    static func insertion(of names: [String], to provider: RowID) -> BoundStatement {
        BoundStatement(insertion, [.uuid(provider), .textArray(names)])
    }

    /// The statement that takes all others away.
    static func removal(ofAllBut names: [String], of provider: RowID) -> BoundStatement {
        BoundStatement(removal, [.uuid(provider), .textArray(names)])
    }

    private static let insertion = Statement(
        text: """
            INSERT INTO identity_domain (organization_id, identity_provider_id, routes, name) \
            SELECT i.organization_id, i.id, i.portal_id IS NULL, w.name \
            FROM identity_provider i CROSS JOIN unnest($2) w (name) WHERE i.id = $1 \
            ON CONFLICT (identity_provider_id, name) DO NOTHING
            """,
        parameterTypes: [.uuid, .textArray])
    private static let removal = Statement(
        text: "DELETE FROM identity_domain WHERE identity_provider_id = $1 AND name <> ALL ($2)",
        parameterTypes: [.uuid, .textArray])
}
