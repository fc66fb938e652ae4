import Postgres
import SQLText
import TestSupport
import Testing

/// Whom the database tells what lets somebody in, for the engine to ask as that person.
@Suite struct AccessStandingTests {
    let world: World

    init() throws {
        world = try World.shared.get()
    }

    private static let users = ["alfa.admin", "alfa.user", "alfa.wide", "alfa.marketing", "alfa.notify"]
    private static let portal = ["alfa.boss", "alfa.guest", "alfa.invited"]

    /// What somebody is told of somebody: the viewer, `nobody` for one who isn't let in; nil where there is no row.
    private func told(of name: String, inPortal: Bool, by asker: String) throws -> String? {
        let session = try world.app()
        try session.execute("BEGIN")
        _ = try session.enter(asker)
        let (user, portalUser) =
            inPortal ? (SQLValue.null(.uuid), SQLValue.uuid(World.id(name))) : (.uuid(World.id(name)), .null(.uuid))
        let rows = try session.run("SELECT viewer FROM access_standing(\(user), \(portalUser), 10)")
        return rows.rowCount == 0 ? nil : rows.text(0, 0) ?? "nobody"
    }

    @Test("G-01 The viewer is the one that a session of theirs would have; nobody where they aren't let in")
    func sameAsTheSession() throws {
        let session = try world.administrator()
        for (names, inPortal) in [(Self.users, false), (Self.portal, true)] {
            for name in names {
                let found = try session.run(
                    "SELECT viewer FROM viewer_found(sha256(\(.text(name))::bytea))"
                ).text(0, 0)
                #expect(try told(of: name, inPortal: inPortal, by: "alfa.admin") == found ?? "nobody", "\(name)")
            }
        }
    }

    @Test(
        "G-01 Only an admin of the same company is told of its users",
        arguments: ["alfa.user", "alfa.marketing", "alfa.boss", "alfa.guest", "beta.admin", "operator", "nobody"])
    func users(asker: String) throws {
        for name in Self.users { #expect(try told(of: name, inPortal: false, by: asker) == nil, "\(name)") }
    }

    @Test(
        "G-01 Only an admin of the company or of the portal is told of the portal's users",
        arguments: ["alfa.user", "alfa.marketing", "alfa.guest", "beta.admin", "beta.boss", "operator", "nobody"])
    func portalUsers(asker: String) throws {
        for name in Self.portal {
            #expect(try told(of: name, inPortal: true, by: asker) == nil, "\(name)")
            #expect(try told(of: name, inPortal: true, by: "alfa.boss") != nil)
        }
    }

    @Test("G-01 An assignment keeps who made it, as the database knows them, and nobody can say otherwise")
    func assignedBy() throws {
        let session = try world.app()
        let customer: SQLText<SQLValue> = """
            SELECT m.organization_id, m.partnership_id, m.id, m.user_id, c.id FROM membership m
            JOIN customer c ON c.partnership_id = m.partnership_id
            WHERE m.user_id = \(.uuid(World.id("alfa.user"))) AND m.customer_access = 'ASSIGNED'
                AND NOT EXISTS (SELECT FROM assignment a WHERE a.customer_id = c.id AND a.membership_id = m.id) LIMIT 1
            """
        try session.execute("BEGIN")
        #expect(try session.enter("alfa.admin"))
        let rows = try session.run(
            """
            INSERT INTO assignment (organization_id, partnership_id, membership_id, user_id, customer_id) \(customer)
            RETURNING created_by
            """)
        #expect(rows.rowID(0, 0) == World.id("alfa.admin"))
        #expect(
            try session.refusal(
                of: """
                    INSERT INTO assignment (organization_id, partnership_id, membership_id, user_id, customer_id, created_by)
                    SELECT organization_id, partnership_id, membership_id, user_id, customer_id, user_id FROM assignment
                    """) == "42501")
    }
}
