import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("Input of a change") struct InputTests {
    func read(_ rule: TextRule, _ input: InputObject) -> (Change<String>, [UserError]) {
        var errors: [UserError] = []
        let change = rule.read(input, &errors)
        return (change, errors)
    }

    let name = TextRule(field: "name", label: "The name", isRequired: true, maximum: 5)
    let note = TextRule(field: "note", label: "The note", maximum: 5, hasLines: true)

    @Test("A field left out stays, null and blanks empty it")
    func absence() {
        #expect(read(note, [:]).0 == .keep)
        for value: InputValue in [.null, "", "  \n "] {
            #expect(read(note, ["note": value]).0 == .set(nil))
            #expect(read(note, ["note": value]).1.isEmpty)
        }
    }

    @Test("What can't be empty says so", arguments: [.null, "", " "] as [InputValue])
    func required(value: InputValue) {
        let (_, errors) = read(name, ["name": value])
        #expect(errors == [UserError(.badInput, "name", "The name can't be empty.")])
    }

    @Test("Blanks around a text are taken off")
    func trimming() {
        #expect(read(name, ["name": " a b\t"]).0 == .set("a b"))
    }

    @Test(
        "Length counts characters as the database does",
        arguments: [
            ("12345", 0), ("123456", 1), ("ééééé", 0), ("e\u{301}e\u{301}e\u{301}", 1), ("😀😀😀😀😀", 0),
        ])
    func length(text: String, count: Int) {
        #expect(read(name, ["name": .string(text)]).1.count == count)
    }

    @Test(
        "Control characters are refused, line breaks only where there is one line",
        arguments: [
            ("a\u{0}b", 1, 1), ("a\nb", 1, 0), ("a\u{7f}b", 1, 1), ("a\u{202e}b", 0, 0),
        ])
    func control(text: String, inName: Int, inNote: Int) {
        #expect(read(name, ["name": .string(text)]).1.count == inName)
        #expect(read(note, ["note": .string(text)]).1.count == inNote)
    }

    @Test(
        "A country is a code of ISO 3166-1, in whatever case",
        arguments: [
            ("DK", true), (" no ", true), ("GR", true), ("ZZ", false), ("XX", false), ("DNK", false), ("D", false),
            ("12", false), ("Denmark", false), ("001", false), ("дк", false),
        ])
    func country(text: String, isCode: Bool) {
        var errors: [UserError] = []
        _ = CountryRule.read(["country": .string(text)], &errors)
        #expect(errors.isEmpty == isCode)
    }

    @Test("All that is wrong with an input is told at once")
    func everything() {
        var errors: [UserError] = []
        _ = UpdateCustomerWish(
            ["id": "x", "name": .null, "country": "ZZ", "phone": .string(String(repeating: "1", count: 61))], &errors)
        #expect(errors.map(\.field) == ["name", "phone", "country"])
    }

    @Test(
        "An id that is none of a customer is none",
        arguments: ["", "x", "AwGbdtqoEXsVkuaVCq0vKi0", "BgGbdtqoEXsVkuaVCq0vKi"])
    func otherIDs(id: String) {
        var errors: [UserError] = []
        #expect(UpdateCustomerWish(["id": .string(id)], &errors).id == nil)
        #expect(errors.isEmpty)
    }

    @Test("Only what differs is a change")
    func changes() {
        var errors: [UserError] = []
        let wish = UpdateCustomerWish(["id": "x", "name": "New", "phone": .null, "country": "dk"], &errors)
        let values = CustomerValues(["Old", "ref", nil, "here", "DK", "a@b.test"])
        #expect(wish.texts.applied(to: values).texts == ["New", "ref", nil, "here", "DK", "a@b.test"])
        #expect(errors.isEmpty)
    }

    @Test("An answer that was kept is the same answer")
    func keptAnswers() throws {
        let row = try #require(RowID("0197a6d2-0000-7000-8000-000000000001"))
        let answers: [UpdateCustomerWish.Answer] = [
            .changed(row), .refused(.notFound("id")), .refused(UserError(.conflict, nil, "no \"field\"")),
        ]
        for answer in answers { #expect(UpdateCustomerWish.Answer(json: answer.json) == answer) }
    }

    @Test(
        "A kept answer that can't be read refuses",
        arguments: [.null, [], [:], ["customer": "x"], ["error": 1]] as [JSONValue])
    func brokenAnswers(json: JSONValue) {
        #expect(UpdateCustomerWish.Answer(json: json) == .refused(.notFound("id")))
    }
}
