/// How lively a customer of the demonstration is, week by week, and what speaks for its leaving.
///
/// It tells the same story as what is used and as the tasks: who left fell silent before, who uses less comes less
/// often, and the scanner that a task names is the one that is silent here.
struct DemonstrationPulse {
    let told: DemonstrationStory
    let index: Int
    /// Whether somebody else watches over its scanners, who then gets tasks about them.
    let isManaged: Bool

    /// How lively it is, from 0 to 100 and beyond, before chance.
    func level(daysAgo: Int) -> Int {
        if let ended = told.endedDaysAgo {
            return daysAgo < ended ? 0 : min(78, 12 + (daysAgo - ended) * 66 / 120)
        }
        let past = DemonstrationStory.days - daysAgo
        let lull = (85...125).contains(daysAgo) ? 8 : 0
        switch told.course {
        case .steady: return 82 - past % 90 / 30 - lull
        case .growing: return 56 + past * 40 / DemonstrationStory.days - lull
        case .peaking: return (240...275).contains(past) ? 108 : 72 - lull
        case .shrinking: return daysAgo > 160 ? 76 : 76 - (160 - daysAgo) * fall / 160
        }
    }

    /// Every second one that uses less has all but given up.
    private var fall: Int { index % 8 == 3 ? 66 : 49 }

    /// What a week of that level came to: its people, and its scanners, do a little more or less of it each.
    func week(daysAgo: Int, using chance: inout DemonstrationGenerator) -> DemonstrationWeek {
        let level = self.level(daysAgo: daysAgo)
        guard level > 0 else { return DemonstrationWeek(logins: 0, activeUsers: 0, scans: 0) }
        let people = max(9, level + chance.number(in: -7...7))
        let scanners = max(0, level + chance.number(in: -9...9))
        return DemonstrationWeek(
            logins: (people * 12 + 50) / 100, activeUsers: people * 6 / 100, scans: (scanners * 10 + 50) / 100)
    }

    /// For how many days the scanner that is silent the longest has been silent.
    func silence(daysAgo: Int) -> Int {
        if let ended = told.endedDaysAgo { return max(0, ended - daysAgo) }
        guard isManaged else { return 0 }
        if index % 7 == 2 { return max(0, 8 + index % 30 - daysAgo) }
        return index % 6 == 1 && (82...97).contains(daysAgo) ? 97 - daysAgo : 0
    }

    /// How many scans failed in the seven days until then.
    func failures(daysAgo: Int) -> Int {
        isManaged && index % 8 == 5 && daysAgo <= index % 6 ? 1 + index % 6 : 0
    }
}

/// A week of a customer, scored as the database does.
struct DemonstrationWeek {
    let logins: Int
    let activeUsers: Int
    let scans: Int

    var score: Int { 4 * min(logins, 10) + 6 * min(activeUsers, 5) + 3 * min(scans, 10) }
}

/// What speaks for a customer's leaving: version 1 of the formula, which ARCHITECTURE.md states.
struct DemonstrationChurn {
    static let modelVersion = 1
    /// How many weeks the fall of the engagement is measured over; with less to go by, nothing is thought.
    static let weeks = 8

    let factors: [DemonstrationFactor]

    init(silence: Int, score: Int, before: Int, failures: Int) {
        let drop = before == 0 ? 0 : max(0, (before - score) * 100 / before)
        factors = [
            DemonstrationFactor(code: "INACTIVE_SCANNER", weight: 35, value: silence, threshold: 30),
            DemonstrationFactor(code: "LOW_ENGAGEMENT", weight: 25, value: max(0, 50 - score), threshold: 50),
            DemonstrationFactor(code: "ENGAGEMENT_DROP", weight: 25, value: drop, threshold: 50),
            DemonstrationFactor(code: "FAILED_SCANS", weight: 15, value: failures, threshold: 5),
        ]
    }

    var score: Int { factors.reduce(0) { $0 + $1.points } }
}

/// One reason, with its share of the score rounded half up.
struct DemonstrationFactor {
    let code: String
    let weight: Int
    let value: Int
    let threshold: Int

    var points: Int { (2 * weight * min(value, threshold) + threshold) / (2 * threshold) }
}
