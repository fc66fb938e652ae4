import Postgres
import SQLText
import TestSupport
import Testing

/// Row-level security alone, without any predicate of the server's.
@Suite struct PolicyTests {
    let world: World

    init() throws {
        world = try World.shared.get()
    }

    /// Who asks, and what is visible in a table.
    struct Case: Sendable, CustomTestStringConvertible {
        let viewer: String
        let table: String
        let visible: [String]

        init(_ viewer: String, _ table: String, _ visible: [String]) {
            self.viewer = viewer
            self.table = table
            self.visible = visible
        }

        var testDescription: String { "\(viewer) reads \(table)" }
    }

    static let alfaCustomers = ["alfa.c1", "alfa.c2", "alfa.c3", "alfa.r1"]
    static let mssp = ["alfa.c1", "alfa.c2", "alfa.c3"]
    private static let alfaUsers = [
        "alfa.admin", "alfa.user", "alfa.wide", "alfa.marketing", "alfa.notify", "alfa.lonely", "alfa.empty",
        "alfa.buying",
    ]

    private static let assigned: [Case] = [
        "customer", "contact", "contract", "acv_snapshot", "task",
    ].flatMap { table in
        [
            Case("operator", table, []),
            Case("alfa.admin", table, alfaCustomers),
            Case("alfa.user", table, ["alfa.c1"]),
            Case("alfa.wide", table, mssp),
            Case("alfa.marketing", table, []),
            Case("alfa.notify", table, []),
            Case("alfa.lonely", table, []),
            Case("alfa.empty", table, []),
            Case("alfa.buying", table, []),
            Case("beta.admin", table, ["beta.c1"]),
            Case("beta.user", table, ["beta.c1"]),
            Case("alfa.boss", table, ["alfa.c1"]),
            Case("alfa.guest", table, ["alfa.c1"]),
            Case("alfa.invited", table, []),
            Case("beta.boss", table, ["beta.c1"]),
            Case("nobody", table, []),
        ]
    }

    private static let portals: [Case] =
        ["operator", "alfa.marketing", "alfa.empty", "alfa.buying", "alfa.invited", "nobody"].flatMap { viewer in
            [Case(viewer, "customer_portal", []), Case(viewer, "portal_user", [])]
        }
        + ["alfa.admin", "alfa.user", "alfa.wide", "alfa.boss"].flatMap { viewer in
            [
                Case(viewer, "customer_portal", ["alfa.c1"]),
                Case(viewer, "portal_user", ["alfa.boss", "alfa.guest", "alfa.invited"]),
            ]
        } + [Case("alfa.guest", "customer_portal", ["alfa.c1"]), Case("alfa.guest", "portal_user", ["alfa.guest"])]
        + ["beta.user", "beta.boss"].flatMap { viewer in
            [Case(viewer, "customer_portal", ["beta.c1"]), Case(viewer, "portal_user", ["beta.boss"])]
        }

    private static let invoices: [Case] = ["invoice", "invoice_line"].flatMap { table in
        [
            Case("operator", table, alfaCustomers + ["beta.c1", "alfa.whole"]),
            Case("alfa.admin", table, alfaCustomers + ["alfa.whole"]),
            Case("alfa.user", table, ["alfa.c1"]),
            Case("alfa.wide", table, mssp + ["alfa.whole"]),
            Case("alfa.marketing", table, []),
            Case("alfa.empty", table, []),
            Case("beta.user", table, ["beta.c1"]),
            Case("nobody", table, []),
        ]
    }

    private static let used: [Case] = ["usage_reading", "usage_counter"].flatMap { table in
        [
            Case("operator", table, alfaCustomers + ["beta.c1"]),
            Case("alfa.admin", table, alfaCustomers),
            Case("alfa.user", table, ["alfa.c1"]),
            Case("alfa.wide", table, mssp),
            Case("alfa.marketing", table, []),
            Case("alfa.empty", table, []),
            Case("beta.user", table, ["beta.c1"]),
            Case("nobody", table, []),
        ]
    }

    private static let partnerships: [Case] = ["partnership", "reporting_period"].flatMap { table in
        [
            Case("operator", table, ["alfa.mssp", "alfa.resale", "alfa.buyer", "beta.mssp", "beta.buyer"]),
            Case("alfa.admin", table, ["alfa.mssp", "alfa.resale", "alfa.buyer"]),
            Case("alfa.user", table, ["alfa.mssp"]),
            Case("alfa.marketing", table, ["alfa.mssp"]),
            Case("alfa.lonely", table, []),
            Case("alfa.buying", table, ["alfa.buyer"]),
            Case("nobody", table, []),
        ]
    }

