import Postgres
import SQLText
import TestSupport
import Testing

/// API keys: what they may be, in which state they are, and whether they let in.
@Suite("API keys in the database") struct KeyTests {
    let session: DirectSession

    init() throws {
        session = try World.shared.get().administrator()
        try session.execute("BEGIN")
    }

    private func key(_ partnership: String, _ scopes: String, _ rest: String = "") -> String {
        """
        insert into api_key (organization_id, partnership_id, partnership_type, name, prefix, scopes)
        select organization_id, id, type, 'New', 'pk_abcdef', array[\(scopes)] from partnership
        where name = '\(partnership)'
        """
    }

    @Test(
        "Invariant 12 The scopes of a key fit the type of its partnership",
        arguments: [
            ("alfa.mssp", "'ME_READ'", nil), ("alfa.mssp", "'ME_READ', 'CUSTOMERS_READ', 'MSSP_REPORT_READ'", nil),
            ("alfa.resale", "'ME_READ', 'RESELLER_REPORT_READ'", nil), ("alfa.buyer", "'ME_READ'", nil),
            ("alfa.mssp", "'ME_READ', 'RESELLER_REPORT_READ'", "23514"),
            ("alfa.resale", "'ME_READ', 'MSSP_REPORT_READ'", "23514"),
            ("alfa.buyer", "'ME_READ', 'CUSTOMERS_READ'", "23514"), ("alfa.mssp", "'CUSTOMERS_READ'", "23514"),
            ("alfa.mssp", "'ME_READ', 'EVERYTHING'", "23514"), ("alfa.mssp", "'ME_READ', null", "23514"),
        ] as [(String, String, String?)])
    func scopes(partnership: String, scopes: String, refusal: String?) throws {
        #expect(try session.refusal(of: key(partnership, scopes)) == refusal)
    }

    @Test("Invariant 12 A partnership can't change its type under a key that doesn't fit the new one")
    func changedType() throws {
        let change = "update partnership set type = 'RESELLER' where name = 'alfa.mssp'"
        #expect(try session.refusal(of: change) == "23514")
    }

    @Test(
        "D0-23 A key is of one partnership of its own organization, and so is the key that it takes over from",
        arguments: [
            "update api_key set organization_id = '\(World.id("beta"))' where name = 'alfa.mssp'",
            "update api_key set partnership_id = '\(World.id("alfa.resale"))' where name = 'alfa.mssp'",
            "update api_key set predecessor_id = '\(World.id("alfa.resale"))' where name = 'alfa.mssp'",
            "update api_key set created_by = '\(World.id("beta.admin"))' where name = 'alfa.mssp'",
        ])
    func ownPartnership(script: String) throws {
        #expect(try session.refusal(of: script) == "23503")
    }

    @Test("Invariant 12 A key has one predecessor, which no other key takes over from")
    func predecessor() throws {
        try session.execute(key("alfa.mssp", "'ME_READ'"))
        let succeed = "update api_key set predecessor_id = '\(World.id("alfa.mssp"))' where name = 'New'"
        #expect(try session.refusal(of: succeed) == nil)
        try session.execute(key("alfa.mssp", "'ME_READ'").replacing("'New'", with: "'Newer'"))
        #expect(try session.refusal(of: succeed.replacing("'New'", with: "'Newer'")) == "23505")
    }

    @Test(
        "Section 4.2 The state of a key, and whether it lets in",
        arguments: [
            ("", "ACTIVE", true), ("expires_at = now() + interval '1 hour'", "ACTIVE", true),
            ("expires_at = now()", "EXPIRED", false), ("grace_ends_at = now() + interval '1 hour'", "GRACE", true),
            ("grace_ends_at = now()", "RETIRED", false), ("revoked_at = now()", "REVOKED", false),
            ("revoked_at = now(), expires_at = now(), grace_ends_at = now()", "REVOKED", false),
            ("expires_at = now(), grace_ends_at = now()", "RETIRED", false),
            ("expires_at = now(), grace_ends_at = now() + interval '1 hour'", "EXPIRED", false),
        ])
    func states(change: String, state: String, letsIn: Bool) throws {
        if !change.isEmpty { try session.execute("update api_key set \(change) where name = 'alfa.mssp'") }
        let found = try session.run("SELECT api_key_state(k) FROM api_key k WHERE name = 'alfa.mssp'").text(0, 0)
        #expect(found == state)
        try letIn(letsIn)
    }

    @Test(
        "A key ends with its partnership and with its organization",
        arguments: [
            "update partnership set status = 'ENDED' where name = 'alfa.mssp'",
            "update organization set status = 'SUSPENDED'", "update organization set portal_enabled = false",
        ])
    func ended(script: String) throws {
        try letIn(true)
        try session.execute(script)
        try letIn(false)
    }

    private func letIn(_ isLetIn: Bool) throws {
        let loaded = try session.run("SELECT role, epoch FROM viewer_load(sha256('alfa.mssp'), 1)")
        #expect((loaded.text(0, 0) == "INTEGRATION") == isLetIn)
        let kept = try session.count("SELECT count(*) FROM api_key_viewer WHERE token_hash = sha256('alfa.mssp')")
        #expect(kept == (isLetIn ? 1 : 0))
    }

    @Test("A change of what a key may do makes every server look at it anew")
    func epoch() throws {
        for change in [
            "scopes = array['ME_READ']", "revoked_at = now()", "expires_at = now()", "grace_ends_at = now()",
        ] {
            let before = try session.count("SELECT epoch FROM api_key WHERE name = 'alfa.mssp'") ?? 0
            try session.execute("update api_key set \(change) where name = 'alfa.mssp'")
            #expect(try session.count("SELECT epoch FROM api_key WHERE name = 'alfa.mssp'") == before + 1)
        }
    }

    @Test("The use of a key is noted to the minute, that of none nowhere")
    func use() throws {
        func used() throws -> String? {
            try session.run(
                "SELECT last_used_ip || ' ' || (last_used_at = now()) FROM api_key WHERE name = 'alfa.mssp'"
            ).text(0, 0)
        }
        #expect(try used() == nil)
        try session.run("SELECT api_key_use(sha256('nothing'), '192.0.2.1')")
        #expect(try used() == nil)
        try session.run("SELECT api_key_use(sha256('alfa.mssp'), '192.0.2.1')")
        #expect(try used() == "192.0.2.1 true")
        try session.run("SELECT api_key_use(sha256('alfa.mssp'), '192.0.2.2')")
        #expect(try used() == "192.0.2.1 true")
        try session.execute("update api_key set last_used_at = now() - interval '2 minutes'")
        try session.run("SELECT api_key_use(sha256('alfa.mssp'), '192.0.2.2')")
        #expect(try used() == "192.0.2.2 true")
    }
}
