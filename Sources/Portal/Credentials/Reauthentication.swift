import Access
import Cryptography
import Execution
import GraphQLSchema

/// Whoever is signed in shows the password once more, before something changes that a stolen session could use.
///
/// A wrong password counts as a try to guess it: a session that was left open in a browser is no way to find it out.
struct Reauthentication: Sendable {
    let store: CredentialStore
    let hasher: PasswordHasher

    /// What is known of whoever has shown the password, or why not.
    enum Outcome {
        case shown(Owner)
        case refused(UserError)
    }

    /// Who has shown the password.
    struct Owner {
        let viewer: CachedViewer
        let owner: PasswordOwner
        /// The password, as it was when it was checked.
        let hash: PasswordHash
    }

    /// Checks `currentPassword` of an input against the password of whoever sends it.
    func check(_ input: InputObject, in context: MutationContext) async throws -> Outcome {
        guard let viewer = context.viewer, let (owner, hash) = try await store.owner(of: viewer.tokenHash) else {
            return .refused(UserError(.unauthenticated, nil, "Your session has ended. Sign in again."))
        }
        let (subject, address) = ("change \(owner.email)", SignInRequest.address(context.request.clientAddress))
        if let seconds = try await store.throttle.count(subject, in: viewer.realm, from: address) {
            return .refused(.tooMany(seconds))
        }
        guard let fits = try await hasher.verified(input.text("currentPassword") ?? "", hash) else {
            return .refused(.busy)
        }
        if !fits { return .refused(UserError(.badInput, "currentPassword", "This isn't your password.")) }
        try await store.throttle.forget(subject, in: viewer.realm, from: address)
        return .shown(Owner(viewer: viewer, owner: owner, hash: hash))
    }
}

extension UserError {
    /// The password that was shown is none any more.
    static let passwordChangedMeanwhile = UserError(
        .conflict, "currentPassword", "The password was changed meanwhile. Sign in with the new one.")
}
