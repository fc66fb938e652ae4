import Postgres
import SQLText
import TestSupport

/// Two partner companies with a little of everything, each row named after what it is: `alfa.user`, `beta.c1`.
///
/// Alfa has an MSSP, a reseller and a lead-buying partnership; Beta an MSSP and a lead-buying one. Every customer has
/// one contact, one invoice and one line, called like the customer, and so one of everything else that it has;
/// `alfa.whole` is an invoice of a partnership, and a reporting period is called like its partnership, and a session like its person. `alfa.c1` and
/// `beta.c1` have a portal, with `alfa.boss` and `beta.boss` as admins.
final class World: Sendable {
    let database: TestDatabase

    init() throws {
        database = try TestDatabase.migrated()
        let session = try database.session(asAdministrator: true)
        try session.transaction {
            for script in [
                Self.partners, Self.customers, Self.portals, Self.invoices, Self.usage, Self.contracts, Self.engagement,
                Self.kit, Self.leads, Self.sessions, Self.views, Self.reads, Self.keys, Self.journal, Self.mails,
                Self.providers,
            ] {
                try session.execute(script)
            }
        }
    }

    /// One for all tests that only read.
    static let shared = Result { try World() }

    /// A session of the app's, as a request has it.
    func app() throws -> DirectSession {
        try DirectSession(database.connectionString, role: "portico_app")
    }

    /// A session that nothing holds back.
    func administrator() throws -> DirectSession {
        try database.session(asAdministrator: true)
    }

    private static let names = [
        "alfa", "beta", "alfa.mssp", "alfa.resale", "alfa.buyer", "beta.mssp", "beta.buyer", "alfa.admin",
        "alfa.user", "alfa.wide", "alfa.marketing", "alfa.notify", "alfa.lonely", "alfa.empty", "alfa.buying",
        "beta.admin", "beta.user", "alfa.c1", "alfa.c2", "alfa.c3", "alfa.r1", "beta.c1", "alfa.whole", "lead.alfa",
        "lead.queued", "lead.beta", "lead.nobody", "operator", "product",
        "alfa.boss", "alfa.guest", "alfa.invited", "beta.boss", "kit.ALL", "kit.MSSP", "kit.RESELLER",
        "kit.LEAD_BUYER", "kit.later",
    ]

    /// The id of everything that has a name: one name serves a customer, its contact, its invoice and its line, or a
    /// user and the membership.
    static func id(_ name: String) -> RowID {
        RowID(high: 0x7000, low: 0x8000_0000_0000_0000 | UInt64((names.firstIndex(of: name) ?? 99) + 1))
    }

    static func name(of id: RowID) -> String {
        let index = Int(id.low & 0xFFFF) - 1
        return names.indices.contains(index) ? names[index] : "\(id)"
    }

    /// What the sessions' secrets hash to: the hash of the user's name.
    static func token(_ name: String) -> String { "sha256('\(name)')" }

    private static func user(_ name: String, _ role: String) -> String {
        "('\(id(name))', '\(id(String(name.prefix(4))))', '\(name)', '\(name)@world.test', '\(role)', 'ACTIVE')"
    }

    private static func membership(_ user: String, _ partnership: String, _ access: String = "ALL") -> String {
        "('\(id(user))', '\(id(String(user.prefix(4))))', '\(id(partnership))', '\(id(user))', '\(access)')"
    }

    private static let partners = """
        insert into organization (id, name, is_demonstration) values
            ('\(id("alfa"))', 'alfa', true), ('\(id("beta"))', 'beta', true);
        insert into partnership (id, organization_id, type, name, currency) values
            ('\(id("alfa.mssp"))', '\(id("alfa"))', 'MSSP', 'alfa.mssp', 'EUR'),
            ('\(id("alfa.resale"))', '\(id("alfa"))', 'RESELLER', 'alfa.resale', 'EUR'),
            ('\(id("alfa.buyer"))', '\(id("alfa"))', 'LEAD_BUYER', 'alfa.buyer', 'EUR'),
            ('\(id("beta.mssp"))', '\(id("beta"))', 'MSSP', 'beta.mssp', 'EUR'),
            ('\(id("beta.buyer"))', '\(id("beta"))', 'LEAD_BUYER', 'beta.buyer', 'EUR');
        insert into app_user (id, organization_id, name, email, role, status) values
            \(user("alfa.admin", "ADMIN")), \(user("alfa.user", "USER")), \(user("alfa.wide", "USER")),
            \(user("alfa.marketing", "MARKETING")), \(user("alfa.notify", "NOTIFICATIONS")),
            \(user("alfa.lonely", "USER")), \(user("alfa.empty", "USER")), \(user("alfa.buying", "USER")),
            \(user("beta.admin", "ADMIN")), \(user("beta.user", "USER"));
        update notification_preference set id = user_id;
        insert into operator_user (id, name, email) values
            ('\(id("operator"))', 'operator', 'operator@world.test');
        insert into membership (id, organization_id, partnership_id, user_id, customer_access) values
            \(membership("alfa.user", "alfa.mssp", "ASSIGNED")), \(membership("alfa.wide", "alfa.mssp")),
            \(membership("alfa.marketing", "alfa.mssp")), \(membership("alfa.notify", "alfa.mssp")),
            \(membership("alfa.empty", "alfa.mssp", "ASSIGNED")), \(membership("alfa.buying", "alfa.buyer")),
            \(membership("beta.user", "beta.mssp"));
        """

