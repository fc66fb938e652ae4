import Foundation
import Planning
import Testing

@Suite("Plans are printed the same way every time")
struct PlanCaseTests {
    @Test("a query becomes the recorded statements", arguments: PlanCase.all)
    func statements(_ plan: PlanCase) throws {
        let viewer = try TestPlanning.viewer(try #require(plan.header("viewer")))
        let made = try TestPlanning.plan(plan.text, viewer: viewer, variables: plan.header("variables")).plan
        let statements = made.statements.map { $0.text + ";\n" }.joined(separator: "\n")
        if ProcessInfo.processInfo.environment["RECORD"] == "1", statements != plan.expected {
            try plan.record(statements)
            Issue.record("\(plan.name).sql was written anew; review it as a diff")
            return
        }
        #expect(statements == plan.expected)
    }
}
