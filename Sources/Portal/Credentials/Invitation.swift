import Cryptography
import Execution
import GraphQLSchema

/// What a link from a mail leads to.
///
/// Statements: D0-47, D2-26, D4-03, D4-06, G-04, G-20 and section 4.2 of the product's specification.
struct Invitation: Equatable {
    let state: State
    let owner: PasswordOwner
    /// When the link stops working, as a `DateTime`.
    let expiry: String
    /// The address of the customer's portal that it's for; nil for a partner's users.
    let portal: String?

    /// What links are for.
    enum Purpose: String {
        case invitation = "INVITATION"
        case passwordReset = "PASSWORD_RESET"
        case emailChange = "EMAIL_CHANGE"
    }

    /// Whether the link works, and why not.
    enum State: String {
        case live = "LIVE"
        case accepted = "ACCEPTED"
        case revoked = "REVOKED"
        case superseded = "SUPERSEDED"
        case expired = "EXPIRED"
    }

    /// Why the link doesn't work, and what to do; nil where it does.
    ///
    /// Whoever holds the link got the mail, so it may be told what became of it.
    func refusal(_ purpose: Purpose) -> UserError? {
        let message: String? =
            switch state {
            case .live: nil
            case .accepted: "This link was used already. \(purpose.effect)"
            case .superseded: "A newer mail has taken this link's place. Use the link in that one."
            case .revoked: "This link was put out of use. \(purpose.remedy)"
            case .expired: "This link's time is over. \(purpose.remedy)"
            }
        return message.map { UserError(.conflict, "token", $0) }
    }
}

extension Invitation.Purpose {
    fileprivate var remedy: String {
        switch self {
        case .invitation: "Ask an admin to invite you again."
        case .passwordReset: "Ask for a new one where you sign in."
        case .emailChange: "Sign in and ask for a new one under Account."
        }
    }

    fileprivate var effect: String {
        switch self {
        case .invitation, .passwordReset: "Sign in with the password that was chosen then."
        case .emailChange: "Sign in with the e-mail that it was sent to."
        }
    }

    /// The one refusal of a secret that was never made.
    var unknown: UserError { UserError(.notFound, "token", "This link doesn't work. \(remedy)") }
}

/// The secret in a link: whoever has it was sent the mail.
struct InvitationSecret {
    let purpose: Invitation.Purpose
    /// What the database knows of it.
    let hash: [UInt8]

    init(_ input: InputObject, _ purpose: Invitation.Purpose) {
        self.purpose = purpose
        hash = sha256(Array((input.text("token") ?? "").utf8))
    }
}