    private static let customers = """
        insert into customer (id, organization_id, partnership_id, name, email)
            select c.id::uuid, p.organization_id, p.id, c.name, c.name || '@world.test'
            from (values ('\(id("alfa.c1"))', 'alfa.c1', 'alfa.mssp'), ('\(id("alfa.c2"))', 'alfa.c2', 'alfa.mssp'),
                ('\(id("alfa.c3"))', 'alfa.c3', 'alfa.mssp'), ('\(id("alfa.r1"))', 'alfa.r1', 'alfa.resale'),
                ('\(id("beta.c1"))', 'beta.c1', 'beta.mssp')) c (id, name, partnership)
            join partnership p on p.name = c.partnership;
        insert into contact (id, organization_id, partnership_id, customer_id, type, name)
            select id, organization_id, partnership_id, id, 'TECHNICAL', name from customer;
        insert into assignment (id, organization_id, partnership_id, membership_id, user_id, customer_id)
            select c.id, m.organization_id, m.partnership_id, m.id, m.user_id, c.id
            from membership m join customer c on c.name = 'alfa.c1' where m.user_id = '\(id("alfa.user"))';
        """

    private static let invoices = """
        insert into invoice (id, organization_id, partnership_id, customer_id, number, issued_on, due_on, time_zone,
            currency, total_minor)
            select id, organization_id, partnership_id, id, name, '2026-01-01', '2026-01-31', 'UTC', 'EUR', 600
            from customer;
        insert into invoice (id, organization_id, partnership_id, number, issued_on, due_on, time_zone, currency,
            total_minor)
            select '\(id("alfa.whole"))', organization_id, id, 'alfa.whole', '2026-01-01', '2026-01-31', 'UTC', 'EUR',
                600
            from partnership where name = 'alfa.mssp';
        insert into invoice_line (id, organization_id, partnership_id, customer_id, invoice_id, position, kind,
            description, quantity, unit_price_minor, amount_minor, currency)
            select id, organization_id, partnership_id, customer_id, id, 1, 'USAGE', 'Usage', 3, 200, 600, 'EUR'
            from invoice;
        """

    private static func portalUser(_ name: String, _ customer: String, _ state: String = "ENABLED") -> String {
        "('\(id(name))'::uuid, '\(name)', '\(customer)', '\(state)')"
    }

    private static let portals = """
        insert into customer_portal (id, organization_id, partnership_id, customer_id, slug, admin_user_id)
            select id, organization_id, partnership_id, id, left(name, 4) || '-portal',
                case name when 'alfa.c1' then '\(id("alfa.boss"))'::uuid else '\(id("beta.boss"))'::uuid end
            from customer where name in ('alfa.c1', 'beta.c1');
        insert into portal_user (id, organization_id, partnership_id, customer_id, portal_id, name, email, state)
            select u.id, c.organization_id, c.partnership_id, c.id, c.id, u.name, u.name || '@world.test', u.state
            from (values \(portalUser("alfa.boss", "alfa.c1")), \(portalUser("alfa.guest", "alfa.c1")),
                \(portalUser("alfa.invited", "alfa.c1", "UNCONFIRMED")), \(portalUser("beta.boss", "beta.c1")))
                u (id, name, customer, state)
            join customer c on c.name = u.customer;
        """

    private static let usage = """
        insert into product (id, code, name, unit) values ('\(id("product"))', 'NET', 'Network', 'assets');
        insert into reporting_period (id, organization_id, partnership_id, start_on, end_on)
            select id, organization_id, id, '2026-01-01', '2026-02-01' from partnership;
        insert into usage_reading (id, organization_id, partnership_id, customer_id, product_id, observed_at, quantity,
            source, source_key)
            select id, organization_id, partnership_id, id, '\(id("product"))', '2026-01-15 12:00Z', 7, 'world', name
            from customer;
        update usage_counter set id = customer_id;
        """

