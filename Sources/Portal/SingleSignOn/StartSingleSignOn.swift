import Access
import Execution
import GraphQLSchema

/// `startSingleSignOn`: the address at which somebody signs in who does so elsewhere.
///
/// Whoever is signed in and says so binds the own account; everybody else comes back to sign in.
struct StartSingleSignOn: Sendable {
    let store: SingleSignOnStore

    /// The mutation for the engine's table.
    var field: MutationField { MutationField(name: "startSingleSignOn", body: .standalone(run)) }

    @Sendable private func run(_ context: MutationContext, _ arguments: InputObject) async throws -> Payload {
        let input = arguments.input
        var errors: [UserError] = []
        guard let asked = Asked(input, context, &errors) else { return .refused(errors, input) }
        if let seconds = try await store.count(asked.realm, context.request) {
            return .refused([.tooMany(seconds)], input)
        }
        do {
            guard let found = try await store.provider(asked.way) else { return .refused([Self.none], input) }
            let journey = try FederatedJourney()
            let url = try await found.provider.authorizationURL(for: journey, hint: asked.hint)
            try await store.begin(journey, to: found.id, binding: asked.session)
            return Payload(fields: [
                "authorizationUrl": .string(url), "secret": .string(journey.secret), "userErrors": .list([]),
                "clientMutationId": input.clientMutationID,
            ])
        } catch let fault as FederationFault {
            store.federation.note(fault, context.request)
            return .refused([.unreachable(fault, toAdmin: context.viewer)], input)
        }
    }

    /// Who wants to go, and which way.
    private struct Asked {
        let way: SingleSignOnStore.Way
        let realm: Realm
        var session: [UInt8]?
        var hint: String?

        init?(_ input: InputObject, _ context: MutationContext, _ errors: inout [UserError]) {
            if input.flag("bind") {
                guard let viewer = context.viewer else {
                    errors.append(UserError(.unauthenticated, "bind", "Sign in first, then bind your account."))
                    return nil
                }
                way = .session(viewer.tokenHash)
                session = viewer.tokenHash
                realm = viewer.realm
            } else if let portal = input.text("portal") {
                way = .portal(portal)
                realm = .portal
                hint = input.text("email").flatMap { $0.isEmpty ? nil : EmailRule.read(input, &errors) }
            } else {
                let email = EmailRule.read(input, &errors)
                way = .email(email)
                realm = .partner
                hint = email
            }
            if !errors.isEmpty { return nil }
        }
    }

    static let none = UserError(
        .notFound, "email", "There is no single sign-on for this e-mail. Sign in with your password.")
}

extension Federation {
    func note(_ fault: FederationFault, _ request: RequestContext) {
        logger.warning(
            "single sign-on failed", metadata: ["reason": "\(fault)", "request_id": "\(request.requestID)"])
    }
}

extension UserError {
    /// A provider couldn't be asked, or wasn't believed; why is told to admins, who set it up.
    static func unreachable(_ fault: FederationFault, toAdmin viewer: CachedViewer?) -> UserError {
        let reason = viewer?.viewer.audience.role == .admin ? " \(fault)" : ""
        return UserError(
            .unavailable, nil,
            "The single sign-on can't be used just now. Try again later, or sign in with your password.\(reason)")
    }
}
