/// What has to be confirmed, said before it happens (G-29).
extension LockedCustomer {
    var consequencesOfDisabling: [String?] {
        [
            "\(name) no longer counts among the active customers.",
            portal?.isEnabled == true ? "Its portal is disabled with it." : nil,
        ] + (portal?.isEnabled == true ? consequencesOfDisablingPortal : [])
    }

    var consequencesOfDisablingPortal: [String?] {
        guard let portal else { return [] }
        return [portal.excluded, portal.signedOut]
    }
}

extension FoundPortal {
    /// Who can't sign in any more.
    fileprivate var excluded: String {
        switch people {
        case 0: "Nobody can sign in at the portal until it is enabled again."
        case 1: "1 person can't sign in at the portal until it is enabled again."
        default: "\(people) people can't sign in at the portal until it is enabled again."
        }
    }

    fileprivate var signedOut: String? {
        switch sessions {
        case 0: nil
        case 1: "1 session ends at once."
        default: "\(sessions) sessions end at once."
        }
    }

    /// What comes of another admin (D1-15, D1-16).
    func consequences(of next: PortalPerson?, _ email: String) -> [String?] {
        let name = next?.name ?? email
        return [
            next?.isConfirmed == true
                ? "\(name) becomes the admin of the portal."
                : "\(name) becomes the admin of the portal and is invited by mail.",
            admin.isConfirmed
                ? "\(admin.name) is no longer its admin, but can still sign in."
                : "\(admin.name) is no longer its admin, but stays invited as a user.",
        ]
    }

    /// What comes of another address.
    func consequences(ofMovingTo slug: String) -> [String?] {
        [
            "The portal moves to /portal/\(slug). Links to /portal/\(self.slug) work no more, also those in mails.",
            sessions == 0 ? nil : "Whoever is signed in there signs in again.",
        ]
    }
}
