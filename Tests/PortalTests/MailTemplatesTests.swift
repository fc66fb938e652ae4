import Mail
import Testing
import TestSupport

@testable import Portal

@Suite("Templates of the mails that there are") struct MailTemplatesTests {
    private static let folder = SourceTree.root.appending(path: "Mails").path

    @Test("Each mail has a template, each template a mail, and none names a value that there isn't")
    func complete() throws {
        let templates = try MailTemplates(folder: Self.folder)
        #expect(MailRecipe.all.count >= 5)
        for recipe in MailRecipe.all { #expect(templates[recipe.template] != nil, "\(recipe.template)") }
    }

    @Test(
        "A template that is missing, too many, or names what there isn't for it stops the start",
        arguments: [
            ("user.removed", nil, "its file is missing."),
            ("user.unknown", "Subject: x\n\nx", "nothing that happens is told by it."),
            ("user.removed", "Subject: x\n\n{link}", "there is no value link for it."),
            ("user.removed", "Subject: x\n\n{password}", "there is no value password for it."),
            ("user.invited", "Subject: {link}\n\n{link}", "there is no value link for it."),
            ("user.invited", "Subject: {portal}\n\n{link}", "there is no value portal for it."),
            ("user.invited", "Subject: x\n\nHello", "its {link} is missing."),
            ("user.summary", "Subject: x\n\nHello", "its {tasks} is missing."),
            ("user.removed", "Subject: x\n\n- {tasks}", "there is no value tasks for it."),
        ])
    func faults(name: String, text: String?, reason: String) throws {
        let whole = try MailTemplates(folder: Self.folder)
        var templates = Dictionary(uniqueKeysWithValues: MailRecipe.all.map { ($0.template, whole[$0.template]) })
        templates[name] = try text.map { try MailTemplate(name: name, text: $0) }
        let fault = #expect(throws: MailTemplateFault.self) { try MailTemplates(templates.compactMapValues(\.self)) }
        #expect(fault == MailTemplateFault(template: name, reason: reason))
    }

    @Test("A folder that isn't there is told")
    func noFolder() {
        #expect(throws: (any Error).self) { try MailTemplates(folder: Self.folder + "/none") }
    }
}

@Suite("When a mail is tried again") struct MailRetryTests {
    @Test("Each pause is two and a half times the one before, and differs by chance by a fifth")
    func pauses() throws {
        let usual = (1...9).map { MailRetry.pause(after: $0, age: 0, chance: 0.5) }
        #expect(usual.prefix(5) == [60, 150, 375, 937.5, 2343.75])
        for (attempt, pause) in zip(1..., usual.prefix(8)) {
            for (chance, share) in [(0.0, 0.8), (1, 1.2)] {
                let found = try #require(MailRetry.pause(after: attempt, age: 0, chance: chance))
                #expect(try abs(found / #require(pause) - share) < 1e-9)
            }
        }
    }

    @Test(
        "It has failed with the tenth attempt, or where the next would be later than two days after it was made",
        arguments: [(1, 0.0, true), (9, 0, true), (10, 0, false), (11, 0, false), (0, 0, false)]
            + [(1, 172_740.0, true), (1, 172_741, false), (5, 171_000, false), (2, 900_000, false)])
    func ends(attempts: Int, age: Double, isTried: Bool) {
        #expect((MailRetry.pause(after: attempts, age: age, chance: 0.5) != nil) == isTried)
    }

    @Test("Nine pauses of the shortest kind end within the two days, so that ten attempts are made")
    func reach() {
        var age = 0.0
        var attempts = 1
        while let pause = MailRetry.pause(after: attempts, age: age, chance: 0) {
            age += pause
            attempts += 1
        }
        #expect(attempts == 10)
    }
}