    private static let products: [Case] = [
        Case("operator", "product", ["product"]), Case("alfa.admin", "product", ["product"]),
        Case("alfa.lonely", "product", ["product"]), Case("alfa.notify", "product", []),
        Case("nobody", "product", []),
    ]

    private static let invitations: [Case] =
        [
            Case("alfa.admin", "invitation", ["alfa.user", "alfa.invited"]),
            Case("beta.admin", "invitation", ["beta.user"]),
        ]
        + ["operator", "alfa.user", "alfa.wide", "alfa.marketing", "alfa.boss", "alfa.guest", "nobody"].map {
            Case($0, "invitation", [])
        }

    private static let journals: [Case] = ["audit_event", "audit_detail", "audit_change", "audit_chain"].flatMap {
        table in
        [
            Case("operator", table, ["operator"]),
            Case("alfa.admin", table, ["alfa.user"]),
            Case("beta.admin", table, ["beta.user"]),
            Case("alfa.user", table, []),
            Case("alfa.marketing", table, []),
            Case("alfa.boss", table, []),
            Case("alfa.guest", table, []),
            Case("nobody", table, []),
        ]
    }

    private static let mails: [Case] =
        [Case("operator", "mail", ["alfa", "beta"])]
        + ["alfa.admin", "alfa.user", "alfa.marketing", "alfa.boss", "alfa.mssp", "nobody"].map { Case($0, "mail", []) }

    private static let sessions: [Case] =
        ["operator", "alfa.admin", "alfa.user", "alfa.marketing", "alfa.boss", "alfa.guest", "beta.admin"].map {
            Case($0, "session", [$0])
        } + ["alfa.notify", "alfa.invited", "alfa.mssp", "nobody"].map { Case($0, "session", []) }

    private static let providers: [Case] = ["identity_provider", "identity_domain"].flatMap { table in
        [
            Case("operator", table, ["alfa", "alfa.c1", "beta"]), Case("alfa.admin", table, ["alfa", "alfa.c1"]),
            Case("beta.admin", table, ["beta"]),
        ]
            + ["alfa.user", "alfa.wide", "alfa.marketing", "alfa.boss", "alfa.guest", "alfa.mssp", "nobody"].map {
                Case($0, table, [])
            }
    }

    private static let keys: [Case] = [
        Case("alfa.admin", "api_key", ["alfa.mssp", "alfa.resale"]), Case("beta.admin", "api_key", ["beta.mssp"]),
        Case("operator", "api_key", []), Case("alfa.user", "api_key", []), Case("alfa.wide", "api_key", []),
        Case("alfa.marketing", "api_key", []), Case("alfa.boss", "api_key", []), Case("nobody", "api_key", []),
        Case("alfa.mssp", "api_key", []),
        Case("alfa.mssp", "customer", ["alfa.c1", "alfa.c2", "alfa.c3"]),
        Case("alfa.resale", "customer", ["alfa.r1"]), Case("beta.mssp", "customer", ["beta.c1"]),
        Case("alfa.resale", "partnership", ["alfa.resale"]), Case("alfa.mssp", "app_user", []),
        Case("alfa.mssp", "audit_event", []),
    ]

    private static let organizations: [Case] = [
        Case("operator", "organization", ["alfa", "beta"]),
        Case("alfa.admin", "organization", ["alfa"]),
        Case("alfa.user", "organization", ["alfa"]),
        Case("alfa.marketing", "organization", ["alfa"]),
        Case("alfa.notify", "organization", []),
        Case("beta.admin", "organization", ["beta"]),
        Case("nobody", "organization", []),
    ]

    private static let people: [Case] = [
        Case("operator", "app_user", alfaUsers + ["beta.admin", "beta.user"]),
        Case("alfa.admin", "app_user", alfaUsers),
        Case("alfa.user", "app_user", ["alfa.user"]),
        Case("alfa.marketing", "app_user", ["alfa.marketing"]),
        Case("nobody", "app_user", []),
        Case(
            "alfa.admin", "membership",
            ["alfa.user", "alfa.wide", "alfa.marketing", "alfa.notify", "alfa.empty", "alfa.buying"]),
        Case("alfa.user", "membership", ["alfa.user"]),
        Case("alfa.marketing", "membership", ["alfa.marketing"]),
        Case("alfa.lonely", "membership", []),
        Case("beta.admin", "membership", ["beta.user"]),
        Case("operator", "membership", []),
        Case("nobody", "membership", []),
        Case("alfa.admin", "assignment", ["alfa.c1"]),
        Case("alfa.user", "assignment", ["alfa.c1"]),
        Case("alfa.wide", "assignment", []),
        Case("beta.admin", "assignment", []),
        Case("operator", "assignment", []),
    ]

