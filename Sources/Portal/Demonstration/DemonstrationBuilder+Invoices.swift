import SQLText

/// One position of an invoice before it's numbered.
struct DemonstrationLine {
    let kind: String
    let description: String
    let quantity: Int64
    let unitPrice: Int64

    var amount: Int64 { quantity * unitPrice }
}

extension DemonstrationBuilder {
    /// An invoice for a customer, issued some quarters ago: the old ones are paid, the last but one sometimes isn't.
    mutating func addInvoice(for customer: DemonstrationCustomer, quartersAgo: Int) {
        let issued = today.before(quartersAgo * 91 + generator.number(in: 3...12))
        let isUnpaid = quartersAgo == 0 || (quartersAgo == 1 && generator.once(in: 4))
        addInvoice(
            lines(for: customer.partnership), for: customer.partnership, customer: customer.id, issued: issued,
            isPaid: !isUnpaid || generator.once(in: 3))
    }

    /// An invoice for a whole partnership: the leads of a month.
    mutating func addLeadInvoice(_ partnership: DemonstrationPartnership, monthsAgo: Int) {
        let leads = DemonstrationLine(
            kind: "LEADS", description: "Delivered leads", quantity: Int64(generator.number(in: 18...30)),
            unitPrice: 4_500)
        let credit = DemonstrationLine(
            kind: "CREDIT", description: "Returned leads", quantity: Int64(generator.number(in: 1...3)),
            unitPrice: -4_500)
        addInvoice(
            monthsAgo % 3 == 1 ? [leads, credit] : [leads], for: partnership, customer: nil,
            issued: today.before(monthsAgo * 30 + 5), isPaid: monthsAgo > 1)
    }

    private mutating func addInvoice(
        _ lines: [DemonstrationLine], for partnership: DemonstrationPartnership, customer: RowID?,
        issued: DemonstrationDay, isPaid: Bool
    ) {
        let id = generator.id()
        lastInvoice += 1
        let digits = String(lastInvoice)
        let number = "INV-" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
        let paid = min(issued.after(generator.number(in: 4...28)), today)
        let written = issued.moment(second: 21_600)
        add(
            .invoice,
            [
                .uuid(id), .uuid(partnership.organization), .uuid(partnership.id), .optional(customer), .text(number),
                .text(isPaid ? "PAID" : "ISSUED"), issued.date, issued.after(30).date,
                isPaid ? paid.date : .null(.date), .text(partnership.timeZone), .text(partnership.currency),
                .int8(lines.reduce(0) { $0 + $1.amount }), written, isPaid ? paid.moment(second: 40_000) : written,
            ])
        for (index, line) in lines.enumerated() {
            add(
                .invoiceLine,
                [
                    .uuid(generator.id()), .uuid(partnership.organization), .uuid(partnership.id), .optional(customer),
                    .uuid(id), .int4(Int32(clamping: index + 1)), .text(line.kind), .text(line.description),
                    .int8(line.quantity), .int8(line.unitPrice), .int8(line.amount), .text(partnership.currency),
                ])
        }
    }

    /// What a quarter costs: usage and its minimum for those who are looked after, licences for those who buy.
    private mutating func lines(for partnership: DemonstrationPartnership) -> [DemonstrationLine] {
        // A krone is worth about a tenth of a euro; a yen about a cent, and it has no smaller unit.
        let scale: Int64 = partnership.currency == "NOK" ? 10 : 1
        let assets = Int64(generator.number(in: 12...420))
        if partnership.type == "RESELLER" {
            return [
                DemonstrationLine(
                    kind: "SUBSCRIPTION", description: "System & Network Security, per asset", quantity: assets,
                    unitPrice: 1_150 * scale),
                DemonstrationLine(
                    kind: "SUBSCRIPTION", description: "Web Application Security, per application",
                    quantity: assets / 20 + 1, unitPrice: 8_900 * scale),
            ]
        }
        var lines = [
            DemonstrationLine(
                kind: "USAGE", description: "System & Network Security, peak assets", quantity: assets,
                unitPrice: 395 * scale),
            DemonstrationLine(
                kind: "USAGE", description: "Phishing Simulation, peak recipients", quantity: assets * 2,
                unitPrice: 85 * scale),
        ]
        if assets < 40 {
            lines.append(
                DemonstrationLine(
                    kind: "COMMITMENT", description: "Up to the agreed minimum of 40 assets", quantity: 40 - assets,
                    unitPrice: 395 * scale))
        }
        if generator.once(in: 12) {
            lines.append(
                DemonstrationLine(
                    kind: "ADJUSTMENT", description: "Goodwill for the outage in the scanner network", quantity: 1,
                    unitPrice: -2_500 * scale))
        }
        return lines
    }
}
