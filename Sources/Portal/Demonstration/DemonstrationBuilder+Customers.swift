import SQLText

extension DemonstrationBuilder {
    /// Makes a customer with its contacts and invoices.
    mutating func addCustomer(
        _ company: DemonstrationCompany, _ index: Int, _ partnership: DemonstrationPartnership
    ) throws -> RowID {
        let isEvaluation = index % 11 == 10
        let invoices = isEvaluation ? 0 : 3 + index % 6
        let customer = DemonstrationCustomer(
            id: generator.id(), company: company, partnership: partnership,
            since: today.before(invoices * 91 + 20 + index * 37 % 400), isEnabled: index % 9 != 3)
        let changed = customer.since.after(generator.number(in: 0...19))
        let reference = "\(partnership.type == "RESELLER" ? "R" : "C")-\(10_000 + index)"
        let phone = self.phone(in: company.country)
        add(
            .customer,
            [
                .uuid(customer.id), .uuid(partnership.organization), .uuid(partnership.id), .text(company.name),
                .text(reference), .text("admin@\(company.slug).test"), .text(phone),
                .optional(index % 13 == 12 ? nil : address(in: company)), .text(company.country),
                .text(customer.isEnabled ? "ENABLED" : "DISABLED"), .text(isEvaluation ? "EVALUATION" : "REGULAR"),
                isEvaluation ? today.after(generator.number(in: 5...40)).date : .null(.date),
                customer.since.moment(second: 28_800 + index % 20_000), changed.moment(second: 50_000),
            ])
        addContacts(of: customer, atMost: index % 7 == 6 ? 0 : 1 + index * 5 / 24 % 4)
        for quarter in (0..<invoices).reversed() { addInvoice(for: customer, quartersAgo: quarter) }
        if index < Self.firstBulkCustomer {
            remember(DemonstrationPast(customer: customer, index: index, phone: phone, reference: reference))
        }
        tellStory(of: customer, index)
        try flushIfFull()
        return customer.id
    }

    private static let contactTypes: [(type: String, titles: [String])] = [
        ("TECHNICAL", ["IT Manager", "Head of Infrastructure", "Security Officer"]),
        ("FINANCE", ["Controller", "Accounts Payable", "CFO"]),
        ("SALES", ["Procurement", "Managing Director", "Buyer"]),
        ("CUSTOMER_SUCCESS", ["Operations Manager", "Office Manager", "Service Owner"]),
    ]

    private mutating func addContacts(of customer: DemonstrationCustomer, atMost count: Int) {
        let since = customer.since.after(1).moment(second: 36_000)
        for (type, titles) in Self.contactTypes.prefix(count) {
            let country = customer.company.country
            let person = DemonstrationPerson.random(from: country, using: &generator)
            add(
                .contact,
                [
                    .uuid(generator.id()), .uuid(customer.partnership.organization), .uuid(customer.partnership.id),
                    .uuid(customer.id), .text(type), .text(person.name), .text(generator.pick(titles)),
                    .text("\(person.mailbox)@\(customer.company.slug).test"),
                    .optional(generator.once(in: 4) ? nil : phone(in: country)), since, since,
                ])
        }
    }

    private static let callingCodes = [
        "NO": "47", "SE": "46", "DK": "45", "FI": "358", "IS": "354", "DE": "49", "AT": "43", "CH": "41", "FR": "33",
        "IT": "39", "ES": "34", "PT": "351", "NL": "31", "PL": "48", "CZ": "420", "HU": "36", "LT": "370", "EE": "372",
        "BG": "359", "UA": "380", "GR": "30", "TR": "90", "AE": "971", "IL": "972", "IN": "91", "TH": "66", "VN": "84",
        "KR": "82", "CN": "86", "TW": "886", "JP": "81", "IE": "353", "GB": "44", "CA": "1", "NZ": "64", "NG": "234",
        "BR": "55",
    ]

    mutating func phone(in country: String) -> String {
        Self.phone(in: country, using: &generator)
    }

    static func phone(in country: String, using chance: inout DemonstrationGenerator) -> String {
        "+\(callingCodes[country] ?? "44") 555 \(chance.digits(3)) \(chance.digits(3))"
    }

    private mutating func address(in company: DemonstrationCompany) -> String {
        "\(company.slug.split(separator: "-").joined(separator: " ").capitalizedFirst) House "
            + "\(generator.number(in: 1...180))\n\(generator.digits(4)) \(company.city)"
    }
}

/// A customer that has been made, with what its contacts and invoices repeat.
struct DemonstrationCustomer {
    let id: RowID
    let company: DemonstrationCompany
    let partnership: DemonstrationPartnership
    let since: DemonstrationDay
    let isEnabled: Bool
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