    private static let leads: [Case] =
        ["lead", "delivery"].flatMap { table in
            [
                Case("alfa.admin", table, ["lead.alfa"]),
                Case("alfa.buying", table, ["lead.alfa"]),
                Case("alfa.wide", table, []),
                Case("alfa.marketing", table, []),
                Case("beta.admin", table, ["lead.beta"]),
                Case("beta.user", table, []),
                Case("nobody", table, []),
            ]
        } + [
            Case("operator", "lead", ["lead.alfa", "lead.queued", "lead.beta", "lead.nobody"]),
            Case("operator", "delivery", ["lead.alfa", "lead.queued", "lead.beta"]),
        ]

    /// Who looked at a customer's data is told to the admin of its portal.
    private static let readings: [Case] =
        [Case("alfa.boss", "customer_read", ["alfa.c1"]), Case("beta.boss", "customer_read", ["beta.c1"])]
        + [
            "operator", "alfa.admin", "alfa.user", "alfa.wide", "alfa.marketing", "alfa.guest", "alfa.invited",
            "alfa.mssp", "nobody",
        ].map { Case($0, "customer_read", []) }

    /// When somebody is sent summaries is their own business, and that of the company's admins.
    private static let preferences: [Case] =
        [
            Case("alfa.admin", "notification_preference", alfaUsers),
            Case("beta.admin", "notification_preference", ["beta.admin", "beta.user"]),
        ]
        + ["alfa.user", "alfa.wide", "alfa.marketing", "beta.user"].map { Case($0, "notification_preference", [$0]) }
        + ["operator", "alfa.notify", "alfa.boss", "alfa.guest", "alfa.invited", "alfa.mssp", "nobody"].map {
            Case($0, "notification_preference", [])
        }

    /// What is nothing to look at for whoever views as somebody.
    private static let ofOneself = ["session", "api_key", "notification_preference"]

    /// Whoever views as somebody sees what that person sees, but for what is that person's alone.
    private static let viewed: [Case] = World.viewedAs.flatMap { who, whom in
        inPerson.filter { $0.viewer == whom }.map {
            Case("\(who) as \(whom)", $0.table, ofOneself.contains($0.table) ? [] : $0.visible)
        }
    }

    static let all: [Case] = inPerson + viewed

    private static let inPerson: [Case] = [
        assigned, portals, judged, kit, invoices, used, partnerships, products, organizations, people, leads, journals,
        invitations,
        keys, mails, sessions, providers, readings, preferences,
    ].flatMap(\.self)

    @Test(
        "D0-02 D0-04 D0-49 D0-50 D0-52 D0-57 D1-02 D2-01 D2-02 D2-03 D2-12 D4-18 Each viewer reads exactly its rows",
        arguments: all)
    func readsItsRows(_ example: Case) throws {
        let session = try world.app()
        try session.transaction {
            try session.enter(example.viewer)
            let seen = try session.ids("SELECT id FROM \(Identifier(example.table))").map(World.name)
            #expect(seen.sorted() == example.visible.sorted())
        }
    }

