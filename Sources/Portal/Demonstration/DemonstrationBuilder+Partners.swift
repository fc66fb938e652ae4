import SQLText

/// A partnership that has been made, with what its customers' rows repeat.
struct DemonstrationPartnership {
    let id: RowID
    let organization: RowID
    let type: String
    let currency: String
    let timeZone: String
}

/// The partnerships that bulk data are added to.
struct DemonstrationPartners {
    /// The MSSP and the reseller.
    let nordlys: [DemonstrationPartnership]
    /// The buyers of leads.
    let leadhaus: DemonstrationPartnership
    let kumo: DemonstrationPartnership
}

extension DemonstrationBuilder {
    /// Makes everything, in the one order that the ids depend on.
    mutating func build(scale: Int) throws {
        let since = today.before(900).moment(second: 30_000)
        let olivia = generator.id()
        remember(
            DemonstrationActor(
                id: olivia, organization: nil, realm: "OPERATOR", name: "Olivia Hart", status: "ACTIVE", diligence: 70,
                offset: 0, address: "192.0.2.17"))
        add(
            .operatorUser,
            [
                .uuid(olivia), .text("Olivia Hart"), .text("operator@portico.test"), .text(passwordHash),
                .bool(true), since, since,
            ])
        addProducts()
        let nordlys = try buildNordlys()
        let leadhaus = buildLeadhaus()
        let kumo = try buildKumo()
        buildLeads(for: leadhaus, and: kumo)
        addKit()
        addJournal()
        try flush()
        try buildSteps(scale, for: DemonstrationPartners(nordlys: nordlys, leadhaus: leadhaus, kumo: kumo))
    }

    private mutating func buildNordlys() throws -> [DemonstrationPartnership] {
        let organization = addOrganization(
            "Nordlys Security AS", vat: "NO 918 273 645 MVA", phone: "+47 21 55 01 00",
            address: "Strandgaten 18\n5013 Bergen\nNorway", locale: "nb", timeZone: "Europe/Oslo")
        let managed = addPartnership(organization, "MSSP", "Nordlys Managed Detection", "NOK", "Europe/Oslo")
        let resale = addPartnership(organization, "RESELLER", "Nordlys Resale", "EUR", "Europe/Oslo")
        let users = DemonstrationUsers(organization: organization, locale: "nb", timeZone: "Europe/Oslo")
        let ingrid = addUser(users, "Ingrid Solberg", "admin@nordlys.test", "ADMIN")
        let jonas = addUser(users, "Jonas Berg", "user@nordlys.test", "USER")
        let leila = addUser(users, "Leila Haddad", "wide@nordlys.test", "USER")
        let tuva = addUser(users, "Tuva Nilsen", "marketing@nordlys.test", "MARKETING")
        let desk = addUser(users, "Nordlys Service Desk", "notify@nordlys.test", "NOTIFICATIONS")
        addUser(users, "Aino Virtanen", "aino@nordlys.test", "USER", status: "INVITED")
        addUser(users, "Per Nygård", "per@nordlys.test", "USER", status: "DISABLED")
        let assigned = addMembership(managed, jonas, "ASSIGNED")
        for user in [leila, tuva, desk] { addMembership(managed, user, "ALL") }
        addMembership(resale, desk, "ALL")
        let companies = DemonstrationCompany.all
        let split = companies.count * 2 / 3
        for (index, company) in companies.enumerated() {
            let customer = try addCustomer(company, index, index < split ? managed : resale)
            // Fjord, and one of another script each: what the assigned user looks after.
            if [0, 5, 9].contains(index) { addAssignment(managed, assigned, jonas, customer, by: ingrid) }
        }
        addKeys(of: managed, and: resale, by: ingrid)
        return [managed, resale]
    }

    private mutating func buildLeadhaus() -> DemonstrationPartnership {
        let organization = addOrganization(
            "Leadhaus GmbH", vat: "DE 312 645 978", phone: "+49 30 5550 2140",
            address: "Torstraße 112\n10119 Berlin\nGermany", locale: "de", timeZone: "Europe/Berlin")
        let leads = addPartnership(organization, "LEAD_BUYER", "Leadhaus DACH", "EUR", "Europe/Berlin")
        let users = DemonstrationUsers(organization: organization, locale: "de", timeZone: "Europe/Berlin")
        addUser(users, "Jürgen Weiß", "admin@leadhaus.test", "ADMIN")
        let seller = addUser(users, "Zeynep Yıldız", "sales@leadhaus.test", "USER")
        addMembership(leads, seller, "ALL")
        for month in 0..<12 { addLeadInvoice(leads, monthsAgo: month) }
        return leads
    }

