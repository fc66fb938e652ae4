import Cryptography
import SQLText

/// A key of the demonstration: days are counted back from today, those to come are below zero.
private struct DemonstrationKey {
    let name: String
    let scopes: [String]
    let createdDaysAgo: Int
    var usedDaysAgo: Int?
    var expiresDaysAgo: Int?
    var graceDaysAgo: Int?
    var revokedDaysAgo: Int?
    /// How many keys before this one stands the one that it takes over from.
    var replaces: Int?
}

extension DemonstrationBuilder {
    /// Keys in every state, whose secrets nobody knows: what is stored is the hash of none.
    mutating func addKeys(of managed: DemonstrationPartnership, and resale: DemonstrationPartnership, by admin: RowID) {
        let report = "MSSP_REPORT_READ"
        addKeys(
            [
                DemonstrationKey(
                    name: "Billing export", scopes: ["CUSTOMERS_READ", report], createdDaysAgo: 401, usedDaysAgo: 2,
                    graceDaysAgo: -5),
                DemonstrationKey(
                    name: "Billing export", scopes: ["CUSTOMERS_READ", report], createdDaysAgo: 2, usedDaysAgo: 0,
                    expiresDaysAgo: -363, replaces: 1),
                DemonstrationKey(
                    name: "Power BI", scopes: [report], createdDaysAgo: 130, usedDaysAgo: 1, expiresDaysAgo: -235),
                DemonstrationKey(
                    name: "Ticket system", scopes: ["CUSTOMERS_READ"], createdDaysAgo: 300, usedDaysAgo: 61,
                    graceDaysAgo: 60),
                DemonstrationKey(
                    name: "Intern’s script", scopes: ["CUSTOMERS_READ"], createdDaysAgo: 95, usedDaysAgo: 71,
                    revokedDaysAgo: 70),
            ], of: managed, by: admin)
        addKeys(
            [
                DemonstrationKey(
                    name: "ERP", scopes: ["CUSTOMERS_READ", "RESELLER_REPORT_READ"], createdDaysAgo: 210,
                    usedDaysAgo: 0),
                DemonstrationKey(
                    name: "Trial of a connector", scopes: [], createdDaysAgo: 180, expiresDaysAgo: 90),
            ], of: resale, by: admin)
    }

    private mutating func addKeys(_ keys: [DemonstrationKey], of partnership: DemonstrationPartnership, by admin: RowID)
    {
        let ids = keys.map { _ in journal.id() }
        for (index, key) in keys.enumerated() {
            func moment(_ daysAgo: Int?, _ second: Int) -> SQLValue {
                daysAgo.map { today.before($0).moment(second: second) } ?? .null(.timestamptz)
            }
            let secret = journal.id().bytes + journal.id().bytes
            add(
                .apiKey,
                [
                    .uuid(ids[index]), .uuid(partnership.organization), .uuid(partnership.id), .text(partnership.type),
                    .text(key.name), .text("pk_\(base64Encode(Array(secret.suffix(6))).prefix(6))"),
                    .textArray(["ME_READ"] + key.scopes), .optional(key.replaces.map { ids[index - $0] }),
                    .uuid(admin), moment(key.usedDaysAgo, 1_800), .optional(key.usedDaysAgo.map { _ in "192.0.2.44" }),
                    moment(key.expiresDaysAgo, 0), moment(key.graceDaysAgo, 36_000),
                    moment(key.revokedDaysAgo, 52_000), key.revokedDaysAgo == nil ? .null(.uuid) : .uuid(admin),
                    moment(key.createdDaysAgo, 40_000),
                ])
            add(.apiKeySecret, [.uuid(ids[index]), .bytea(secret)])
        }
    }
}
