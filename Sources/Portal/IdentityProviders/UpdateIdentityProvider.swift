import Execution
import GraphQLSchema
import Planning
import Postgres
import SQLText

/// What an `updateIdentityProvider` asks for; the issuer stays, since accounts are bound to it.
struct UpdateIdentityProviderWish: MutationWish {
    typealias Answer = RowAnswer<ChangedIdentityProvider>

    let id: RowID?
    let name: Change<String>
    let clientID: Change<String>
    let clientSecret: Change<String>
    let enabled: Bool?
    let createsUsers: Bool?
    let domains: [String]?
    let expectedVersion: Int64?

    init(_ input: InputObject, _ errors: inout [UserError]) {
        id = input.rowID("id", of: "IdentityProvider")
        name = IdentityProviderTexts.name(input, &errors)
        clientID = IdentityProviderTexts.clientID(input, &errors)
        clientSecret = IdentityProviderTexts.clientSecret(input, &errors)
        enabled = input["enabled"].map { _ in input.flag("enabled") }
        createsUsers = input["createsUsers"].map { _ in input.flag("createsUsers") }
        domains = IdentityProviderTexts.domains(input, &errors)
        expectedVersion = input.int("expectedVersion")
    }

    /// The mutation for the engine's table.
    static func field(_ reach: WriteReach, _ seal: ClientSecretSeal) -> MutationField {
        .repeatable("updateIdentityProvider") { (wish: UpdateIdentityProviderWish, context) in
            guard let before = try await LockedIdentityProvider.find(wish.id, reach, context) else {
                return .refused(.notFound("id"))
            }
            if let conflict = before.conflict(wish.expectedVersion) { return .refused(conflict) }
            let changes = wish.changes(of: before)
            if changes.isEmpty { return .changed(before.id) }
            let journal = before.journal("identity_provider.updated", changes)
            _ = try await context.transaction.run(
                try wish.statements(before, seal) + journal.statements(by: context.viewer, context.request))
            return .changed(before.id)
        }
    }

    private func changes(of before: LockedIdentityProvider) -> [(String, String?, String?)] {
        let domains = domains?.sorted() ?? before.domains
        var changes: [(String, String?, String?)] = [
            ("name", before.name, name.applied(to: before.name)),
            ("client_id", before.clientID, clientID.applied(to: before.clientID)),
            ("enabled", String(before.enabled), String(enabled ?? before.enabled)),
            ("creates_users", String(before.createsUsers), String(createsUsers ?? before.createsUsers)),
            ("domains", Self.list(before.domains), Self.list(domains)),
        ].filter { $0.1 != $0.2 }
        // What it was nobody can read, so that it changed is told where one was given.
        if clientSecret != .keep { changes.append(("client_secret", nil, "***")) }
        return changes
    }

    private func statements(
        _ before: LockedIdentityProvider, _ seal: ClientSecretSeal
    ) throws -> [BoundStatement] {
        var statements = [
            BoundStatement(
                Self.update,
                [
                    .uuid(before.id), .text(name.applied(to: before.name) ?? before.name),
                    .text(clientID.applied(to: before.clientID) ?? before.clientID),
                    .bool(enabled ?? before.enabled), .bool(createsUsers ?? before.createsUsers),
                ])
        ]
        if case .set(let secret) = clientSecret {
            let sealed = try secret.map { try seal.seal($0, of: before.id) }
            statements.append(
                BoundStatement(Self.secret, [.uuid(before.id), sealed.map(SQLValue.bytea) ?? .null(.bytea)]))
        }
        if let domains {
            statements.append(IdentityDomains.removal(ofAllBut: domains, of: before.id))
            statements.append(IdentityDomains.insertion(of: domains, to: before.id))
        }
        return statements
    }

    private static func list(_ domains: [String]) -> String? {
        domains.isEmpty ? nil : domains.joined(separator: ", ")
    }

    private static let update = Statement(
        text: """
            UPDATE identity_provider SET name = $2, client_id = $3, enabled = $4, creates_users = $5 WHERE id = $1
            """,
        parameterTypes: [.uuid, .text, .text, .bool, .bool])
    private static let secret = Statement(
        text: "UPDATE identity_provider SET client_secret = $2 WHERE id = $1", parameterTypes: [.uuid, .bytea])
}
