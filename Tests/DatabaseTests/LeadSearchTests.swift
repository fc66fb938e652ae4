import Postgres
import SQLText
import Testing

/// An index tells which of the viewer's leads may have a text: all that have it, and none of anybody else's.
@Suite struct LeadSearchTests {
    private static let world: Result<World, any Error> = Result { () throws -> World in
        let world = try World()
        let session = try world.administrator()
        try session.execute(
            """
            insert into partnership (id, organization_id, type, name, currency)
                values ('\(World.id("alfa.whole"))', '\(World.id("alfa"))', 'LEAD_BUYER', 'alfa.more', 'EUR');
            """)
        try session.run(
            """
            insert into lead (name, company)
            select btrim(t.name || ' ' || n), btrim(reverse(t.name))
            from unnest(\(.textArray(texts))) as t(name), generate_series(1, 6) n
            """)
        try session.execute(
            """
            insert into delivery (organization_id, partnership_id, lead_id, status, price_minor, currency, delivered_at)
            select p.organization_id, p.id, l.id, s.status, case s.status when 'ACCEPTED' then 1 end, 'EUR',
                case s.status when 'ACCEPTED' then now() end
            from (select id, row_number() over (order by id) as n from lead where company is not null) l
            join (values ('alfa.buyer', 2, 0), ('alfa.more', 3, 0), ('beta.buyer', 2, 1)) d (name, part, rest)
                on l.n % d.part = d.rest
            join partnership p on p.name = d.name
            cross join lateral (select case when l.n % 5 = 0 then 'QUEUED' else 'ACCEPTED' end as status) s
            """)
        return world
    }

    /// Several scripts, characters that patterns mean something by, and such as get longer or shorter in lower case.
    private static let texts: [String] = [
        "Łukasz Żółtowski", "Øystein Ørsted Ås", "Jürgen Groß-Straßburger", "ΟΔΥΣΣΕΥΣ Σωκράτης", "Ольга Ивановна",
        "İstanbul IŞIK ve İzmir", "株式会社 東京データ", "100% _sure_ \\o/ %_%", "O'Brien \"Bob\" $1 $$ {a,b}",
        "👩‍👩‍👧 family & friends", "ȺȾȺ ﬁnance ǅ", "aaaaaaa aaa aa", "e\u{301}te\u{301} été",
    ]

    private let session: DirectSession

    init() throws {
        session = try Self.world.get().app()
        try session.execute("BEGIN")
    }

    /// Parts of the texts of one to six characters, some in other cases or with a character that none has.
    private static let needles: [String] = {
        var state: UInt64 = 52
        func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        return (0..<600).map { index in
            let text = Array(texts[index % texts.count].unicodeScalars)
            let start = below(text.count)
            var scalars = String.UnicodeScalarView()
            scalars.append(contentsOf: text[start..<min(text.count, start + 1 + below(6))])
            let needle = String(scalars)
            return switch below(8) {
            case 0: needle.uppercased()
            case 1: needle.lowercased()
            case 2: needle + "%"
            case 3: "_" + needle
            case 4: needle + "\n"
            default: needle
            }
        }
    }()

    @Test(
        "D4-18 of the viewer's leads the index tells all that have a text, whatever it is, and none of others",
        arguments: ["alfa.admin", "alfa.buying", "beta.admin"])
    func same(viewer: String) throws {
        try session.enter(viewer)
        let asked: SQLText<SQLValue> = """
            unnest(\(.textArray(Self.needles))) AS w(needle)
            CROSS JOIN LATERAL (SELECT viewer_leads_with(w.needle) AS ids OFFSET 0) f
            """
        let wrong = try session.run(
            """
            SELECT w.needle FROM \(asked)
            WHERE (f.ids IS NULL) <> (length(lower(w.needle)) < 3)
                OR f.ids IS NOT NULL AND EXISTS (
                    SELECT FROM delivery d
                    WHERE strpos(d.search_text, lower(w.needle)) > 0 AND d.lead_id <> ALL (f.ids))
                OR EXISTS (
                    SELECT FROM unnest(f.ids) i WHERE NOT EXISTS (SELECT FROM delivery d WHERE d.lead_id = i))
            """)
        #expect((0..<wrong.rowCount).compactMap { wrong.text($0, 0) } == [])
        #expect(try session.count("SELECT count(*) FROM \(asked) WHERE cardinality(f.ids) > 0") ?? 0 > 100)
        #expect(try session.count("SELECT count(*) FROM \(asked) WHERE cardinality(f.ids) = 0") ?? 0 > 30)
        #expect(try session.count("SELECT count(*) FROM \(asked) WHERE f.ids IS NULL") ?? 0 > 100)
    }

    private func found(_ text: String) throws -> [String] {
        try session.ids("SELECT unnest(viewer_leads_with(\(.text(text))))").map(World.name).sorted()
    }

    @Test("D4-18 a company's admin and a partnership's members are told of what was delivered to them, and of no more")
    func whose() throws {
        try session.enter("alfa.admin")
        #expect(try found("LEAD.") == ["lead.alfa"])
        #expect(try found("lead.beta") == [])
        #expect(try found("lead.queued") == [])
        try session.enter("alfa.buying")
        #expect(try found("lead.") == ["lead.alfa"])
        try session.enter("beta.admin")
        #expect(try found("lead.") == ["lead.beta"])
    }

    private static let strangers: [String] = [
        "alfa.user", "alfa.wide", "alfa.empty", "alfa.marketing", "beta.user", "operator", "alfa.boss", "alfa.guest",
        "nobody",
    ]

    @Test("Who isn't a member of a partnership that buys leads is told of none, whoever it is", arguments: strangers)
    func untold(viewer: String) throws {
        try session.enter(viewer)
        #expect(
            try session.count(
                "SELECT count(*) FROM unnest(array['lead.', 'aaa']) w, unnest(viewer_leads_with(w))") == 0)
    }

    @Test("Without a viewer there are no leads, not even a word that the text is too short")
    func nobody() throws {
        for text in ["lead.", "aaa", "le", ""] {
            #expect(try session.count("SELECT cardinality(viewer_leads_with(\(.text(text))))::bigint") == 0)
        }
    }

    @Test("Nobody asks the index by themselves, or makes its keys")
    func keys() throws {
        #expect(
            try session.refusal(of: "SELECT trigram_keys('\(World.id("alfa.buyer"))', 'lead')") == "42501")
    }

    @Test("A lead that is called otherwise is found by its new name alone, and one that was taken back by none")
    func changes() throws {
        let administrator = try Self.world.get().administrator()
        try administrator.execute("BEGIN; UPDATE lead SET name = 'Renamed' WHERE id = '\(World.id("lead.alfa"))'")
        func found(_ text: String) throws -> [String] {
            try administrator.execute("SET LOCAL ROLE portico_app")
            try administrator.enter("alfa.admin")
            let ids = try administrator.ids("SELECT unnest(viewer_leads_with(\(.text(text))))")
            try administrator.execute("RESET ROLE")
            return ids.map(World.name)
        }
        #expect(try found("RENAMED") == ["lead.alfa"])
        #expect(try found("lead.alfa") == [])
        try administrator.execute(
            "UPDATE delivery SET status = 'QUEUED', delivered_at = NULL WHERE lead_id = '\(World.id("lead.alfa"))'")
        #expect(try found("renamed") == [])
        try administrator.execute("ROLLBACK")
    }
}
