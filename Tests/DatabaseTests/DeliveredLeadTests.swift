import Postgres
import TestSupport
import Testing

/// A delivery repeats what leads are sorted by, and of all deliveries of a lead to an organization one shows it.
@Suite struct DeliveredLeadTests {
    /// Holds the database that the session is in.
    private let world: World
    private let session: DirectSession

    init() throws {
        world = try World()
        session = try world.administrator()
        try session.execute(
            """
            insert into partnership (id, organization_id, type, name, currency)
            values ('\(World.id("alfa.whole"))', '\(World.id("alfa"))', 'LEAD_BUYER', 'alfa.more', 'EUR');
            """)
    }

    private func deliver(_ lead: String, to partnership: String, as status: String = "DELIVERED") throws {
        let isDone = status == "DELIVERED"
        try session.execute(
            """
            insert into delivery (organization_id, partnership_id, lead_id, status, price_minor, currency, delivered_at)
            select organization_id, id, '\(World.id(lead))', '\(status)', \(isDone ? "1" : "null"), 'EUR',
                \(isDone ? "now()" : "null")
            from partnership where id = '\(World.id(partnership))'
            """)
    }

    /// The partnerships whose delivery of a lead shows it.
    private func shown(_ lead: String) throws -> [String] {
        let rows = try session.run(
            """
            SELECT p.name FROM delivery d JOIN partnership p ON p.id = d.partnership_id
            WHERE d.lead_id = \(.uuid(World.id(lead))) AND d.shown_to = d.organization_id ORDER BY 1
            """)
        return (0..<rows.rowCount).compactMap { rows.text($0, 0) }
    }

    @Test("A lead delivered to two partnerships of an organization is shown by one of them, to another by its own")
    func one() throws {
        #expect(try shown("lead.alfa") == ["alfa.buyer"])
        try deliver("lead.alfa", to: "alfa.whole")
        #expect(try shown("lead.alfa") == ["alfa.buyer"])
        try deliver("lead.alfa", to: "beta.buyer")
        #expect(try shown("lead.alfa") == ["alfa.buyer", "beta.buyer"])
    }

    @Test("What is on its way shows nothing, until it has arrived")
    func arrival() throws {
        #expect(try shown("lead.queued") == [])
        try deliver("lead.queued", to: "alfa.whole", as: "RETRYING")
        #expect(try shown("lead.queued") == [])
        try session.execute(
            """
            update delivery set status = 'DELIVERED', price_minor = 1, delivered_at = now()
            where lead_id = '\(World.id("lead.queued"))'
            """)
        #expect(try shown("lead.queued").count == 1)
    }

    @Test(
        "When the delivery that shows a lead goes or is taken back, the other one shows it, and the last one nobody",
        arguments: [
            "delete from delivery where",
            "update delivery set status = 'FAILED', delivered_at = null where",
        ])
    func loss(change: String) throws {
        try deliver("lead.alfa", to: "alfa.whole")
        for left in [["alfa.more"], []] {
            let first = try #require(try shown("lead.alfa").first)
            try session.execute(
                "\(change) partnership_id = (select id from partnership where name = '\(first)')")
            #expect(try shown("lead.alfa") == left)
        }
    }

    @Test("A lead that gets another name or moment keeps its deliveries, which follow")
    func renamed() throws {
        try session.execute(
            """
            update lead set name = 'Renamed', received_at = '2026-02-03T04:05:06Z'
            where id = '\(World.id("lead.alfa"))'
            """)
        let same = try session.count(
            """
            SELECT count(*) FROM delivery d
            JOIN lead l ON (l.id, l.name, l.received_at) = (d.lead_id, d.name, d.received_at)
            WHERE d.name = 'Renamed'
            """)
        #expect(same == 1)
        #expect(try shown("lead.alfa") == ["alfa.buyer"])
    }

    @Test(
        "A lead that gets another company, e-mail or country is found by it wherever it was or will be delivered")
    func found() throws {
        try session.execute(
            """
            update lead set company = 'Elsewhere', email = 'new@elsewhere.test', country = 'IS'
            where id in ('\(World.id("lead.alfa"))', '\(World.id("lead.beta"))')
            """)
        try deliver("lead.alfa", to: "beta.buyer")
        let same = try session.count(
            """
            SELECT count(*) FROM delivery d JOIN lead l ON l.id = d.lead_id
            WHERE (l.search_text, l.country) = (d.search_text, d.country) AND strpos(d.search_text, 'elsewhere') > 0
            """)
        #expect(same == 3)
        #expect(try shown("lead.alfa") == ["alfa.buyer", "beta.buyer"])
    }

    @Test(
        "What is written of what a lead is found by is not asked, and a delivery of another lead is found by that one",
        arguments: [
            "search_text = 'other'", "country = 'ZZ'",
            "(lead_id, received_at, name) = (select id, received_at, name from lead where name = 'lead.nobody')",
        ])
    func kept(change: String) throws {
        try session.execute("update delivery set \(change) where lead_id = '\(World.id("lead.alfa"))'")
        let different = try session.count(
            """
            SELECT count(*) FROM delivery d JOIN lead l ON l.id = d.lead_id
            WHERE (d.search_text, d.country, d.name) IS DISTINCT FROM (l.search_text, l.country, l.name)
            """)
        #expect(different == 0)
    }

    @Test(
        "Nobody can write down a delivery that shows a lead to somebody else, or repeats another one's name",
        arguments: [
            ("shown_to = '\(World.id("beta"))'", ["alfa.buyer"]), ("name = 'Other'", nil),
        ] as [(String, [String]?)])
    func lies(change: String, shown: [String]?) throws {
        let refusal = try session.refusal(
            of: "update delivery set \(change) where lead_id = '\(World.id("lead.alfa"))'")
        #expect(refusal == (shown == nil ? "23503" : nil))
        #expect(try self.shown("lead.alfa") == ["alfa.buyer"])
    }
}
