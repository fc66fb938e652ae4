/// What has to be confirmed, said to the admin before it happens (G-29).
extension LockedUser {
    /// What comes of another role or address.
    func consequences(of next: NextUser, isSelf: Bool) -> [String?] {
        let ends = next.isMoved && !next.role.signsIn || next.isAddressed
        return [
            isSelf && next.isMoved ? "You are no longer an admin." : nil,
            ends ? signOut : nil,
            next.isAddressed ? addressed(next) : nil,
            next.isMoved && role == .user ? forgotten : nil,
            next.isMoved ? meaning(of: next.role) : nil,
            next.isMoved && !role.signsIn ? "\(name) can't sign in before confirming an invitation." : nil,
        ]
    }

    /// What another address means, for who signs in; mails only go elsewhere.
    private func addressed(_ next: NextUser) -> String? {
        if !next.role.signsIn { return next.leavesAddress ? "\(email) is told of the change." : nil }
        if next.status == .invited {
            let link = status == .invited ? " The link that \(email) got works no more." : ""
            return "The invitation goes to \(next.email).\(link)"
        }
        return "\(name) signs in with \(next.email) from then on. \(email) is told of the change."
    }

    var consequencesOfDisabling: [String?] {
        [signOut, role.signsIn ? "\(name) can't sign in until enabled again." : "\(name) gets no mails until enabled."]
    }

    var consequencesOfRemoval: [String?] {
        ["\(name) is removed for good. Only the audit log still tells of it.", signOut, forgotten]
    }

    var consequencesOfReset: [String?] {
        [
            "\(name)'s password works no more. A link to choose a new one goes to \(email), and works for 30 minutes.",
            signOut,
        ]
    }

    /// How many assignments go with the user; nil where there is none.
    var forgotten: String? {
        switch customers.count {
        case 0: nil
        case 1: "The assignment of 1 customer is forgotten."
        default: "The assignments of \(customers.count) customers are forgotten."
        }
    }

    private func meaning(of next: UserRole) -> String {
        switch next {
        case .admin: "An admin sees and changes everything of the company, its users too."
        case .user: "\(name) sees only customers of the partnerships that the user belongs to."
        case .marketing: "\(name) sees the partner kit, and no customer."
        case .notifications: "\(name) only gets mails: the password is deleted, and nobody can sign in with it."
        }
    }
}

extension LockedPerson {
    /// How many sessions would end; nil where there is none.
    var signOut: String? {
        switch sessions {
        case 0: nil
        case 1: "\(name) is signed out of 1 session at once."
        default: "\(name) is signed out of \(sessions) sessions at once."
        }
    }
}

extension UserError {
    /// What is asked before it happens.
    static func confirm(_ consequences: [String?]) -> UserError {
        UserError(.confirmationRequired, "confirm", consequences.compactMap(\.self).joined(separator: " "))
    }
}
