import Cryptography
import Foundation
import Postgres
import SQLText

/// What a mail tells besides whom it goes to, as the database knows it when the mail is written.
struct MailFacts: Sendable {
    private let organization: String
    private let zone: String?
    /// The address of the customer's portal; nil for the partners' own.
    private let portal: String?
    /// Until when the secret is good, in microseconds since 1970; nil where there is none.
    private let expiry: Int64?

    /// Reads a row of the organisation's name, the recipient's time zone, the portal's address and the time when a
    /// secret is over; nil where there is no row.
    init?(_ rows: ResultRows) {
        guard let organization = rows.text(0, 0) else { return nil }
        self.organization = organization
        zone = rows.text(0, 1)
        portal = rows.text(0, 2)
        expiry = rows.timestamptz(0, 3)
    }

    /// The values of a subject.
    func values(name: String) -> [String: String] {
        ["name": name, "organization": organization, "door": portal == nil ? "partner portal" : "customer portal"]
    }

    /// The values of a template.
    ///
    /// - Parameter origin: what the portal's links begin with, such as `https://partners.example.com`.
    func values(name: String, origin: String, _ secret: MailSecret) -> [String: String] {
        var values = values(name: name)
        let side = portal.map { "\(origin)/portal/\($0)" }
        values["portal"] = side.map { $0 + "/login" } ?? origin + "/partner/login"
        if let path = secret.path, let expiry {
            values["link"] = "\(side ?? origin)\(path)#\(secret.text)"
            values["expires"] = Self.written(expiry, in: zone)
        }
        return values
    }

    /// A moment as people write it, where the recipient is.
    static func written(_ microseconds: Int64, in zone: String?) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_GB")
        formatter.timeZone = zone.flatMap(TimeZone.init(identifier:)) ?? TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "d MMMM yyyy, HH:mm"
        let moment = Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
        return "\(formatter.string(from: moment)) (\(formatter.timeZone.identifier))"
    }
}

/// The secret of a mail, made for it alone: known to nobody but whoever reads the mail, since only its hash is kept.
struct MailSecret: Sendable {
    let text: String
    private let kind: MailRecipe.Secret?

    /// - Throws: `CryptographyError` where there are no random bytes.
    init(_ kind: MailRecipe.Secret?) throws(CryptographyError) {
        self.kind = kind
        text = base64Encode(try randomBytes(32))
    }

    /// Where it is used; nil for a mail that brings none.
    var path: String? { kind?.path }
    /// What it is good for.
    var purpose: SQLValue { kind.map { .text($0.rawValue) } ?? .null(.text) }
    /// What is kept of it.
    var hash: SQLValue { kind == nil ? .null(.bytea) : .bytea(sha256(Array(text.utf8))) }
}
