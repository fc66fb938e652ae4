import Postgres
import SQLText
import TestSupport
import Testing

/// Who reads what is thought of customers, and what is published for partners.
extension PolicyTests {
    /// What a partner thinks of its customers is nothing for the customers.
    static let judged: [Case] = ["engagement_metric", "churn_assessment", "churn_factor"].flatMap { table in
        [
            Case("alfa.admin", table, alfaCustomers), Case("alfa.user", table, ["alfa.c1"]),
            Case("alfa.wide", table, mssp), Case("beta.admin", table, ["beta.c1"]),
            Case("beta.user", table, ["beta.c1"]),
        ]
            + [
                "operator", "alfa.marketing", "alfa.notify", "alfa.lonely", "alfa.empty", "alfa.buying", "alfa.boss",
                "alfa.guest", "beta.boss", "nobody",
            ].map { Case($0, table, []) }
    }

    /// By the kinds of the viewer's partnerships; what isn't published yet is the operator's.
    static let kit: [Case] =
        [
            ("operator", ["ALL", "MSSP", "RESELLER", "LEAD_BUYER", "later"]),
            ("alfa.admin", ["ALL", "MSSP", "RESELLER", "LEAD_BUYER"]), ("alfa.user", ["ALL", "MSSP"]),
            ("alfa.wide", ["ALL", "MSSP"]), ("alfa.marketing", ["ALL", "MSSP"]), ("alfa.lonely", ["ALL"]),
            ("alfa.buying", ["ALL", "LEAD_BUYER"]), ("beta.admin", ["ALL", "MSSP", "LEAD_BUYER"]),
            ("beta.user", ["ALL", "MSSP"]), ("alfa.notify", []), ("alfa.boss", []), ("alfa.guest", []), ("nobody", []),
        ].map { Case($0, "partner_kit_asset", $1.map { "kit.\($0)" }) }

    @Test("D0-51 D2-11 Whoever sees an asset has its bytes, and nobody else", arguments: kit)
    func readsItsFiles(_ example: Case) throws {
        let session = try world.app()
        try session.transaction {
            try session.enter(example.viewer)
            let rows = try session.run("SELECT convert_from(content, 'UTF8') FROM partner_kit_file")
            let seen = (0..<rows.rowCount).compactMap { rows.text($0, 0) }
            #expect(seen.sorted() == example.visible.sorted())
        }
    }
}
