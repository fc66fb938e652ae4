import SQLText

extension DemonstrationBuilder {
    private static let countries = DemonstrationCompany.all + DemonstrationCompany.kumo

    /// The leads of one step, of two years, in turn for the buyers named, one in ten for one more; some are still on
    /// their way, and some never arrived.
    mutating func buildBulkLeads(_ step: Int, for partnerships: [DemonstrationPartnership]) throws {
        for index in 0..<Demonstration.leadsPerScale {
            let day = today.before(buyers.number(below: 730))
            let home = buyers.pick(Self.countries)
            let person = DemonstrationPerson.mixed(from: home.country, using: &buyers)
            let lead = DemonstrationLead(
                id: buyers.id(), name: person.name, day: day, second: buyers.number(in: 0...80_000))
            let received = day.moment(second: lead.second)
            let company = index % 2 == 0 ? home : bulkCompany(buyers.number(below: 2_000), of: step)
            add(
                .lead,
                [
                    .uuid(lead.id), .text(person.name), .optional(index % 5 == 4 ? nil : company.name),
                    .text("\(person.mailbox)@\(buyers.digits(3)).\(company.slug).test"),
                    .optional(index % 3 == 2 ? nil : Self.phone(in: home.country, using: &buyers)),
                    .text(home.country), .optional(index % 6 == 5 ? nil : buyers.pick(Self.leadMessages)), received,
                    received,
                ])
            addDeliveries(of: lead, index, to: partnerships)
            try flushIfFull()
        }
    }

    private mutating func addDeliveries(
        of lead: DemonstrationLead, _ index: Int, to partnerships: [DemonstrationPartnership]
    ) {
        let status = Self.statuses[buyers.number(below: Self.statuses.count)]
        let isDone = !["QUEUED", "RETRYING", "FAILED"].contains(status)
        let first = partnerships[index % partnerships.count]
        addDelivery(buyers.id(), of: lead, to: first, status, isShown: isDone)
        guard index % 10 == 9 else { return }
        let second = partnerships[(index + 2) % partnerships.count]
        addDelivery(buyers.id(), of: lead, to: second, "DELIVERED", isShown: true)
    }

    /// How often a delivery comes out how: of forty, two wait, one is tried again and one has failed.
    private static let statuses =
        Array(repeating: "DELIVERED", count: 22) + Array(repeating: "ACCEPTED", count: 10)
        + Array(repeating: "REJECTED", count: 4) + ["QUEUED", "QUEUED", "RETRYING", "FAILED"]
}
