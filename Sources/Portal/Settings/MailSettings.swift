public import Mail

/// How mails leave, as the installation is told.
public struct MailSettings: Sendable {
    /// Where they are handed over; nil where nowhere.
    public let server: SMTPServer?
    /// Whom they come from; nil where nobody said, and none leaves.
    public let sender: MailAddress?

    init(_ reader: inout SettingsReader) {
        let url = "PORTICO_SMTP_URL"
        let authorities = reader.value(
            "PORTICO_SMTP_CA_FILE", "a file of certificates (PEM) that can be read", CertificateFile.path)
        var server = reader.value(
            url, "an address such as smtp://mail.example.com:587 or smtps://mail.example.com, without a user"
        ) { SMTPServer(address: $0, authorities: authorities) }
        sender = reader.value("PORTICO_MAIL_FROM", "an address such as Portico <no-reply@example.com>") {
            MailAddress($0)
        }
        let (user, password) = (reader.text("PORTICO_SMTP_USER"), reader.text("PORTICO_SMTP_PASSWORD"))
        server?.user = user
        server?.password = password
        self.server = server
        Self.check(&reader, of: url, parts: ["USER": user, "PASSWORD": password, "CA_FILE": authorities])
        if reader.text(url) != nil, reader.text("PORTICO_MAIL_FROM") == nil {
            reader.fault("PORTICO_MAIL_FROM is missing: with \(url), say whom mails come from.")
        }
    }

    /// What makes no sense alone.
    private static func check(_ reader: inout SettingsReader, of url: String, parts: [String: String?]) {
        for (name, value) in parts.sorted(by: { $0.key < $1.key }) where value != nil && reader.text(url) == nil {
            reader.fault("PORTICO_SMTP_\(name) is of no use without \(url).")
        }
        if (parts["USER"] as? String == nil) != (parts["PASSWORD"] as? String == nil) {
            reader.fault("PORTICO_SMTP_USER and PORTICO_SMTP_PASSWORD belong together: set both, or none.")
        }
    }
}
