import Postgres
import SQLText
import TestSupport
import Testing

/// What the app may write about the users of customers' portals, and for whom.
extension WritePolicyTests {
    private static func guest(
        _ customer: String, _ more: (column: String, value: String) = ("name", "'New'")
    ) -> String {
        """
        insert into portal_user (organization_id, partnership_id, customer_id, portal_id, email, \(more.column))
        select organization_id, partnership_id, id, id, 'new@world.test', \(more.value) from (values
            ('\(World.id(String(customer.prefix(4))))'::uuid, '\(World.id("\(customer.prefix(4)).mssp"))'::uuid,
            '\(World.id(customer))'::uuid)) c (organization_id, partnership_id, id)
        """
    }

    @Test(
        "D1-02 D1-10 D3-04 G-10 Who manages the users of a portal: staff who see the customer, its admin, nobody else",
        arguments: [
            ("alfa.admin", 3), ("alfa.user", 3), ("alfa.wide", 3), ("alfa.boss", 3), ("beta.boss", 1),
            ("beta.admin", 1), ("beta.user", 1), ("alfa.guest", 0), ("alfa.invited", 0), ("alfa.marketing", 0),
            ("alfa.empty", 0), ("alfa.buying", 0), ("operator", 0), ("nobody", 0),
        ])
    func managePortal(viewer: String, people: Int) throws {
        try session.enter(viewer)
        #expect(try session.run("UPDATE portal_user SET name = 'x'").affectedRows == people)
        #expect(
            try session.run("DELETE FROM portal_user WHERE id = \(.uuid(World.id("alfa.guest")))").affectedRows
                == (people == 3 ? 1 : 0))
        for customer in ["alfa.c1", "beta.c1"] {
            try session.execute("SAVEPOINT one")
            let isOwn = people > 0 && viewer.hasPrefix(customer.prefix(4))
            #expect(try session.refusal(of: Self.guest(customer)) == (isOwn ? nil : "42501"), "\(customer)")
            try session.execute("ROLLBACK TO one")
        }
    }

    @Test("A key manages nobody at a portal")
    func keyAtPortal() throws {
        let viewer = "INTEGRATION|\(World.id("alfa"))|||\(World.id("alfa.mssp"))"
        try session.execute("SELECT set_config('portico.viewer', '\(viewer)', true)")
        #expect(try session.run("UPDATE portal_user SET name = 'x'").affectedRows == 0)
        #expect(try session.run("DELETE FROM portal_user").affectedRows == 0)
        #expect(try session.refusal(of: Self.guest("alfa.c1")) == "42501")
    }

    @Test(
        "D3-08 D3-10 Whoever manages a portal makes nobody who is confirmed, has a password or is allowed more",
        arguments: [
            guest("alfa.c1", ("state", "'ENABLED'")), guest("alfa.c1", ("password_hash", "'x'")),
            guest("alfa.c1", ("permissions", "array['BILLING']")), guest("alfa.c1", ("epoch", "7")),
            "update portal_user set password_hash = 'x'", "update portal_user set email = 'x@x.test'",
            "update portal_user set permissions = '{BILLING}'", "update portal_user set portal_id = portal_id",
            "update portal_user set customer_id = customer_id", "update portal_user set last_login_at = now()",
        ])
    func portalPrivileges(script: String) throws {
        try session.enter("alfa.boss")
        #expect(try session.refusal(of: script) == "42501")
    }
}
