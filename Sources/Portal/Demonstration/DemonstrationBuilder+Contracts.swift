import SQLText

/// A contract that has been made, with what its value on a day follows from.
private struct DemonstrationContract {
    let id: RowID
    let starts: DemonstrationDay
    let ends: DemonstrationDay
    let annualValue: Int64
}

extension DemonstrationBuilder {
    /// The years of a reseller's customer: each product is bought for a year and mostly renewed, a little larger.
    mutating func addContracts(
        of customer: DemonstrationCustomer, _ told: DemonstrationStory, _ index: Int, withHistory: Bool
    ) {
        guard told.beganDaysAgo > 21 else { return }  // an evaluation has bought nothing yet
        var made: [DemonstrationContract] = []
        for product in told.products {
            // When the running year ends: some within weeks, most later; one that left let it run out.
            let endsIn = told.endedDaysAgo.map { -$0 } ?? 12 + (index * 53 + product.rawValue * 17) % 345
            let quantity = Int64(max(1, told.assets * product.share / 100))
            let last = today.after(endsIn)
            if told.beganDaysAgo > 365 - endsIn {
                made.append(
                    addContract(
                        of: customer, product, quantity, ends: last.before(365), renews: false, cancelled: nil, index))
            }
            let growth = told.course == .growing ? quantity / 4 : 0
            made.append(
                addContract(
                    of: customer, product, quantity + growth, ends: last, renews: index % 4 == 1 && endsIn > 0,
                    cancelled: told.endedDaysAgo.map { today.before($0 + 60) }, index))
        }
        guard withHistory else { return }
        addValues(of: customer, made)
        for contract in made { addRenewalTask(of: customer, contract) }
        if index % 5 == 2 {
            let percent = 60 + index * 13 % 55
            addTask(
                of: customer, "LICENCE_CAPACITY", percent > 100 ? "HIGH" : percent >= 80 ? "MEDIUM" : "LOW",
                product: .network, figure: percent, openedDaysAgo: 3 + index % 9)
        }
    }

    private mutating func addContract(
        of customer: DemonstrationCustomer, _ product: DemonstrationProduct, _ quantity: Int64,
        ends: DemonstrationDay, renews: Bool, cancelled: DemonstrationDay?, _ index: Int
    ) -> DemonstrationContract {
        let starts = ends.before(364)
        let contract = DemonstrationContract(
            id: story.id(), starts: starts, ends: ends, annualValue: quantity * product.price)
        add(
            .contract,
            [
                .uuid(contract.id), .uuid(customer.partnership.organization), .uuid(customer.partnership.id),
                .uuid(customer.id), .uuid(product.id), .text("PO-\(story.digits(6))"), .int8(quantity),
                .int8(product.price), .text(customer.partnership.currency), starts.date, ends.date,
                .bool(renews), cancelled?.date ?? .null(.date), .text(customer.partnership.timeZone),
                starts.moment(second: 32_000), starts.moment(second: 32_000),
            ])
        return contract
    }

    /// What the contracts were worth on each day until today.
    private mutating func addValues(of customer: DemonstrationCustomer, _ contracts: [DemonstrationContract]) {
        for daysAgo in stride(from: DemonstrationStory.days, through: 0, by: -1) {
            let day = today.before(daysAgo)
            let amount = contracts.reduce(0) { $1.starts <= day && day <= $1.ends ? $0 + $1.annualValue : $0 }
            guard amount > 0 else { continue }
            add(
                .acvSnapshot,
                [
                    .uuid(story.id()), .uuid(customer.partnership.organization), .uuid(customer.partnership.id),
                    .uuid(customer.id), day.date, .int8(amount), .text(customer.partnership.currency),
                    .text(daysAgo > 380 ? "BACKFILL" : "LIVE"),
                ])
        }
    }

    /// Half a year before a contract ends somebody should talk about the next.
    private mutating func addRenewalTask(of customer: DemonstrationCustomer, _ contract: DemonstrationContract) {
        let left = contract.ends.number - today.number
        guard (0...180).contains(left) else { return }
        addTask(
            of: customer, "CONTRACT_RENEWAL", left < 30 ? "HIGH" : left <= 90 ? "MEDIUM" : "LOW",
            contract: contract.id, figure: left, due: contract.ends, openedDaysAgo: 180 - left)
    }
}
