import SQLText

extension DemonstrationBuilder {
    /// A row a week of how lively a customer was, and from the ninth on what was thought of it.
    ///
    /// Of bulk customers only the week of today and the one that it is compared with.
    mutating func addEngagement(
        of customer: DemonstrationCustomer, _ told: DemonstrationStory, _ index: Int, isBulk: Bool
    ) {
        let life = DemonstrationPulse(told: told, index: index, isManaged: customer.partnership.type == "MSSP")
        let known = min(told.beganDaysAgo, isBulk ? 7 * DemonstrationChurn.weeks : DemonstrationStory.days) / 7
        var scores: [Int: Int] = [:]
        for week in (0...known).reversed() where !isBulk || week == known || week == 0 {
            let daysAgo = 7 * week
            let lived = life.week(daysAgo: daysAgo, using: &pulse)
            scores[week] = lived.score
            addWeek(lived, of: customer, daysAgo: daysAgo, endedDaysAgo: told.endedDaysAgo)
            let churn = scores[week + DemonstrationChurn.weeks].map { before in
                DemonstrationChurn(
                    silence: life.silence(daysAgo: daysAgo), score: lived.score, before: before,
                    failures: life.failures(daysAgo: daysAgo))
            }
            addAssessment(churn, of: customer, daysAgo: daysAgo)
        }
    }

    private mutating func addWeek(
        _ week: DemonstrationWeek, of customer: DemonstrationCustomer, daysAgo: Int, endedDaysAgo: Int?
    ) {
        let isSilent = week.logins + week.scans == 0
        let last = today.before(max(daysAgo, isSilent ? endedDaysAgo ?? daysAgo : daysAgo) + 1)
        add(
            .engagementMetric,
            [
                .uuid(pulse.id()), .uuid(customer.partnership.organization), .uuid(customer.partnership.id),
                .uuid(customer.id), today.before(daysAgo).date, .int4(Int32(week.logins)),
                .int4(Int32(week.activeUsers)), .int4(Int32(week.scans)),
                last.moment(second: 25_000 + pulse.number(below: 36_000)),
            ])
    }

    private mutating func addAssessment(
        _ churn: DemonstrationChurn?, of customer: DemonstrationCustomer, daysAgo: Int
    ) {
        let id = pulse.id()
        let owner: [SQLValue] = [
            .uuid(customer.partnership.organization), .uuid(customer.partnership.id), .uuid(customer.id),
        ]
        add(
            .churnAssessment,
            [.uuid(id)] + owner + [
                today.before(daysAgo).date, churn.map { .int4(Int32($0.score)) } ?? .null(.int4),
                .int4(Int32(DemonstrationChurn.modelVersion)),
            ])
        for factor in churn?.factors ?? [] {
            add(
                .churnFactor,
                [.uuid(pulse.id())] + owner + [
                    .uuid(id), .text(factor.code), .int4(Int32(factor.weight)), .int8(Int64(factor.value)),
                    .int8(Int64(factor.threshold)),
                ])
        }
    }
}
