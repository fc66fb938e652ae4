import SQLText

extension DemonstrationBuilder {
    /// What bulk customers are counted from.
    static let firstBulkCustomer = 100_000

    private static let words = [
        "Aurora", "Birk", "Cobalt", "Delta", "Ekko", "Falk", "Granitt", "Hav", "Isbre", "Jotun", "Kystlinje", "Lumen",
        "Meridian", "Nova", "Orion", "Polar", "Quarz", "Rubin", "Skarv", "Terna", "Ulriken", "Vega", "Westra", "Zenit",
    ]
    private static let trades = [
        "Advokater", "Bygg", "Energi", "Eiendom", "Fiskeri", "Helse", "Industri", "Kjemi", "Logistikk", "Marin",
        "Mat", "Medier", "Regnskap", "Shipping", "Teknikk", "Transport",
    ]
    private static let places = [
        ("Bergen", "NO"), ("Oslo", "NO"), ("Malmö", "SE"), ("Umeå", "SE"), ("Odense", "DK"), ("Oulu", "FI"),
        ("Kiel", "DE"), ("Gdańsk", "PL"), ("Tartu", "EE"), ("Reykjavík", "IS"), ("Lyon", "FR"), ("Bologna", "IT"),
    ]

    /// One step of scale: a partner company with an MSSP, a reseller and a lead-buying partnership, as many customers
    /// for the two of Nordlys, and leads for all who buy them.
    mutating func buildBulk(_ step: Int, for partners: DemonstrationPartners) throws {
        let name = "\(Self.words[step % Self.words.count]) Partner \(step + 1) AS"
        let organization = addOrganization(
            name, vat: "NO 900 \(100_000 + step) MVA", phone: "+47 21 55 \(10_000 + step)",
            address: "Industriveien \(step + 1)\n0580 Oslo\nNorway", locale: "nb", timeZone: "Europe/Oslo")
        let managed = addPartnership(organization, "MSSP", "\(name) Managed", "NOK", "Europe/Oslo")
        let resale = addPartnership(organization, "RESELLER", "\(name) Resale", "EUR", "Europe/Oslo")
        let buyer = addPartnership(organization, "LEAD_BUYER", "\(name) Leads", "NOK", "Europe/Oslo")
        let users = DemonstrationUsers(
            organization: organization, locale: "nb", timeZone: "Europe/Oslo", signIn: false)
        let admin = addUser(users, "Admin \(step + 1)", "admin@partner-\(step + 1).test", "ADMIN")
        let assigned = addUser(users, "User \(step + 1)", "user@partner-\(step + 1).test", "USER")
        let membership = addMembership(managed, assigned, "ASSIGNED")
        addMembership(buyer, addUser(users, "Buyer \(step + 1)", "buyer@partner-\(step + 1).test", "USER"), "ALL")
        let half = Demonstration.customersPerScale / 2
        for index in 0..<half {
            let customer = try addCustomer(
                bulkCompany(index, of: step), Self.firstBulkCustomer + index, index % 3 < 2 ? managed : resale)
            if index % 300 == 0 { addAssignment(managed, membership, assigned, customer, by: admin) }
        }
        for index in 0..<half {
            let number = step * half + index
            _ = try addCustomer(
                bulkCompany(index, of: step), Self.firstBulkCustomer + number, partners.nordlys[index % 3 < 2 ? 0 : 1])
        }
        try buildBulkLeads(step, for: [partners.leadhaus, partners.leadhaus, partners.kumo, buyer])
    }

    /// A name of its own for each number: words, trades and places turn like the wheels of a counter.
    func bulkCompany(_ index: Int, of step: Int) -> DemonstrationCompany {
        let word = Self.words[index % Self.words.count]
        let trade = Self.trades[index / Self.words.count % Self.trades.count]
        let (city, country) = Self.places[index / (Self.words.count * Self.trades.count) % Self.places.count]
        let slug = "\(word)-\(trade)-\(step)-\(index)".lowercased()
        return DemonstrationCompany("\(word) \(trade) \(city) \(step + 1)", slug, country, city)
    }
}
