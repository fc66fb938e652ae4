import Foundation
import Testing

@testable import Mail

@Suite("Mails on the wire") struct MailMessageTests {
    private func message(
        subject: String = "Hello", name: String = "Nina Lund", text: String = "Hi", html: String = "<p>Hi</p>"
    ) throws -> String {
        let sender = try #require(MailAddress("Portico <no-reply@portico.test>"))
        let recipient = try #require(MailAddress(name: name, address: "nina@nordlys.test"))
        let message = MailMessage(
            id: "018f", date: Date(timeIntervalSince1970: 1_800_000_000), sender: sender, recipient: recipient,
            subject: subject, text: text, html: html)
        return String(decoding: message.bytes, as: UTF8.self)
    }

    @Test("A mail has what a mail has to have, and says that no person wrote it")
    func whole() throws {
        #expect(
            try message().components(separatedBy: "\r\n") == [
                "Date: Fri, 15 Jan 2027 08:00:00 +0000", "Message-ID: <018f@portico.test>", "From: \"Portico\"",
                " <no-reply@portico.test>", "To: \"Nina Lund\"", " <nina@nordlys.test>", "Subject: Hello",
                "MIME-Version: 1.0", "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All",
                "Content-Type: multipart/alternative;", " boundary=\"=_018f\"", "", "--=_018f",
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", "Hi",
                "--=_018f", "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "",
                "<p>Hi</p>", "--=_018f--", "",
            ])
    }

    @Test(
        "Neither a subject nor a name adds a header",
        arguments: ["\r\n", "\n", "\r", "\u{2028}", "\u{85}", "\r\n\r\n", "\r\n "])
    func injection(end: String) throws {
        let text = "x\(end)Bcc: everybody@x.test"
        let mail = try message(subject: text, name: text)
        let header = try #require(mail.components(separatedBy: "\r\n\r\n").first)
        let names = header.components(separatedBy: "\r\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(
            names == [
                "Date", "Message-ID", "From", "To", "Subject", "MIME-Version", "Auto-Submitted",
                "X-Auto-Response-Suppress", "Content-Type",
            ])
    }

    @Test("All of it is ASCII in lines that end in CRLF and are no longer than 76, whatever it says")
    func lines() throws {
        let hostile = "é👩‍👩‍👧‍👦\r\n.\r\n--=_018f--\r\n" + String(repeating: "漢 ", count: 300) + "\n. \n\t\nFrom x"
        let mail = try message(subject: hostile, name: String(repeating: "Å", count: 200), text: hostile, html: hostile)
        let lines = mail.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 && $0.utf8.allSatisfy { (0x20...0x7e).contains($0) } })
        #expect(lines.filter { $0 == "--=_018f--" }.count == 1)
    }
}

@Suite("Quoted-printable (RFC 2045, 6.7)") struct QuotedPrintableTests {
    @Test(
        "What can be read stays, and the rest is written in hexadecimal digits",
        arguments: [
            ("Hello", "Hello\r\n"), ("a=b", "a=3Db\r\n"), ("é", "=C3=A9\r\n"), ("a \nb\t", "a=20\r\nb=09\r\n"),
            ("", "\r\n"), ("\n", "\r\n\r\n"), ("a\r", "a=0D\r\n"), (".", ".\r\n"),
        ])
    func table(text: String, encoded: String) {
        #expect(QuotedPrintable.encoded(text) == encoded)
    }

    @Test("Long lines go on in the next one, never within a byte", arguments: ["x", "é", "= "])
    func softBreaks(part: String) {
        for count in 60...90 {
            let text = String(repeating: part, count: count)
            let encoded = QuotedPrintable.encoded(text)
            #expect(encoded.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 76 })
            #expect(decoded(encoded) == text + "\n")
        }
    }

    private func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Substring(text.replacing("=\r\n", with: "").replacing("\r\n", with: "\n"))
        while let first = rest.popFirst() {
            if first == "=" {
                bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            } else {
                bytes += first.utf8
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
