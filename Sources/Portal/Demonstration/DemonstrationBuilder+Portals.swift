import SQLText

/// The portal of a customer while its users are being made.
private struct DemonstrationPortal {
    let id: RowID
    let customer: DemonstrationCustomer
    let since: DemonstrationDay
}

extension DemonstrationBuilder {
    /// One customer in five of those who are looked after has a portal; that of Fjord is the one to sign in at.
    mutating func addPortal(of customer: DemonstrationCustomer, _ index: Int) {
        guard customer.partnership.type == "MSSP", index % 5 == 0, index < Self.firstBulkCustomer else { return }
        let word = customer.company.slug.split(separator: "-").first.map(String.init) ?? customer.company.slug
        let isFjord = word == "fjord"
        let portal = DemonstrationPortal(id: story.id(), customer: customer, since: customer.since.after(3))
        let admin = story.id()
        add(
            .customerPortal,
            [
                .uuid(portal.id), .uuid(customer.partnership.organization), .uuid(customer.partnership.id),
                .uuid(customer.id), .text(isFjord ? word : customer.company.slug), .bool(customer.isEnabled),
                .optional(customer.isEnabled ? nil : "CUSTOMER_DISABLED"), .uuid(admin),
                .optional(isFjord ? "Fjord Security Desk" : nil), .optional(isFjord ? "#0b5c7a" : nil),
                portal.since.moment(second: 31_000), portal.since.moment(second: 31_000),
            ])
        let domain = isFjord ? "fjord.test" : "\(customer.company.slug).test"
        let boss = DemonstrationPerson.random(from: customer.company.country, using: &story)
        addPortalUser(portal, admin, boss.name, "admin@\(domain)", isFjord ? "ENABLED" : "UNCONFIRMED", [])
        guard isFjord else { return }
        addPortalUser(portal, story.id(), "Kari Lunde", "user@\(domain)", "ENABLED", ["TECHNICAL"])
        addPortalUser(portal, story.id(), "Odd Strand", "odd@\(domain)", "DISABLED", ["BILLING"])
        addPortalUser(portal, story.id(), "Mona Vik", "mona@\(domain)", "UNCONFIRMED", [])
    }

    private mutating func addPortalUser(
        _ portal: DemonstrationPortal, _ id: RowID, _ name: String, _ email: String, _ state: String,
        _ permissions: [String]
    ) {
        if state != "UNCONFIRMED" {
            remember(
                DemonstrationActor(
                    id: id, organization: portal.customer.partnership.organization, realm: "PORTAL", name: name,
                    status: state, diligence: 20, offset: 1, address: "2001:db8:7::\(actors.count)"))
        }
        add(
            .portalUser,
            [
                .uuid(id), .uuid(portal.customer.partnership.organization),
                .uuid(portal.customer.partnership.id), .uuid(portal.customer.id), .uuid(portal.id), .text(name),
                .text(email), .optional(state == "UNCONFIRMED" ? nil : passwordHash), .text(state),
                .textArray(permissions), portal.since.moment(second: 31_100), portal.since.moment(second: 31_100),
            ])
    }
}
