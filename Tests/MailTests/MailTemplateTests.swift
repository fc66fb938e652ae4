import Testing

@testable import Mail

@Suite("Templates of mails") struct MailTemplateTests {
    private static let text = """
        Subject: {organization} invites you

        Hello {name},
        you are <invited>.

        [Choose a password]({link})

        Bye.
        """

    private func template(_ text: String = Self.text) throws(MailTemplateFault) -> MailTemplate {
        try MailTemplate(name: "user.invited", text: text)
    }

    private static let values = [
        "organization": "A & B", "name": "<b>Nina</b> \"{link}\" 'x'", "link": "https://x.test/a?b=1&c=2#d",
    ]

    @Test("The text has the words as they are, and the address of the button on a line of its own")
    func asText() throws {
        #expect(
            try template().text(Self.values) == """
                Hello <b>Nina</b> "{link}" 'x', you are <invited>.

                Choose a password:
                https://x.test/a?b=1&c=2#d

                Bye.
                """)
        #expect(try template().subject(Self.values) == "A & B invites you")
    }

    @Test("A list has as many lines as there are, which stay lines, and is told where it is missing")
    func list() throws {
        let template = try template("Subject: x\n\nBefore.\n\n- {things}\n\nAfter {name}.")
        let lists = ["things": ["one", "two\n- <b>{name}</b>"]]
        #expect(template.placeholders == ["things", "name"])
        #expect(
            try template.text(["name": "N"], lists: lists) == """
                Before.

                - one
                - two - <b>{name}</b>

                After N.
                """)
        let html = try template.html(["name": "N"], lists: lists)
        #expect(html.contains("<li>one</li>\n<li>two - &lt;b&gt;{name}&lt;/b&gt;</li>\n</ul>"))
        let fault = MailTemplateFault(template: "user.invited", reason: "there is no list things.")
        #expect(throws: fault) { try template.text(["name": "N"]) }
        #expect(throws: fault) { try template.html(["name": "N"]) }
    }

    @Test("In HTML a value is never markup, nor is it looked at for placeholders")
    func asHTML() throws {
        let html = try template().html(Self.values)
        #expect(
            html.contains(
                "<p>Hello &lt;b&gt;Nina&lt;/b&gt; &quot;{link}&quot; &#39;x&#39;, you are &lt;invited&gt;.</p>"))
        #expect(html.contains("<a href=\"https://x.test/a?b=1&amp;c=2#d\" style="))
        #expect(html.contains("<title>A &amp; B invites you</title>"))
        #expect(!html.contains("<b>") && !html.contains("<invited>"))
    }

    @Test("It needs nothing from elsewhere: no picture, no style sheet, no script, no form")
    func closed() throws {
        let html = try template().html(Self.values)
        for tag in ["<img", "<link", "<script", "<form", "<iframe", "url(", "@import", "src="] {
            #expect(!html.contains(tag), "\(tag)")
        }
    }

    @Test("A value can't add a line to the text or to the subject")
    func lines() throws {
        let values = Self.values.merging(["name": "a\n\nb", "organization": "a\r\nBcc: x@y"]) { $1 }
        #expect(try template().text(values).hasPrefix("Hello a b, you are"))
        #expect(try template().subject(values) == "a Bcc: x@y invites you")
    }

    @Test("It knows which values it names, and which of them in the subject")
    func placeholders() throws {
        #expect(try template().placeholders == ["organization", "name", "link"])
        #expect(try template().subjectPlaceholders == ["organization"])
    }

    @Test("A value that is missing is told, never left out", arguments: ["organization", "name", "link"])
    func missing(name: String) throws {
        let values = Self.values.filter { $0.key != name }
        let fault = #expect(throws: MailTemplateFault.self) {
            _ = try (template().subject(values), template().text(values))
        }
        #expect(fault?.description == "The mail user.invited can't be used: there is no value \(name).")
    }

    @Test(
        "What isn't a template is refused, with its name and what is wrong",
        arguments: [
            ("", "it doesn't begin with a subject."), ("Hello\n\nx", "it doesn't begin with a subject."),
            ("Subject: x", "it has no words."), ("Subject: x\n\n \n", "it has no words."),
            ("Subject: x\n\na { b", "a brace doesn't enclose the name of a value."),
            ("Subject: x\n\na } b", "a brace doesn't enclose the name of a value."),
            ("Subject: x\n\n{a b}", "a brace doesn't enclose the name of a value."),
            ("Subject: {}\n\nx", "a brace doesn't enclose the name of a value."),
        ])
    func faults(text: String, reason: String) {
        let fault = #expect(throws: MailTemplateFault.self) { try template(text) }
        #expect(fault == MailTemplateFault(template: "user.invited", reason: reason))
    }
}