    private static let contracts = """
        insert into contract (id, organization_id, partnership_id, customer_id, product_id, quantity, unit_price_minor,
            currency, starts_on, ends_on, time_zone)
            select id, organization_id, partnership_id, id, '\(id("product"))', 3, 200, 'EUR', '2026-01-01',
                '2026-12-31', 'UTC'
            from customer;
        insert into acv_snapshot (id, organization_id, partnership_id, customer_id, day, amount_minor, currency)
            select id, organization_id, partnership_id, id, '2026-01-15', 600, 'EUR' from customer;
        insert into task (id, organization_id, partnership_id, customer_id, type, severity, contract_id, cause)
            select id, organization_id, partnership_id, customer_id, 'CONTRACT_RENEWAL', 'LOW', id, 'renewal'
            from contract;
        """

    private static let engagement = """
        insert into engagement_metric (id, organization_id, partnership_id, customer_id, day, logins, active_users,
            scans, last_activity_at)
            select id, organization_id, partnership_id, id, '2026-01-15', 4, 2, 3, '2026-01-14 12:00Z' from customer;
        insert into churn_assessment (id, organization_id, partnership_id, customer_id, day, score, model_version)
            select id, organization_id, partnership_id, id, '2026-01-15', 50, 1 from customer;
        insert into churn_factor (id, organization_id, partnership_id, customer_id, assessment_id, code, weight, value,
            threshold)
            select id, organization_id, partnership_id, id, id, 'INACTIVE_SCANNER', 100, 15, 30 from customer;
        """

    private static func asset(_ audience: String, _ name: String, _ published: String = "2026-01-01") -> String {
        "('\(id(name))'::uuid, '\(name)', '\(audience)', '\(published)'::timestamptz)"
    }

    private static let kit = """
        create temporary table made on commit drop as
            select * from (values \(asset("ALL", "kit.ALL")), \(asset("MSSP", "kit.MSSP")),
                \(asset("RESELLER", "kit.RESELLER")), \(asset("LEAD_BUYER", "kit.LEAD_BUYER")),
                \(asset("ALL", "kit.later", "2999-01-01"))) a (id, name, audience, published_at);
        insert into partner_kit_file (sha256, content) select encode(sha256(name::bytea), 'hex'), name::bytea from made;
        insert into partner_kit_asset (id, title, kind, locale, version, file_name, media_type, sha256, size, audience,
            published_at)
            select id, name, 'OTHER', 'en', '1', name || '.txt', 'text/plain', encode(sha256(name::bytea), 'hex'),
                length(name::bytea), audience, published_at
            from made;
        """

    private static let leads = """
        insert into lead (id, name) values ('\(id("lead.alfa"))', 'lead.alfa'), ('\(id("lead.queued"))', 'lead.queued'),
            ('\(id("lead.beta"))', 'lead.beta'), ('\(id("lead.nobody"))', 'lead.nobody');
        insert into delivery (id, organization_id, partnership_id, lead_id, status, price_minor, currency, delivered_at)
            values
            ('\(id("lead.alfa"))', '\(id("alfa"))', '\(id("alfa.buyer"))', '\(id("lead.alfa"))', 'DELIVERED', 4500,
                'EUR', now()),
            ('\(id("lead.queued"))', '\(id("alfa"))', '\(id("alfa.buyer"))', '\(id("lead.queued"))', 'QUEUED', null,
                'EUR', null),
            ('\(id("lead.beta"))', '\(id("beta"))', '\(id("beta.buyer"))', '\(id("lead.beta"))', 'ACCEPTED', 4500,
                'EUR', now());
        """

    /// A key for the MSSP of Alfa and its reseller, and one of Beta's, each called like its partnership.
    private static let keys = """
        insert into api_key (id, organization_id, partnership_id, partnership_type, name, prefix, scopes)
            select id, organization_id, id, type, name, 'pk_world0',
                array['ME_READ', 'CUSTOMERS_READ', type || '_REPORT_READ']
            from partnership where name in ('alfa.mssp', 'alfa.resale', 'beta.mssp');
        insert into api_key_secret (key_id, secret_hash) select id, sha256(name::bytea) from api_key;
        """

    /// An event for each of the two companies, called like the user who did it, and one of no company.
    private static let journal = """
        insert into audit_event (id, organization_id, realm, actor_id, action)
            select id, organization_id, 'PARTNER', id, 'customer.updated' from app_user
            where name in ('alfa.user', 'beta.user');
        insert into audit_event (id, realm, actor_id, action)
            select id, 'OPERATOR', id, 'session.created' from operator_user;
        insert into audit_detail (id, event_id, organization_id, actor_label, ip)
            select id, id, organization_id, 'Somebody', '192.0.2.1' from audit_event;
        insert into audit_change (id, event_id, organization_id, field, before, after)
            select id, id, organization_id, 'phone', null, '1' from audit_event;
        select audit_seal(10);
        update audit_chain c set id = e.id from audit_event e
            where e.organization_id is not distinct from c.organization_id;
        """

