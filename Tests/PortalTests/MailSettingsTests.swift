import Foundation
import Mail
import Testing

@testable import Portal

@Suite("Settings of mails") struct MailSettingsTests {
    private static let base = [
        "PORTICO_SMTP_URL": "smtp://mail.example.com", "PORTICO_MAIL_FROM": "Portico <no-reply@example.com>",
    ]

    @Test("Without any, no mail leaves")
    func none() throws {
        let settings = try Settings(environment: [:])
        #expect(settings.mail.server == nil && settings.mail.sender == nil)
    }

    @Test("Each is read")
    func all() throws {
        let more = ["PORTICO_SMTP_USER": "me", "PORTICO_SMTP_PASSWORD": "secret"]
        let settings = try Settings(environment: Self.base.merging(more) { $1 })
        #expect(settings.mail.server?.host == "mail.example.com")
        #expect(settings.mail.server?.security == .startTLS)
        #expect(settings.mail.server?.user == "me" && settings.mail.server?.password == "secret")
        #expect(settings.mail.sender == MailAddress(name: "Portico", address: "no-reply@example.com"))
    }

    @Test("A sender alone is no mistake: mails that are only shown have one too")
    func senderAlone() throws {
        #expect(try Settings(environment: ["PORTICO_MAIL_FROM": "a@b.test"]).mail.sender?.address == "a@b.test")
    }

    @Test(
        "What can't be, or makes no sense alone, is told at start",
        arguments: [
            (["PORTICO_SMTP_URL": "mail.example.com"], "PORTICO_SMTP_URL must be an address such as"),
            (["PORTICO_SMTP_URL": "smtp://u:p@mail.example.com"], "PORTICO_SMTP_URL must be an address such as"),
            (["PORTICO_MAIL_FROM": "Portico"], "PORTICO_MAIL_FROM must be an address such as"),
            (["PORTICO_MAIL_FROM": ""], "PORTICO_MAIL_FROM is missing: with PORTICO_SMTP_URL"),
            (["PORTICO_SMTP_USER": "me"], "PORTICO_SMTP_USER and PORTICO_SMTP_PASSWORD belong together"),
            (["PORTICO_SMTP_PASSWORD": "x"], "PORTICO_SMTP_USER and PORTICO_SMTP_PASSWORD belong together"),
            (["PORTICO_SMTP_CA_FILE": "/nowhere.pem"], "PORTICO_SMTP_CA_FILE must be a file of certificates"),
            (["PORTICO_SMTP_CA_FILE": #filePath], "PORTICO_SMTP_CA_FILE must be a file of certificates"),
            (
                ["PORTICO_SMTP_URL": "", "PORTICO_SMTP_USER": "me", "PORTICO_SMTP_PASSWORD": "x"],
                "PORTICO_SMTP_PASSWORD is of no use without PORTICO_SMTP_URL."
            ),
        ])
    func mistakes(changes: [String: String], sentence: String) throws {
        let fault = #expect(throws: SettingsFaults.self) {
            try Settings(environment: Self.base.merging(changes) { $1 })
        }
        let first = try #require(fault?.faults.first)
        #expect(first.hasPrefix(sentence), "\(first)")
    }

    @Test(
        "Links begin with the public address, else with the one that the server listens at",
        arguments: [
            ([:], "http://127.0.0.1:9000"), (["PORTICO_HOST": "::1"], "http://[::1]:9000"),
            (["PORTICO_PUBLIC_URL": "https://partners.example.com"], "https://partners.example.com"),
        ])
    func origin(environment: [String: String], origin: String) throws {
        #expect(try Settings(environment: environment).origin(port: 9000) == origin)
    }

    @Test(
        "Only a server that nobody else can reach is local",
        arguments: [("127.0.0.1", true), ("localhost", true), ("::1", true), ("0.0.0.0", false), ("10.0.0.1", false)])
    func local(host: String, isLocal: Bool) throws {
        #expect(try Settings(environment: ["PORTICO_HOST": host]).isLocal == isLocal)
    }
}
