import Testing

@testable import GraphQLLanguage

@Suite("A budget of work") struct WorkBudgetTests {
    @Test(
        "Limit: so much is within the budget, a nanosecond more is beyond it",
        arguments: [(Duration.zero, false), (.milliseconds(20), false), (.milliseconds(20) + .nanoseconds(1), true)])
    func limit(used: Duration, isSpent: Bool) {
        var clock = Duration.seconds(7)
        let budget = WorkBudget(.milliseconds(20)) { clock }
        clock += used
        #expect(budget.isSpent == isSpent)
    }

    @Test("Without a limit nothing is too much, and no clock is read")
    func unlimited() {
        var looks = 0
        let budget = WorkBudget(nil) {
            looks += 1
            return .seconds(looks * 1_000)
        }
        #expect(!budget.isSpent)
        #expect(looks == 0)
    }

    @Test("The thread's own time goes on while it works")
    func threadTime() {
        let budget = WorkBudget(.zero)
        #expect(budget.isSpent)
    }
}
