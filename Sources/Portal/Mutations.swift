public import Access
public import Cryptography
public import Execution
public import Postgres

/// Every mutation of the schema with what it needs.
public struct Mutations: Sendable {
    /// The engine's table: one field for each field of the mutation root.
    public let fields: [MutationField]

    /// Puts the domain functions together.
    ///
    /// - Throws: ``CryptographyError`` where a key can't be derived.
    public init(
        database: Database, sessions: SessionCache, hasher: PasswordHasher, secrets: SecretRing, policy: AccessPolicy,
        sessionSeconds: Int
    ) throws(CryptographyError) {
        let keys = try secrets.keys(for: "sign-in throttle", count: 32)
        let store = SessionStore(
            database: database, throttleKey: keys.first ?? [], lifetimeSeconds: sessionSeconds)
        fields = [
            SignIn(store: store, sessions: sessions, hasher: hasher).field,
            SignOut(store: store, sessions: sessions).field,
            UpdateCustomer(policy: policy).field,
            AssignCustomers().field,
        ]
    }
}
