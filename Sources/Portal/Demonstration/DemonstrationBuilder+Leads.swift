import SQLText

extension DemonstrationBuilder {
    private static let leadCount = 300

    static let leadMessages = [
        "We have 80 employees and need a managed firewall before the summer.",
        "Please call me about penetration tests; our auditor asks for one every year.",
        "Wir suchen einen Partner für die Überwachung von drei Standorten.",
        "Nous aimerions un devis pour la sensibilisation au hameçonnage.",
        "お見積もりをお願いいたします。従業員は120名です。",
        "Is ISO 27001 consulting part of your offer? We start in January.",
        "نرغب في معرفة المزيد عن خدمات المراقبة على مدار الساعة.",
    ]

    /// Three hundred leads: most delivered to the one buyer, a few to the other, a few still on their way to nobody.
    mutating func buildLeads(for buyer: DemonstrationPartnership, and other: DemonstrationPartnership) {
        for index in 0..<Self.leadCount {
            let received = today.before((Self.leadCount - index) * 365 / Self.leadCount)
            let second = generator.number(in: 21_600...75_000)
            let company = generator.pick(DemonstrationCompany.all)
            let person = DemonstrationPerson.random(from: company.country, using: &generator)
            let id = generator.id()
            let domain = "\(generator.pick(["office", "team", "mail"])).\(company.slug).test"
            let lead = DemonstrationLead(id: id, name: person.name, day: received, second: second)
            add(
                .lead,
                [
                    .uuid(id), .text(person.name), .optional(generator.once(in: 5) ? nil : company.name),
                    .text("\(person.mailbox)@\(domain)"),
                    .optional(generator.once(in: 3) ? nil : phone(in: company.country)), .text(company.country),
                    .optional(generator.once(in: 6) ? nil : generator.pick(Self.leadMessages)),
                    received.moment(second: second), received.moment(second: second),
                ])
            let isDone = index % 20 != 19
            let status = isDone ? generator.pick(["DELIVERED", "DELIVERED", "ACCEPTED", "REJECTED"]) : "QUEUED"
            addDelivery(generator.id(), of: lead, to: index % 15 == 14 ? other : buyer, status, isShown: isDone)
        }
    }

    /// A delivery a minute and a half after the lead came; shown where it's the one by which the company sees the lead.
    mutating func addDelivery(
        _ id: RowID, of lead: DemonstrationLead, to buyer: DemonstrationPartnership, _ status: String, isShown: Bool
    ) {
        let isDone = ["DELIVERED", "ACCEPTED", "REJECTED"].contains(status)
        add(
            .delivery,
            [
                .uuid(id), .uuid(buyer.organization), .uuid(buyer.id), .uuid(lead.id), .text(status),
                isDone ? .int8(4_500) : .null(.int8), .text(buyer.currency),
                isDone ? lead.day.moment(second: lead.second + 90) : .null(.timestamptz),
                lead.day.moment(second: lead.second + 30), lead.day.moment(second: lead.second), .text(lead.name),
                isShown ? .uuid(buyer.organization) : .null(.uuid),
            ])
    }
}

/// A lead that has been made, with what its deliveries repeat.
struct DemonstrationLead {
    let id: RowID
    let name: String
    let day: DemonstrationDay
    let second: Int
}
