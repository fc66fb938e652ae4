/// From a template and its values to the parts of a mail.
extension MailTemplate {
    /// The subject, on one line.
    ///
    /// - Throws: ``MailTemplateFault`` where a value is missing.
    public func subject(_ values: [String: String]) throws(MailTemplateFault) -> String {
        HeaderText.oneLine(try naming { () throws(MailTemplateFault) in try subject.filled(values) })
    }

    /// The words as text; the address of a button and each line of a list stand on a line of their own.
    ///
    /// - Throws: ``MailTemplateFault`` where a value or a list is missing.
    public func text(
        _ values: [String: String], lists: [String: [String]] = [:]
    ) throws(MailTemplateFault) -> String {
        try naming { () throws(MailTemplateFault) in
            var paragraphs: [String] = []
            for block in blocks {
                switch block {
                case .paragraph(let words): paragraphs.append(try words.filled(values))
                case .button(let words, let address):
                    paragraphs.append(try words.filled(values) + ":\n" + address.filled(values))
                case .list(let name):
                    paragraphs.append(try Self.lines(name, lists).map { "- " + $0 }.joined(separator: "\n"))
                }
            }
            return paragraphs.joined(separator: "\n\n")
        }
    }

    /// The words as HTML, which needs nothing from anywhere else.
    ///
    /// - Throws: ``MailTemplateFault`` where a value or a list is missing.
    public func html(
        _ values: [String: String], lists: [String: [String]] = [:]
    ) throws(MailTemplateFault) -> String {
        try naming { () throws(MailTemplateFault) in
            var lines: [String] = []
            for block in blocks {
                switch block {
                case .paragraph(let words): lines.append("<p>\(try words.filled(values, Self.escaped))</p>")
                case .button(let words, let address):
                    lines += Self.button(
                        try words.filled(values, Self.escaped), try address.filled(values, Self.escaped))
                case .list(let name):
                    let items = try Self.lines(name, lists).map { "<li>\(Self.escaped($0))</li>" }
                    lines.append("<ul style=\"padding-left:20px\">\n\(items.joined(separator: "\n"))\n</ul>")
                }
            }
            return Self.page(try subject.filled(values, Self.escaped), lines.joined(separator: "\n"))
        }
    }

    /// The lines of a list, which stay one line each whatever they contain.
    private static func lines(_ name: String, _ lists: [String: [String]]) throws(MailTemplateFault) -> [String] {
        guard let lines = lists[name] else {
            throw MailTemplateFault(template: "", reason: "there is no list \(name).")
        }
        return lines.map(HeaderText.oneLine)
    }

    private func naming<Value>(
        _ body: () throws(MailTemplateFault) -> Value
    ) throws(MailTemplateFault) -> Value {
        do {
            return try body()
        } catch {
            throw MailTemplateFault(template: name, reason: error.reason)
        }
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }

    /// Some programs show no button, so the address stands below it too.
    private static func button(_ words: String, _ address: String) -> [String] {
        [
            """
            <p style="margin:28px 0"><a href="\(address)" style="display:inline-block;padding:12px 22px;\
            border-radius:6px;background:#1d4ed8;color:#ffffff;font-weight:600;text-decoration:none">\(words)</a></p>
            """,
            """
            <p style="font-size:13px;color:#5b6472">If the button does nothing, copy this address:<br>\
            <a href="\(address)" style="color:#1d4ed8;word-break:break-all">\(address)</a></p>
            """,
        ]
    }

    private static func page(_ title: String, _ body: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>\(title)</title></head>
        <body style="margin:0;padding:24px 12px;background:#f3f4f6">
        <div style="max-width:560px;margin:0 auto;padding:28px 32px;border-radius:10px;background:#ffffff;\
        color:#16191f;font:16px/1.55 system-ui,-apple-system,'Segoe UI',sans-serif">
        \(body)
        </div>
        </body>
        </html>
        """
    }
}
