import Access
import Execution
import GraphQLSchema

/// Whoever is signed in shows the password and a code, before the second factor itself changes.
struct CodeCheck: Sendable {
    let store: SecondFactorStore
    let reauthentication: Reauthentication
    let seal: SecondFactorSeal

    /// What is known of whoever has shown both, or why not.
    enum Outcome {
        case shown(Reauthentication.Owner, SecondFactor, CodeProof)
        case refused(UserError)
    }

    /// Checks `currentPassword` and `code` of an input.
    func check(_ input: InputObject, in context: MutationContext) async throws -> Outcome {
        switch try await reauthentication.check(input, in: context) {
        case .refused(let error): return .refused(error)
        case .shown(let shown):
            guard let own = try await store.own(shown.viewer.tokenHash), own.isOn, let factor = own.factor else {
                return .refused(.noSecondFactor)
            }
            if let error = try await count(factor, shown.viewer, context.request) { return .refused(error) }
            guard let proof = try factor.proof(TypedCode(input.text("code") ?? ""), seal) else {
                try await store.refuse(session: shown.viewer.tokenHash, context.request)
                return .refused(.wrongCode)
            }
            return .shown(shown, factor, proof)
        }
    }

    /// Counts a code before it is looked at; why it isn't, where there were too many.
    func count(
        _ factor: SecondFactor, _ viewer: CachedViewer, _ request: RequestContext
    ) async throws -> UserError? {
        let address = SignInRequest.address(request.clientAddress)
        return try await store.throttle.count(SecondFactor.subject(factor.owner), in: viewer.realm, from: address)
            .map(UserError.tooMany)
    }

    /// Forgets the codes of somebody who has shown the right one.
    func forget(_ factor: SecondFactor, _ viewer: CachedViewer, _ request: RequestContext) async throws {
        let address = SignInRequest.address(request.clientAddress)
        try await store.throttle.forget(SecondFactor.subject(factor.owner), in: viewer.realm, from: address)
    }

    /// What an outcome is told as; nil where all is done.
    func refusal(
        _ outcome: SecondFactorStore.Outcome, _ viewer: CachedViewer, _ request: RequestContext
    ) async throws -> UserError? {
        switch outcome {
        case .done: return nil
        case .usedCode:
            try await store.refuse(session: viewer.tokenHash, request)
            return .wrongCode
        case .changedMeanwhile: return .credentialsChangedMeanwhile
        }
    }
}

extension UserError {
    /// The one refusal of a code, whether it was wrong, too old, or taken already.
    static let wrongCode = UserError(
        .badInput, "code", "This code isn't right, or was used already. Wait for the next one and try it.")
    static let noSecondFactor = UserError(.conflict, nil, "You have no second factor.")
    static let credentialsChangedMeanwhile = UserError(
        .conflict, nil, "Your password or your second factor was changed meanwhile. Load the page again.")
}
