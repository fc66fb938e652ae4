import Postgres
import SQLText
import TestSupport
import Testing

/// An organization keeps an active admin, on every path and against every other change at the same time.
@Suite struct LastAdminTests {
    private static let admin = World.id("alfa.admin")
    private static let wide = World.id("alfa.wide")

    private static let paths = [
        "update app_user set role = 'USER' where id = '\(admin)'",
        "update app_user set role = 'NOTIFICATIONS', password_hash = null where id = '\(admin)'",
        "update app_user set status = 'DISABLED' where id = '\(admin)'",
        "update app_user set status = 'INVITED' where id = '\(admin)'",
        "update app_user set status = 'DISABLED'",
        "update app_user set organization_id = '\(World.id("beta"))' where id = '\(admin)'",
        "delete from app_user where id = '\(admin)'",
        "delete from app_user",
    ]

    @Test("D0-56 D2-10 G-06 No path leads to an organization without an active admin", arguments: paths)
    func refused(path: String) throws {
        let session = try World.shared.get().administrator()
        try session.execute("BEGIN")
        #expect(try session.refusal(of: path) == "PO001")
    }

    @Test("D0-48 D2-09 With a second active admin the first may go", arguments: paths.filter { $0.contains("where") })
    func allowed(path: String) throws {
        let session = try World.shared.get().administrator()
        try session.execute("BEGIN")
        try session.execute("update app_user set role = 'ADMIN' where id = '\(Self.wide)'")
        #expect(try session.refusal(of: path) == nil)
    }

    @Test("G-06 An invited admin doesn't count")
    func invitedAdmin() throws {
        let session = try World.shared.get().administrator()
        try session.execute("BEGIN; update app_user set role = 'ADMIN', status = 'INVITED' where id = '\(Self.wide)'")
        #expect(try session.refusal(of: Self.paths[0]) == "PO001")
    }

    @Test("An organization that never had an active admin needs none, and a whole one can be removed")
    func exceptions() throws {
        let session = try World.shared.get().administrator()
        try session.execute(
            """
            BEGIN;
            insert into organization (id, name) values ('\(World.id("none"))', 'Gamma');
            insert into app_user (organization_id, name, email, role) values
                ('\(World.id("none"))', 'First', 'first@world.test', 'ADMIN');
            update app_user set role = 'USER' where email = 'first@world.test';
            update app_user set role = 'ADMIN', status = 'ACTIVE', password_hash = 'x' where email = 'first@world.test';
            delete from organization where name = 'Gamma';
            """)
        #expect(try session.count("SELECT count(*) FROM app_user WHERE email = 'first@world.test'") == 0)
    }

    /// Who waits at READ COMMITTED counts again and is refused by the rule; at the others the snapshot is too old.
    private static let levels = [
        ("READ COMMITTED", "PO001"), ("REPEATABLE READ", "40001"), ("SERIALIZABLE", "40001"),
    ]

    @Test("Two admins who remove each other at once don't both succeed", arguments: levels)
    func race(level: String, refusal: String) async throws {
        let world = try World()
        let first = try world.administrator()
        try first.execute("update app_user set role = 'ADMIN' where id = '\(Self.wide)'")
        try first.execute("BEGIN ISOLATION LEVEL \(level)")
        try first.execute("update app_user set status = 'DISABLED' where id = '\(Self.wide)'")
        async let second = onThread {
            let session = try world.administrator()
            // Reading first takes the snapshot in which both are still there.
            try session.execute("BEGIN ISOLATION LEVEL \(level); SELECT FROM app_user")
            let state = try session.refusal(of: "update app_user set role = 'USER' where id = '\(Self.admin)'")
            try session.execute(state == nil ? "COMMIT" : "ROLLBACK")
            return state
        }
        try await first.end("COMMIT", whenAnotherWaitsIn: world)
        #expect(try await second == refusal)
        #expect(
            try first.count(
                """
                SELECT count(*) FROM app_user
                WHERE organization_id = \(.uuid(World.id("alfa"))) AND role = 'ADMIN' AND status = 'ACTIVE'
                """) == 1)
    }

    @Test("D0-48 Many demotions at once leave exactly one admin", arguments: levels.map(\.0))
    func crowd(level: String) async throws {
        let world = try World()
        let session = try world.administrator()
        try session.execute(
            """
            insert into app_user (organization_id, name, email, role, status)
            select '\(World.id("alfa"))', 'Admin', 'crowd' || i || '@world.test', 'USER', 'ACTIVE'
            from generate_series(1, 3) i
            """)
        for _ in 0..<rounds(3) {
            let admins = try session.ids(
                """
                UPDATE app_user SET role = 'ADMIN'
                WHERE name = 'Admin' OR id = \(.uuid(World.id("alfa.admin"))) RETURNING id
                """)
            #expect(admins.count == 4)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for admin in admins { group.addTask { try await onThread { try demote(admin, level, in: world) } } }
                try await group.waitForAll()
            }
            #expect(
                try session.count(
                    """
                    SELECT count(*) FROM app_user
                    WHERE organization_id = \(.uuid(World.id("alfa"))) AND role = 'ADMIN' AND status = 'ACTIVE'
                    """) == 1)
        }
    }

    /// Tries until it is done or refused for good.
    private func demote(_ admin: RowID, _ level: String, in world: World) throws {
        let session = try world.administrator()
        for _ in 0..<50 {
            try session.execute("BEGIN ISOLATION LEVEL \(level)")
            var state = try session.refusal(of: "update app_user set role = 'USER' where id = '\(admin)'")
            // A transaction can turn out to have come too late when it ends, too.
            if state == nil { state = try session.refusal(of: "COMMIT") }
            if state == nil { return }
            try session.execute("ROLLBACK")
            if state == "PO001" { return }
        }
    }
}
