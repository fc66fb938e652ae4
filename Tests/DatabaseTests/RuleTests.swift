import Postgres
import SQLText
import TestSupport
import Testing

/// What the database refuses whoever writes: here a superuser, whom no policy holds back.
@Suite struct RuleTests {
    let world: World
    let session: DirectSession

    init() throws {
        world = try World.shared.get()
        session = try world.administrator()
        try session.execute("BEGIN")
    }

    private static let alfa = World.id("alfa")
    private static let beta = World.id("beta")

    /// A statement, and the SQLSTATE that it's refused with.
    struct Refused: Sendable, CustomTestStringConvertible {
        let what: String
        let state: String
        let script: String

        var testDescription: String { what }
    }

    private static let tenants: [Refused] = [
        Refused(
            what: "a customer of another organization's partnership", state: "23503",
            script: """
                insert into customer (organization_id, partnership_id, name, email)
                values ('\(alfa)', '\(World.id("beta.mssp"))', 'x', 'x@x.test')
                """),
        Refused(
            what: "a contact of another organization's customer", state: "23503",
            script: """
                insert into contact (organization_id, partnership_id, customer_id, type, name)
                values ('\(alfa)', '\(World.id("alfa.mssp"))', '\(World.id("beta.c1"))', 'SALES', 'x')
                """),
        Refused(
            what: "a contact under another partnership than its customer's", state: "23503",
            script: """
                insert into contact (organization_id, partnership_id, customer_id, type, name)
                values ('\(alfa)', '\(World.id("alfa.resale"))', '\(World.id("alfa.c1"))', 'SALES', 'x')
                """),
        Refused(
            what: "a membership in another organization's partnership", state: "23503",
            script: """
                insert into membership (organization_id, partnership_id, user_id)
                values ('\(alfa)', '\(World.id("beta.mssp"))', '\(World.id("alfa.lonely"))')
                """),
        Refused(
            what: "a membership of another organization's user", state: "23503",
            script: """
                insert into membership (organization_id, partnership_id, user_id)
                values ('\(beta)', '\(World.id("beta.mssp"))', '\(World.id("alfa.lonely"))')
                """),
        Refused(
            what: "D2-01 an assignment of another partnership's customer", state: "23503",
            script: """
                insert into assignment (organization_id, partnership_id, membership_id, user_id, customer_id)
                select organization_id, partnership_id, id, user_id, '\(World.id("alfa.r1"))' from membership
                where user_id = '\(World.id("alfa.user"))'
                """),
        Refused(
            what: "an invoice for another organization's customer", state: "23503",
            script: """
                insert into invoice (organization_id, partnership_id, customer_id, number, issued_on, due_on, time_zone,
                    currency, total_minor)
                values ('\(alfa)', '\(World.id("alfa.mssp"))', '\(World.id("beta.c1"))', 'n', '2026-01-01', '2026-01-02',
                    'UTC', 'EUR', 1)
                """),
        Refused(
            what: "a line that names another customer than its invoice", state: "23503",
            script: line(customer: "'\(World.id("alfa.c2"))'", currency: "EUR")),
        Refused(
            what: "a line without the customer of its invoice", state: "23503",
            script: line(customer: "null", currency: "EUR")),
        Refused(
            what: "a line in another currency than its invoice", state: "23503",
            script: line(customer: "'\(World.id("alfa.c1"))'", currency: "SEK")),
        Refused(
            what: "a delivery to another organization's partnership", state: "23503",
            script: """
                insert into delivery (organization_id, partnership_id, lead_id, currency)
                values ('\(alfa)', '\(World.id("beta.buyer"))', '\(World.id("lead.nobody"))', 'EUR')
                """),
    ]

    private static func line(customer: String, currency: String) -> String {
        """
        insert into invoice_line (organization_id, partnership_id, customer_id, invoice_id, position, kind, description,
            quantity, unit_price_minor, amount_minor, currency)
        values ('\(alfa)', '\(World.id("alfa.mssp"))', \(customer), '\(World.id("alfa.c1"))', 2, 'USAGE', 'x', 1, 0, 0,
            '\(currency)')
        """
    }

    @Test("A row can't hang on another tenant's row", arguments: tenants)
    func tenantsStayApart(_ refused: Refused) throws {
        #expect(try session.refusal(of: refused.script) == refused.state)
    }

    private static func user(email: String = "new@x.test", rest: String = "'USER', 'ACTIVE', null") -> String {
        """
        insert into app_user (organization_id, name, email, role, status, password_hash)
        values ('\(alfa)', 'New', '\(email)', \(rest))
        """
    }

    private static func customer(_ columns: String, _ values: String) -> String {
        """
        insert into customer (organization_id, partnership_id, \(columns))
        values ('\(alfa)', '\(World.id("alfa.mssp"))', \(values))
        """
    }

