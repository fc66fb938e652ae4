/// What becomes of a customer over the fourteen months that the demonstration tells of.
struct DemonstrationStory {
    /// How far back it goes.
    static let days = 427

    enum Course: CaseIterable {
        case steady, growing, peaking, shrinking
    }

    /// Assets on the first day.
    let assets: Int
    let course: Course
    /// The products beside the network scanner.
    let products: [DemonstrationProduct]
    /// How many days ago the customer stopped; nil for one that is still there.
    let endedDaysAgo: Int?
    /// How many days ago it began, at most `days`.
    let beganDaysAgo: Int

    init(_ index: Int, isEnabled: Bool, isEvaluation: Bool, using chance: inout DemonstrationGenerator) {
        assets = chance.number(in: 14...380)
        course = Course.allCases[index % Course.allCases.count]
        let others: [[DemonstrationProduct]] = [[.phishing], [], [.phishing, .web], [.web]]
        products = [.network] + others[index % others.count]
        endedDaysAgo = isEnabled ? nil : 40 + index * 7 % 90
        beganDaysAgo = isEvaluation ? 21 : index % 5 == 4 ? 150 + index * 11 % 200 : Self.days
    }

    /// Whether anything is used on that day.
    func isActive(daysAgo: Int) -> Bool {
        daysAgo <= beganDaysAgo && daysAgo >= endedDaysAgo ?? 0
    }

    /// How much of a product is used on a day: the course of the customer, a summer's lull, and a little noise.
    func quantity(of product: DemonstrationProduct, daysAgo: Int, noise: Int) -> Int64 {
        let past = Self.days - daysAgo
        let percent =
            switch course {
            case .steady: 100 + past % 90 / 30
            case .growing: 100 + past * 60 / Self.days
            case .peaking: (240...275).contains(past) ? 235 : 100 + past * 15 / Self.days
            case .shrinking: 100 - past * 45 / Self.days
            }
        let lull = (85...125).contains(daysAgo) ? 92 : 100
        let scaled = assets * percent * lull * (97 + noise) / 1_000_000
        return Int64(max(1, scaled * product.share / 100))
    }
}
