public import Foundation

/// A mail as it is sent: one recipient, and the same words twice, as text and as HTML.
public struct MailMessage: Sendable {
    /// What tells this mail from every other; the same each time that it's tried.
    public let id: String
    /// When it's sent.
    public let date: Date
    /// Who sends it.
    public let sender: MailAddress
    /// Whom it's for.
    public let recipient: MailAddress
    /// What it's about.
    public let subject: String
    /// The words, as text.
    public let text: String
    /// The words, as HTML.
    public let html: String

    /// Takes the parts.
    public init(
        id: String, date: Date, sender: MailAddress, recipient: MailAddress, subject: String, text: String,
        html: String
    ) {
        self.id = id
        self.date = date
        self.sender = sender
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.html = html
    }

    /// The mail as it goes over the wire (RFC 5322), its lines ending in CRLF.
    public var bytes: [UInt8] {
        let boundary = "=_\(id)"
        let header = headers(boundary).map { "\($0): \($1)\r\n" }.joined()
        let parts = part("text/plain", text, boundary) + part("text/html", html, boundary)
        return Array((header + "\r\n" + parts + "--\(boundary)--\r\n").utf8)
    }

    private func headers(_ boundary: String) -> [(String, String)] {
        [
            ("Date", Self.written(date)), ("Message-ID", "<\(id)@\(sender.domain)>"), ("From", sender.header),
            ("To", recipient.header), ("Subject", HeaderText.unstructured(subject)), ("MIME-Version", "1.0"),
            // Nobody's absence should answer (RFC 3834).
            ("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"),
            ("Content-Type", "multipart/alternative;\r\n boundary=\"\(boundary)\""),
        ]
    }

    private func part(_ type: String, _ text: String, _ boundary: String) -> String {
        """
        --\(boundary)\r
        Content-Type: \(type); charset=utf-8\r
        Content-Transfer-Encoding: quoted-printable\r
        \r
        \(QuotedPrintable.encoded(text))
        """
    }

    private static func written(_ date: Date) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        return formatter.string(from: date)
    }
}