    private static let values: [Refused] = [
        Refused(what: "an e-mail in capitals", state: "23514", script: user(email: "New@x.test")),
        Refused(what: "an e-mail with a space at its end", state: "23514", script: user(email: "new@x.test ")),
        Refused(what: "an e-mail that is none", state: "23514", script: user(email: "new")),
        Refused(
            what: "an e-mail that another organization's user has", state: "23505",
            script: user(email: "beta.admin@world.test")),
        Refused(what: "a role that there isn't", state: "23514", script: user(rest: "'OWNER', 'ACTIVE', null")),
        Refused(what: "a status that there isn't", state: "23514", script: user(rest: "'USER', 'GONE', null")),
        Refused(
            what: "D2-14 a password for a user who only gets mails", state: "23514",
            script: user(rest: "'NOTIFICATIONS', 'ACTIVE', 'hash'")),
        Refused(
            what: "a customer's name twice in a partnership, whatever its case", state: "23505",
            script: customer("name, email", "'ALFA.C1', 'x@x.test'")),
        Refused(
            what: "a customer without an e-mail", state: "23502", script: customer("name", "'x'")),
        Refused(
            what: "a customer with an empty name", state: "23514", script: customer("name, email", "'', 'x@x.test'")),
        Refused(
            what: "a country that is no code", state: "23514",
            script: customer("name, email, country", "'x', 'x@x.test', 'no'")),
        Refused(
            what: "a trial of a regular customer", state: "23514",
            script: customer("name, email, trial_ends_on", "'x', 'x@x.test', '2026-01-01'")),
        Refused(
            what: "G-03 a second contact of a type", state: "23505",
            script: """
                insert into contact (organization_id, partnership_id, customer_id, type, name)
                values ('\(alfa)', '\(World.id("alfa.mssp"))', '\(World.id("alfa.c1"))', 'TECHNICAL', 'x')
                """),
        Refused(
            what: "a time zone that there isn't", state: "22023",
            script: "update organization set time_zone = 'Europe/Atlantis' where name = 'alfa'"),
        Refused(
            what: "a reporting period that starts on the 29th", state: "23514",
            script: "update partnership set period_anchor_day = 29"),
        Refused(
            what: "a lead delivered twice to a partnership", state: "23505",
            script: """
                insert into delivery (organization_id, partnership_id, lead_id, currency)
                values ('\(alfa)', '\(World.id("alfa.buyer"))', '\(World.id("lead.alfa"))', 'EUR')
                """),
        Refused(
            what: "a delivered lead without a price", state: "23514",
            script: "update delivery set status = 'DELIVERED', delivered_at = now() where status = 'QUEUED'"),
        Refused(
            what: "a session of both realms", state: "23514",
            script: """
                insert into session (realm, user_id, operator_user_id, token_hash, expires_at)
                values ('PARTNER', '\(World.id("alfa.user"))', '\(World.id("operator"))', sha256('x'), now())
                """),
    ]

    @Test("A value that can't be is refused", arguments: values)
    func impossibleValues(_ refused: Refused) throws {
        #expect(try session.refusal(of: refused.script) == refused.state)
    }

    @Test("The statements that are refused differ from allowed ones in what they say they do")
    func allowedValues() throws {
        try session.execute(Self.user())
        try session.execute(Self.user(email: "mail@x.test", rest: "'NOTIFICATIONS', 'ACTIVE', null"))
        try session.execute(Self.customer("name, email, country", "'x', 'x@x.test', 'NO'"))
        try session.execute(
            Self.customer("name, email, kind, trial_ends_on", "'y', 'x@x.test', 'EVALUATION', '2026-01-01'"))
    }

    @Test(
        "G-03 a customer has one contact of each of four types at most, and one person may be several",
        arguments: [("SALES", "23505"), ("SUPPORT", "23514")])
    func contactTypes(type: String, state: String) throws {
        func adding(_ types: String) -> String {
            """
            insert into contact (organization_id, partnership_id, customer_id, type, name, email)
            select c.organization_id, c.partnership_id, c.id, t.type, 'Ada', 'ada@x.test'
            from customer c, unnest(array[\(types)]) t (type) where c.name = 'alfa.c1'
            """
        }
        try session.execute("delete from contact where customer_id = '\(World.id("alfa.c1"))'")
        try session.execute(adding("'SALES', 'CUSTOMER_SUCCESS', 'FINANCE', 'TECHNICAL'"))
        #expect(try session.refusal(of: adding("'\(type)'")) == state)
    }

    @Test("Every change of a row that clients edit counts its version up, and nothing else does")
    func versions() throws {
        try session.execute("update customer set phone = '1' where name = 'alfa.c1'")
        try session.execute("update customer set phone = '2', version = 40 where name = 'alfa.c1'")
        try session.execute("update app_user set last_login_at = now()")
        #expect(try session.run("SELECT version FROM customer WHERE name = 'alfa.c1'").int4(0, 0) == 3)
        #expect(try session.run("SELECT max(version) FROM app_user").int4(0, 0) == 1)
    }

    @Test("A search text holds the searched values in lower case, and no match goes across two of them")
    func searchText() throws {
        try session.execute(Self.customer("name, email, external_ref", "'ÅLESUND Øl', 'post@x.test', 'R-1'"))
        let text = try session.run("SELECT search_text FROM customer WHERE external_ref = 'R-1'").text(0, 0)
        #expect(text == "ålesund øl\npost@x.test\nr-1")
    }

    @Test(
        "A user is found by the name as it is written and without its accents",
        arguments: [
            ("Per NYGÅRD", "per nygård", "per nygard"), ("Zoe\u{308} Núñez", "zoe\u{308} núñez", "zoe nunez"),
            ("がく 한글", "がく 한글", "がく 한글"), ("Łukasz", "łukasz", "łukasz"),
        ])
    func searchedUsers(name: String, lower: String, plain: String) throws {
        try session.execute("update app_user set name = '\(name)' where name = 'alfa.wide'")
        let rows = try session.run("SELECT search_text FROM app_user WHERE email = 'alfa.wide@world.test'")
        let text = rows.text(0, 0)
        let lines = [lower, "alfa.wide@world.test", plain]
        #expect(text.map { Array($0.utf8) } == Array(lines.joined(separator: "\n").utf8))
    }

    @Test("Ids made by the database are of version 7 and sort by time")
    func uuids() throws {
        let ids = try session.ids("SELECT uuidv7() FROM generate_series(1, 3) i, pg_sleep(0.002 * i)")
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == 3)
        #expect(ids.allSatisfy { $0.high >> 12 & 0xF == 7 && $0.low >> 62 == 2 })
    }
}
