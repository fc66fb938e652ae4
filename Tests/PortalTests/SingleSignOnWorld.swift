import Execution
import GraphQLSchema
import Outbound
import Planning
import SQLText
import Testing

@testable import Cryptography
@testable import Portal

/// A world in which a company's people, or a portal's, sign in elsewhere.
///
/// No issuer is asked here: what one says is given
/// to what comes behind.
struct SingleSignOnWorld: Sendable {
    let people: PeopleWorld
    let store: SingleSignOnStore
    /// The company's provider.
    let provider: JSONValue
    var world: World { people.world }
    var admin: String { people.admin }

    /// Runs a body in a world in which the operator has approved nordlys.test for the company.
    static func with(_ body: (SingleSignOnWorld) async throws -> Void) async throws {
        try await PeopleWorld.with { people in
            let secrets = try SecretRing([Array(repeating: 7, count: 32)])
            let throttle = Throttle(database: people.world.database, key: Array(repeating: 1, count: 32))
            let store = SingleSignOnStore(
                database: people.world.database, throttle: throttle, lifetimeSeconds: 3600,
                seal: try ClientSecretSeal(secrets),
                federation: Federation(client: OutboundClient(.none)) { "http://portico.test" })
            let told = try await create(people, ["domains": ["nordlys.test"]])
            let world = SingleSignOnWorld(
                people: people, store: store,
                provider: try #require(told["createIdentityProvider", "identityProvider", "id"], "\(told.text)"))
            try world.approve()
            try await body(world)
        }
    }

    static func create(_ people: PeopleWorld, _ input: JSONObject, as token: String? = nil) async throws -> Told {
        var all: JSONObject = ["name": "Nordlys ID", "issuer": "https://id.nordlys.test", "clientId": "portico"]
        for member in input { all[member.name] = member.value }
        return try await people.world.ask(
            """
            mutation ($input: CreateIdentityProviderInput!) { createIdentityProvider(input: $input) {
              identityProvider { \(fields) } userErrors { code field message } } }
            """, ["input": .object(all)], as: token ?? people.admin)
    }

    static let fields = """
        id name issuer clientId enabled createsUsers version portal { slug } domains(first: 30) { nodes { name status } }
        """

    func create(_ input: JSONObject, as token: String? = nil) async throws -> Told {
        try await Self.create(people, input, as: token)
    }

    func update(_ input: JSONObject, as token: String? = nil) async throws -> Told {
        var input = input
        input["id"] = input["id"] ?? provider
        return try await world.ask(
            """
            mutation ($input: UpdateIdentityProviderInput!) { updateIdentityProvider(input: $input) {
              identityProvider { \(Self.fields) } userErrors { code field message } } }
            """, ["input": .object(input)], as: token ?? admin)
    }

    func remove(confirm: Bool = true, as token: String? = nil) async throws -> Told {
        try await world.ask(
            """
            mutation ($id: ID!, $confirm: Boolean!) {
              removeIdentityProvider(input: {id: $id, confirm: $confirm}) {
                removedIdentityProviderId userErrors { code field message } } }
            """, ["id": provider, "confirm": .bool(confirm)], as: token ?? admin)
    }

    /// Approves every domain that is asked for, behind the operator's back.
    func approve() throws {
        try world.execute("UPDATE identity_domain SET status = 'APPROVED', decided_at = now()")
    }

    func row(_ id: JSONValue? = nil) throws -> RowID {
        guard case .string(let text) = id ?? provider else { throw WorldError(text: "no id") }
        return try #require(GlobalID(text)?.row)
    }

    /// What becomes of somebody whom a provider vouches for, with the token of a session where there is one.
    func enter(
        _ subject: String, _ email: String = "", name: String = "Somebody", by provider: JSONValue? = nil
    ) async throws -> (entry: SingleSignOnStore.Entry, token: String, challenge: String) {
        let request = RequestContext(requestID: "test-request", clientAddress: "127.0.0.1", userAgent: "test")
        let context = MutationContext(viewer: nil, request: request, selectedFields: [])
        let opening = try SessionOpening(context, in: .partner)
        let challenge = try SessionSecret()
        let person = VouchedPerson(subject: subject, claims: ["email": .string(email), "name": .string(name)])
        let entry = try await store.enter(person, by: row(provider), opening, challenge, request)
        return (entry, try #require(opening.secrets.first).text, challenge.text)
    }

    /// Binds the account of a session.
    func bind(_ subject: String, to token: String, of provider: JSONValue? = nil) async throws
        -> SingleSignOnStore.Binding?
    {
        let request = RequestContext(requestID: "test-request", clientAddress: "127.0.0.1")
        let person = VouchedPerson(subject: subject, claims: [:])
        return try await store.bind(person, of: row(provider), to: sha256(Array(token.utf8)), request)
    }

    /// What is written down about signing in elsewhere and the accounts that come of it, oldest first.
    func journal() throws -> [String] {
        try world.look(
            """
            SELECT concat_ws(' ', e.realm, e.action, d.actor_label, d.target_label, c.field, c.before, '->', c.after)
            FROM audit_event e JOIN audit_detail d ON d.event_id = e.id LEFT JOIN audit_change c ON c.event_id = e.id
            WHERE e.request_id = 'test-request' AND e.action NOT LIKE 'identity_%' AND d.actor_label <> 'Ingrid Solberg'
            ORDER BY e.id, c.id
            """)
    }
}