    /// A mail for each company, called like it.
    private static let mails = """
        insert into mail (id, organization_id, event_id, subject_id, template, recipient, recipient_name, subject)
            select id, id, id, id, 'user.removed', 'gone@world.test', 'Gone', 'Gone' from organization;
        update mail set state = 'FAILED' where organization_id = (select id from organization where name = 'alfa');
        """

    /// A provider for each of the two companies, called like it, and one for a portal; each with a domain, by which its
    /// row is called.
    private static let providers = """
        insert into identity_provider (id, organization_id, name, issuer, client_id)
            select id, id, name, 'https://' || name || '.test', 'portico' from organization;
        insert into identity_provider (id, organization_id, partnership_id, customer_id, portal_id, name, issuer,
            client_id)
            select customer_id, organization_id, partnership_id, customer_id, id, 'Portal', 'https://c1.test', 'portico'
            from customer_portal where customer_id = '\(id("alfa.c1"))';
        insert into identity_domain (id, organization_id, identity_provider_id, routes, name)
            select id, organization_id, id, routes, 'mail.test' from identity_provider;
        """

    /// Who views as whom, by a secret called like that: `alfa.admin as alfa.user`.
    static let viewedAs = [
        ("alfa.admin", "alfa.user"), ("alfa.admin", "alfa.guest"), ("alfa.admin", "alfa.boss"),
        ("operator", "alfa.admin"), ("operator", "alfa.wide"),
    ]

    /// Each customer was looked at once, by the own company's admin.
    private static let reads = """
        insert into customer_read (id, organization_id, partnership_id, customer_id, reader_kind, reader_id, reader_name,
            hour, first_at, last_at)
        select c.id, c.organization_id, c.partnership_id, c.id, 'PARTNER', u.id, u.name, h.hour, h.hour, h.hour
        from customer c
        join app_user u on u.organization_id = c.organization_id and u.role = 'ADMIN'
        cross join (select date_trunc('hour', now()) as hour) h;
        """

    private static let views =
        """
        update organization set support_access_until = now() + interval '1 day' where name = 'alfa';
        insert into view_as (session_id, user_id, portal_user_id, token_hash, expires_at)
        select s.id, u.id, p.id, sha256((v.who || ' as ' || v.whom)::bytea), now() + interval '1 hour'
        from (values \(viewedAs.map { "('\($0)', '\($1)')" }.joined(separator: ", "))) v (who, whom)
        join session s on s.token_hash = sha256(v.who::bytea)
        left join app_user u on u.name = v.whom
        left join portal_user p on p.name = v.whom;
        """

    private static let sessions = """
        insert into session (id, realm, user_id, token_hash, expires_at)
            select id, 'PARTNER', id, sha256(name::bytea), now() + interval '1 day' from app_user;
        insert into session (id, realm, operator_user_id, token_hash, expires_at)
            select id, 'OPERATOR', id, sha256(name::bytea), now() + interval '1 day' from operator_user;
        insert into session (id, realm, portal_user_id, token_hash, expires_at)
            select id, 'PORTAL', id, sha256(name::bytea), now() + interval '1 day' from portal_user;
        update invitation set id = portal_user_id;
        insert into invitation (id, organization_id, user_id, purpose, expires_at)
            select id, organization_id, id, 'PASSWORD_RESET', now() + interval '1 day' from app_user
            where name in ('alfa.user', 'beta.user');
        """
}

extension DirectSession {
    /// Lets a user of the world in for the transaction, by its session; false if it isn't let in.
    @discardableResult
    func enter(_ name: String) throws -> Bool {
        let epoch = try? run(
            "SELECT epoch FROM viewer_load(sha256(\(.text(name))::bytea), 1)"
        ).int8(0, 0)
        let entered = try run(
            "SELECT viewer_enter(sha256(\(.text(name))::bytea), \(.int8(epoch ?? 0)), \(.int4(10_000)))")
        return entered.bool(0, 0) ?? false
    }

    /// The ids that a query of one column gives.
    func ids(_ query: SQLText<SQLValue>) throws -> [RowID] {
        let rows = try run(query)
        return (0..<rows.rowCount).compactMap { rows.rowID($0, 0) }
    }

    /// The one number that a query gives.
    func count(_ query: SQLText<SQLValue>) throws -> Int64? {
        try run(query).int8(0, 0)
    }

    /// The SQLSTATE that a script is refused with; nil if it isn't refused.
    func refusal(of script: String) throws -> String? {
        do {
            try execute(script)
            return nil
        } catch {
            guard let state = error.sqlState else { throw error }
            return state
        }
    }
}