    @Test("A connection that another viewer used before shows nothing of it", arguments: ["alfa.admin", "operator"])
    func usedConnection(first: String) throws {
        let session = try world.app()
        let tables = [
            "organization", "partnership", "app_user", "customer", "contact", "invoice", "lead", "delivery", "product",
            "reporting_period", "usage_reading", "usage_counter", "contract", "acv_snapshot", "task", "customer_portal",
            "portal_user", "engagement_metric", "churn_assessment", "churn_factor", "partner_kit_asset", "audit_event",
            "audit_detail", "audit_change", "audit_chain", "invitation", "session", "identity_provider",
            "identity_domain", "customer_read", "notification_preference",
        ]
        try session.transaction { () throws in #expect(try session.enter(first)) }
        // Now the settings are '' and no longer NULL.
        for table in tables { #expect(try session.ids("SELECT id FROM \(Identifier(table))").isEmpty) }
        try session.transaction { () throws in
            #expect(try session.enter("beta.user"))
            #expect(try session.ids("SELECT id FROM customer").map(World.name) == ["beta.c1"])
        }
        try session.transaction { () throws in
            #expect(try session.enter("nobody") == false)
            for table in tables { #expect(try session.ids("SELECT id FROM \(Identifier(table))").isEmpty) }
        }
    }

    @Test("A second viewer in the same transaction replaces the first")
    func replacedViewer() throws {
        let session = try world.app()
        try session.transaction { () throws in
            #expect(try session.enter("alfa.admin"))
            #expect(try session.enter("beta.admin"))
            #expect(try session.ids("SELECT id FROM customer").map(World.name) == ["beta.c1"])
            #expect(try session.enter("nobody") == false)
            #expect(try session.ids("SELECT id FROM customer").isEmpty)
        }
    }

    @Test("D0-23 D1-02 A portal sees its own customer, a key its own partnership, and both no more")
    func portalsAndKeys() throws {
        let session = try world.app()
        func visible(
            _ role: String, customer: String = "", partnership: String = "", in table: String
        ) throws -> [String] {
            try session.transaction {
                let ids = [customer, partnership].map { $0.isEmpty ? "" : World.id($0).description }
                let viewer = ([role, World.id("alfa").description, ""] + ids).joined(separator: "|")
                try session.execute("SELECT set_config('portico.viewer', '\(viewer)', true)")
                return try session.ids("SELECT id FROM \(Identifier(table))").map(World.name).sorted()
            }
        }
        for role in ["PORTAL_ADMIN", "PORTAL_USER"] {
            for table in ["customer", "contact", "invoice", "invoice_line", "usage_counter", "contract"] {
                #expect(try visible(role, customer: "alfa.c2", in: table) == ["alfa.c2"])
                #expect(try visible(role, customer: "beta.c1", in: table) == [])
            }
            for table in [
                "organization", "partnership", "app_user", "lead", "delivery", "assignment", "engagement_metric",
                "churn_assessment", "churn_factor", "partner_kit_asset",
            ] {
                #expect(try visible(role, customer: "alfa.c2", in: table) == [])
            }
        }
        for table in [
            "customer", "contact", "invoice", "usage_counter", "contract", "acv_snapshot", "engagement_metric",
            "churn_assessment", "churn_factor",
        ] {
            #expect(try visible("INTEGRATION", partnership: "alfa.resale", in: table) == ["alfa.r1"])
            #expect(try !visible("INTEGRATION", partnership: "alfa.mssp", in: table).contains("alfa.r1"))
            #expect(try visible("INTEGRATION", partnership: "beta.mssp", in: table) == [])
        }
        for table in ["partnership", "reporting_period"] {
            #expect(try visible("INTEGRATION", partnership: "alfa.resale", in: table) == ["alfa.resale"])
            #expect(try visible("INTEGRATION", partnership: "beta.mssp", in: table) == [])
        }
        for table in ["app_user", "partner_kit_asset"] {
            #expect(try visible("INTEGRATION", partnership: "alfa.resale", in: table) == [])
        }
        #expect(try visible("INTEGRATION", partnership: "alfa.mssp", in: "audit_event") == [])
    }

    @Test("The worker and the owner see no row of a tenant", arguments: ["portico_worker", "portico_owner"])
    func otherRoles(role: String) throws {
        let session = try DirectSession(world.database.connectionString, role: role)
        for table in ["organization", "customer", "invoice", "app_user"] {
            let count = try? session.count("SELECT count(*) FROM \(Identifier(table))")
            #expect(count ?? 0 == 0)
        }
    }

    @Test(
        "The app reads no secret",
        arguments: [
            "SELECT password_hash FROM app_user", "SELECT password_hash FROM portal_user", "SELECT * FROM app_user",
            "SELECT FROM operator_user",
            "SELECT token_hash FROM session", "SELECT viewer FROM session", "SELECT FROM api_key_secret",
            "SELECT FROM sign_in_attempt",
            "SELECT client_secret FROM identity_provider", "SELECT FROM federated_identity",
            "SELECT FROM federated_sign_in", "SELECT FROM outbox_event", "SELECT token_hash FROM invitation",
            "SELECT FROM outbox_reader",
        ])
    func secrets(query: String) throws {
        let session = try world.app()
        #expect(try session.refusal(of: query) == "42501")
    }
}
