import SQLText

extension DemonstrationBuilder {
    /// What a customer used, bought and made somebody do.
    mutating func tellStory(of customer: DemonstrationCustomer, _ index: Int) {
        let told = DemonstrationStory(
            index, isEnabled: index % 9 != 3, isEvaluation: index % 11 == 10, using: &story)
        addPortal(of: customer, index)
        // Of bulk customers only what statements over many rows need.
        let isBulk = index >= Self.firstBulkCustomer
        if customer.partnership.type == "MSSP" {
            addUsage(of: customer, told, every: isBulk ? 30 : 10)
            if !isBulk { addUsageTasks(of: customer, told, index) }
        } else {
            addContracts(of: customer, told, index, withHistory: !isBulk || index % 10 == 0)
        }
        addEngagement(of: customer, told, index, isBulk: isBulk)
    }

    private mutating func addUsage(
        of customer: DemonstrationCustomer, _ told: DemonstrationStory, every interval: Int
    ) {
        for product in told.products {
            for daysAgo in stride(from: DemonstrationStory.days, through: 1, by: -interval)
            where told.isActive(daysAgo: daysAgo) {
                let quantity = told.quantity(of: product, daysAgo: daysAgo, noise: story.number(below: 7))
                let observed = today.before(daysAgo).moment(second: 7_200 + story.number(below: 7_200))
                let id = story.id()
                add(
                    .usageReading,
                    [
                        .uuid(id), .uuid(customer.partnership.organization), .uuid(customer.partnership.id),
                        .uuid(customer.id), .uuid(product.id), observed, .int8(quantity), .text("scanner"),
                        .text(id.description), observed,
                    ])
            }
        }
    }

    private mutating func addUsageTasks(of customer: DemonstrationCustomer, _ told: DemonstrationStory, _ index: Int) {
        if let ended = told.endedDaysAgo {
            let severity = ended > 30 ? "HIGH" : "MEDIUM"
            addTask(
                of: customer, "INACTIVE_PRODUCT", severity, product: .network, figure: ended,
                openedDaysAgo: ended - 7)
        } else if index % 7 == 2 {
            let days = 8 + index % 30
            addTask(
                of: customer, "INACTIVE_SCANNER", days > 14 ? "MEDIUM" : "LOW", figure: days,
                openedDaysAgo: days - 7)
        }
        if index % 8 == 5 {
            let failures = 1 + index % 6
            addTask(
                of: customer, "FAILED_SCANS", failures >= 5 ? "HIGH" : failures >= 3 ? "MEDIUM" : "LOW",
                product: .web, figure: failures, openedDaysAgo: index % 6)
        }
        if index % 6 == 1 {
            addTask(of: customer, "INACTIVE_SCANNER", "MEDIUM", figure: 15, openedDaysAgo: 90, resolvedDaysAgo: 82)
        }
    }

    mutating func addTask(
        of customer: DemonstrationCustomer, _ type: String, _ severity: String,
        product: DemonstrationProduct? = nil, contract: RowID? = nil, figure: Int, due: DemonstrationDay? = nil,
        openedDaysAgo: Int, resolvedDaysAgo: Int? = nil
    ) {
        add(
            .task,
            [
                .uuid(story.id()), .uuid(customer.partnership.organization), .uuid(customer.partnership.id),
                .uuid(customer.id), .text(type), .text(severity), .optional(product?.id), .optional(contract),
                .int8(Int64(figure)), due?.date ?? .null(.date),
                .text("\(type) \(contract?.description ?? product.map { "\($0)" } ?? "")"),
                today.before(openedDaysAgo).moment(second: 18_000),
                resolvedDaysAgo.map { today.before($0).moment(second: 18_000) } ?? .null(.timestamptz),
            ])
    }
}