    private mutating func buildKumo() throws -> DemonstrationPartnership {
        let organization = addOrganization(
            "Kumo Networks K.K.", vat: "T 8011 0010 5557", phone: "+81 3-5550-0188",
            address: "2-8-1 Yurakucho, Chiyoda-ku\nTokyo 100-0006\nJapan", locale: "ja", timeZone: "Asia/Tokyo")
        let managed = addPartnership(organization, "MSSP", "Kumo Managed Security", "JPY", "Asia/Tokyo")
        let leads = addPartnership(organization, "LEAD_BUYER", "Kumo Leads", "JPY", "Asia/Tokyo")
        let users = DemonstrationUsers(organization: organization, locale: "ja", timeZone: "Asia/Tokyo")
        addUser(users, "高橋 美咲", "admin@kumo.test", "ADMIN")
        let kenji = addUser(users, "渡辺 健二", "user@kumo.test", "USER")
        addMembership(managed, kenji, "ALL")
        for (index, company) in DemonstrationCompany.kumo.enumerated() { _ = try addCustomer(company, index, managed) }
        return leads
    }

    mutating func addOrganization(
        _ name: String, vat: String, phone: String, address: String, locale: String, timeZone: String
    ) -> RowID {
        let id = generator.id()
        let since = today.before(900).moment(second: 30_000)
        add(
            .organization,
            [
                .uuid(id), .text(name), .text(name), .text(vat), .text(phone), .text(address), .text(locale),
                .text(timeZone), .bool(true), since, since,
            ])
        return id
    }

    mutating func addPartnership(
        _ organization: RowID, _ type: String, _ name: String, _ currency: String, _ timeZone: String
    ) -> DemonstrationPartnership {
        let id = generator.id()
        let since = today.before(880).moment(second: 30_000)
        add(
            .partnership,
            [
                .uuid(id), .uuid(organization), .text(type), .text(name), .text(currency), .text(timeZone),
                .int4(type == "MSSP" ? 26 : 1), since, since,
            ])
        return DemonstrationPartnership(
            id: id, organization: organization, type: type, currency: currency, timeZone: timeZone)
    }

    @discardableResult
    mutating func addUser(
        _ users: DemonstrationUsers, _ name: String, _ email: String, _ role: String, status: String = "ACTIVE"
    ) -> RowID {
        let id = generator.id()
        let since = today.before(generator.number(in: 40...800)).moment(second: 34_000)
        if users.signIn, role != "NOTIFICATIONS", status != "INVITED" {
            remember(
                DemonstrationActor(
                    id: id, organization: users.organization, realm: "PARTNER", name: name, status: status,
                    diligence: role == "MARKETING" ? 25 : 75, offset: users.timeZone == "Asia/Tokyo" ? 9 : 1,
                    address: "198.51.100.\(20 + actors.count)"))
        }
        let signsIn = role != "NOTIFICATIONS" && status != "INVITED" && users.signIn
        add(
            .appUser,
            [
                .uuid(id), .uuid(users.organization), .text(name), .text(email), .text(role), .text(status),
                .optional(signsIn ? passwordHash : nil), .text(users.locale), .text(users.timeZone), since, since,
            ])
        return id
    }

    @discardableResult
    mutating func addMembership(_ partnership: DemonstrationPartnership, _ user: RowID, _ access: String) -> RowID {
        let id = generator.id()
        add(
            .membership,
            [
                .uuid(id), .uuid(partnership.organization), .uuid(partnership.id), .uuid(user), .text(access),
                today.before(30).moment(second: 36_000),
            ])
        return id
    }

    mutating func addAssignment(
        _ partnership: DemonstrationPartnership, _ membership: RowID, _ user: RowID, _ customer: RowID,
        by admin: RowID
    ) {
        add(
            .assignment,
            [
                .uuid(generator.id()), .uuid(partnership.organization), .uuid(partnership.id), .uuid(membership),
                .uuid(user), .uuid(customer), today.before(20).moment(second: 36_000), .uuid(admin),
            ])
    }
}

/// What the users of one organization have in common.
struct DemonstrationUsers {
    let organization: RowID
    let locale: String
    let timeZone: String
    /// Whether they have a password.
    var signIn = true
}
