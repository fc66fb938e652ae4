import Postgres
import TestSupport
import Testing

/// Roles belong to the whole cluster, so every test makes roles of its own.
@Suite struct RoleCheckTests {
    private func faults(_ role: String, _ setup: String) throws -> [String] {
        let test = try TestDatabase.empty()
        let session = try test.session(asAdministrator: true)
        try session.execute(setup)
        return try RoleCheck(role: role).faults(session)
    }

    @Test func `a role that can do nothing special is harmless`() throws {
        #expect(
            try faults(
                "check_plain",
                """
                CREATE ROLE check_plain;
                CREATE TABLE t (organization_id uuid); GRANT SELECT ON t TO check_plain;
                ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY;
                CREATE TABLE free (a int); GRANT SELECT ON free TO check_plain;
                """
            ).isEmpty)
    }

    @Test func `a role that doesn't exist is named`() throws {
        #expect(try faults("check_nobody", "") == ["The role check_nobody doesn't exist. Run `portico migrate`."])
    }

    @Test func `BYPASSRLS is refused`() throws {
        #expect(
            try faults("check_bypass", "CREATE ROLE check_bypass BYPASSRLS")
                == ["The role check_bypass is a superuser or has BYPASSRLS."])
    }

    @Test func `membership of a role that bypasses is refused`() throws {
        let setup = "CREATE ROLE check_strong BYPASSRLS; CREATE ROLE check_member; GRANT check_strong TO check_member"
        #expect(
            try faults("check_member", setup)
                == ["The role check_member is a member of check_strong, which is a superuser or has BYPASSRLS."])
    }

    @Test func `owning a table is refused, by membership too`() throws {
        let setup = """
            CREATE ROLE check_owner; CREATE ROLE check_heir; GRANT check_owner TO check_heir;
            CREATE TABLE owned (a int); ALTER TABLE owned OWNER TO check_owner
            """
        #expect(
            try faults("check_heir", setup) == ["The role check_heir owns public.owned, or can as a member."])
    }

    @Test(arguments: ["", "ALTER TABLE t ENABLE ROW LEVEL SECURITY"])
    func `a tenant's table without forced policies is refused`(security: String) throws {
        let role = "check_open_\(security.count)"
        let setup =
            "CREATE ROLE \(role); CREATE TABLE t (organization_id uuid); GRANT SELECT ON t TO \(role); \(security)"
        #expect(
            try faults(role, setup) == [
                "The role \(role) uses public.t, whose row-level security isn't both enabled and forced."
            ])
    }

    @Test func `all faults are told at once`() throws {
        let test = try TestDatabase.empty()
        let session = try test.session(asAdministrator: true)
        try session.execute(
            """
            CREATE ROLE check_all BYPASSRLS; CREATE TABLE t (organization_id uuid); ALTER TABLE t OWNER TO check_all
            """)
        let error = #expect(throws: RoleError.self) { try RoleCheck(role: "check_all").requireHarmless(session) }
        #expect(error?.faults.count == 3)
    }

    @Test func `the program's own role is harmless`() throws {
        let test = try TestDatabase.migrated()
        try RoleCheck(role: "portico_app").requireHarmless(test.session())
    }
}
