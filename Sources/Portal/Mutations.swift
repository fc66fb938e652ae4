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
    /// - Parameters:
    ///   - federation: what asks the issuers of those who sign in elsewhere.
    ///   - mails: what shows mails to the operator; nil where they are sent.
    /// - Throws: ``CryptographyError`` where a key can't be derived.
    public init(
        database: Database, sessions: SessionCache, hasher: PasswordHasher, secrets: SecretRing, policy: AccessPolicy,
        sessionSeconds: Int, federation: Federation, mails: MailDesk? = nil
    ) throws(CryptographyError) {
        let keys = try secrets.keys(for: "sign-in throttle", count: 32)
        let throttle = Throttle(database: database, key: keys.first ?? [])
        let store = SessionStore(database: database, throttle: throttle, lifetimeSeconds: sessionSeconds)
        let credentials = CredentialStore(database: database, throttle: throttle)
        let seal = try SecondFactorSeal(secrets)
        let factors = SecondFactorStore(database: database, throttle: throttle)
        let reauthentication = Reauthentication(store: credentials, hasher: hasher)
        let check = CodeCheck(store: factors, reauthentication: reauthentication, seal: seal)
        let clientSecrets = try ClientSecretSeal(secrets)
        let elsewhere = SingleSignOnStore(
            database: database, throttle: throttle, lifetimeSeconds: sessionSeconds, seal: clientSecrets,
            federation: federation)
        let temporary = TemporaryPasswordStore(database: database)
        let signIn = SignIn(store: store, temporary: temporary, sessions: sessions, hasher: hasher)
        fields =
            [
                signIn.field,
                ChangeTemporaryPassword(store: temporary, signIn: signIn, hasher: hasher).field,
                ConfirmSignIn(store: store, factors: factors, sessions: sessions, seal: seal).field,
                StartSingleSignOn(store: elsewhere).field,
                FinishSingleSignOn(store: elsewhere, signIns: store, sessions: sessions).field,
                SignOut(store: store, sessions: sessions).field,
                StartViewAs().field,
                EndViewAs(store: store, sessions: sessions).field,
                AllowSupportAccessWish.field,
                WithdrawSupportAccessWish.field,
                UpdateProfile().field,
                UpdateNotificationPreferencesWish.field(WriteReach("NotificationPreference", policy)),
                RevokeSessionWish.field,
                RevokeOtherSessions().field,
                OpenInvitation(store: credentials).field,
                AcceptInvitation(
                    name: "acceptInvitation", purpose: .invitation, store: credentials, hasher: hasher
                ).field,
                AcceptInvitation(
                    name: "resetPassword", purpose: .passwordReset, store: credentials, hasher: hasher
                ).field,
                RequestPasswordReset(store: credentials).field,
                ChangePassword(store: credentials, sessions: sessions, hasher: hasher).field,
                RequestEmailChange(store: credentials, hasher: hasher).field,
                ConfirmEmailChange(store: credentials).field,
                StartSecondFactor(store: factors, reauthentication: reauthentication, seal: seal).field,
                ConfirmSecondFactor(check: check).field,
                RemoveSecondFactor(check: check).field,
                RenewRecoveryCodes(check: check).field,
                OpenMail(desk: mails).field,
                RetryMailWish.field,
            ] + Self.partners + Self.customers(policy) + Self.people(policy, hasher)
            + Self.identityProviders(policy, clientSecrets)
    }

    /// Where people sign in who do so elsewhere.
    private static func identityProviders(_ policy: AccessPolicy, _ seal: ClientSecretSeal) -> [MutationField] {
        let providers = WriteReach("IdentityProvider", policy)
        return [
            CreateIdentityProviderWish.field(seal),
            UpdateIdentityProviderWish.field(providers, seal),
            RemoveIdentityProviderWish.field(providers),
            DecideIdentityDomainWish.field,
        ]
    }

    /// Partner companies, by the operator.
    private static var partners: [MutationField] {
        [
            CreatePartner().field, UpdatePartnerWish.field, SuspendPartnerWish.field, ReopenPartnerWish.field,
            CreatePartnershipWish.field, UpdatePartnershipWish.field, InvitePartnerAdminWish.field,
        ]
    }

    /// Companies, customers and who looks after them.
    private static func customers(_ policy: AccessPolicy) -> [MutationField] {
        let customers = WriteReach("Customer", policy)
        return [
            UpdateOrganizationWish.field(WriteReach("Organization", policy)),
            CreateCustomer().field,
            .changingCustomer("updateCustomer", customers, UpdateCustomerWish.self),
            .changingCustomer("disableCustomer", customers, DisableCustomerWish.self),
            .changingCustomer("enableCustomer", customers, EnableCustomerWish.self),
            .changingCustomer("enableCustomerPortal", customers, EnablePortalWish.self),
            .changingCustomer("disableCustomerPortal", customers, DisablePortalWish.self),
            .changingCustomer("updateCustomerPortal", customers, UpdatePortalWish.self),
            AssignCustomers().field,
            EraseContactWish.field(WriteReach("Contact", policy)),
        ]
    }

    /// The users of partners and of portals.
    private static func people(_ policy: AccessPolicy, _ hasher: PasswordHasher) -> [MutationField] {
        let users = WriteReach("User", policy)
        let portalUsers = WriteReach("PortalUser", policy)
        return [
            CreateUser().field,
            .changingUser("updateUser", users, UpdateUserWish.self),
            .changingUser("disableUser", users, DisableUserWish.self),
            .changingUser("enableUser", users, EnableUserWish.self),
            .changingUser("removeUser", users, RemoveUserWish.self),
            .erasingUser("eraseUser", users, EraseUserWish<LockedUser, ErasedUser>.self),
            .changingUser("reinviteUser", users, ReinviteUserWish.self),
            .changingUser("resetUserPassword", users, ResetUserPasswordWish.self),
            SetTemporaryPassword(users: users, hasher: hasher).field,
            .changingUser("resetSecondFactor", users, ResetSecondFactorWish<LockedUser, ChangedUser>.self),
            CreateMembership(users: users).field,
            RemoveMembership().field,
            InvitePortalUser(portals: WriteReach("CustomerPortal", policy)).field,
            .changingUser("updatePortalUser", portalUsers, UpdatePortalUserWish.self),
            .changingUser("disablePortalUser", portalUsers, DisablePortalUserWish.self),
            .changingUser("enablePortalUser", portalUsers, EnablePortalUserWish.self),
            .changingUser("removePortalUser", portalUsers, RemovePortalUserWish.self),
            .erasingUser(
                "erasePortalUser", portalUsers, EraseUserWish<LockedPortalUser, ErasedPortalUser>.self),
            ExportPersonalData(policy).field,
            .changingUser("reinvitePortalUser", portalUsers, ReinvitePortalUserWish.self),
            .changingUser(
                "resetPortalUserSecondFactor", portalUsers,
                ResetSecondFactorWish<LockedPortalUser, ChangedPortalUser>.self),
        ]
    }
}
