import Postgres
import SQLText
import TestSupport
import Testing

/// When summaries are due, and for whom: in SQL alone, with a clock that is handed in.
@Suite("When a summary is due") struct NotificationTests {
    private let session: DirectSession

    init() throws {
        session = try World.shared.get().administrator()
        try session.execute("BEGIN")
    }

    private static let moments: [(frequency: String, hour: Int32, zone: String, after: String, next: String)] = [
        ("DAILY", 7, "UTC", "2026-11-22 06:59:59Z", "2026-11-22 07:00:00Z"),
        // At the moment itself it's the next one.
        ("DAILY", 7, "UTC", "2026-11-22 07:00:00Z", "2026-11-23 07:00:00Z"),
        ("DAILY", 0, "UTC", "2026-12-31 12:00:00Z", "2027-01-01 00:00:00Z"),
        ("DAILY", 23, "UTC", "2028-02-28 23:30:00Z", "2028-02-29 23:00:00Z"),
        // Summer begins: seven is an hour earlier; two o'clock isn't there, and is three.
        ("DAILY", 7, "Europe/Oslo", "2026-03-28 06:00:00Z", "2026-03-29 05:00:00Z"),
        ("DAILY", 2, "Europe/Oslo", "2026-03-28 12:00:00Z", "2026-03-29 01:00:00Z"),
        ("DAILY", 2, "Europe/Oslo", "2026-03-29 01:00:00Z", "2026-03-30 00:00:00Z"),
        // It ends: two o'clock is there twice, and once enough.
        ("DAILY", 7, "Europe/Oslo", "2026-10-24 05:00:00Z", "2026-10-25 06:00:00Z"),
        ("DAILY", 2, "Europe/Oslo", "2026-10-24 12:00:00Z", "2026-10-25 01:00:00Z"),
        ("DAILY", 2, "Europe/Oslo", "2026-10-25 01:00:00Z", "2026-10-26 01:00:00Z"),
        // Midnight isn't there.
        ("DAILY", 0, "Africa/Cairo", "2026-04-23 12:00:00Z", "2026-04-23 22:00:00Z"),
        // A day is left out.
        ("DAILY", 7, "Pacific/Apia", "2011-12-29 20:00:00Z", "2011-12-30 17:00:00Z"),
        // Monday begins in Auckland while it's Sunday in Oslo, and in Honolulu last.
        ("WEEKLY", 7, "Pacific/Auckland", "2026-11-21 12:00:00Z", "2026-11-22 18:00:00Z"),
        ("WEEKLY", 7, "Europe/Oslo", "2026-11-21 12:00:00Z", "2026-11-23 06:00:00Z"),
        ("WEEKLY", 7, "Pacific/Honolulu", "2026-11-21 12:00:00Z", "2026-11-23 17:00:00Z"),
        ("WEEKLY", 7, "Europe/Oslo", "2026-11-23 05:59:59Z", "2026-11-23 06:00:00Z"),
        ("WEEKLY", 7, "Europe/Oslo", "2026-11-23 06:00:00Z", "2026-11-30 06:00:00Z"),
        ("WEEKLY", 7, "Europe/Oslo", "2026-03-23 06:00:00Z", "2026-03-30 05:00:00Z"),
        ("WEEKLY", 7, "Europe/Oslo", "2026-10-19 05:00:00Z", "2026-10-26 06:00:00Z"),
        ("WEEKLY", 7, "America/New_York", "2026-11-01 12:00:00Z", "2026-11-02 12:00:00Z"),
        ("WEEKLY", 0, "Asia/Kathmandu", "2026-11-22 12:00:00Z", "2026-11-22 18:15:00Z"),
    ]

    @Test(
        "D2-29 D2-31 G-16 each day, or each Monday, at its hour where the user is, whatever the clocks do",
        arguments: moments)
    func next(frequency: String, hour: Int32, zone: String, after: String, next: String) throws {
        let found = try session.run(
            """
            SELECT to_char(notification_next(\(.text(frequency)), \(.int4(hour)), \(.text(zone)), \
            \(.text(after))::timestamptz) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS"Z"')
            """)
        #expect(found.text(0, 0) == next)
    }

    @Test(
        "D2-31 in a year there are 52 Mondays or 53, each once", arguments: ["Europe/Oslo", "America/New_York", "UTC"])
    func year(zone: String) throws {
        let found = try session.run(
            """
            WITH RECURSIVE w (at) AS (
                SELECT notification_next('WEEKLY', 7, \(.text(zone)), '2026-01-01Z')
                UNION ALL
                SELECT notification_next('WEEKLY', 7, \(.text(zone)), at) FROM w WHERE at < '2026-12-25Z')
            SELECT count(*), count(DISTINCT (at AT TIME ZONE \(.text(zone)))::date),
                bool_and(to_char(at AT TIME ZONE \(.text(zone)), 'ID HH24:MI') = '1 07:00') FROM w
            """)
        #expect(found.int8(0, 0) == 52 && found.int8(0, 1) == 52 && found.bool(0, 2) == true)
    }

    private func due(_ name: String) throws -> String? {
        try session.run(
            """
            SELECT to_char(next_delivery_at AT TIME ZONE u.time_zone, 'ID HH24:MI') FROM notification_preference p
            JOIN app_user u ON u.id = p.user_id WHERE u.name = \(.text(name))
            """
        ).text(0, 0)
    }

    @Test("G-16 who hasn't chosen gets one on Mondays at seven about everything, also who can't sign in to choose")
    func beginning() throws {
        let found = try session.run(
            """
            SELECT DISTINCT concat_ws(' ', frequency, categories, hour, next_delivery_at > now())
            FROM notification_preference
            """)
        #expect(found.rowCount == 1)
        #expect(found.text(0, 0) == "WEEKLY {COMMERCIAL,PRODUCT_USAGE,CHURN_RISK} 7 t")
        #expect(try due("alfa.notify") == "1 07:00")
        let people = try session.count("SELECT count(*) FROM app_user")
        #expect(try session.count("SELECT count(*) FROM notification_preference") == people)
    }

    @Test("D2-33 without a category none is due; another hour and another time zone move it")
    func moved() throws {
        func set(_ change: String) throws {
            try session.execute("UPDATE notification_preference SET \(change) WHERE id = '\(World.id("alfa.user"))'")
        }
        try set("hour = 22")
        #expect(try due("alfa.user") == "1 22:00")
        try session.execute("UPDATE app_user SET time_zone = 'Pacific/Auckland' WHERE name = 'alfa.user'")
        #expect(try due("alfa.user") == "1 22:00")
        try set("categories = '{}'")
        #expect(try due("alfa.user") == nil)
        try session.execute("UPDATE app_user SET time_zone = 'UTC' WHERE name = 'alfa.user'")
        #expect(try due("alfa.user") == nil)
        try set("categories = '{CHURN_RISK}'")
        #expect(try due("alfa.user") == "1 22:00")
    }

    @Test(
        "What a preference can't be is refused",
        arguments: [
            "frequency = 'HOURLY'", "hour = 24", "hour = -1", "categories = '{LEADS}'", "categories = '{NULL}'",
            "categories = NULL", "categories = '{CHURN_RISK,CHURN_RISK,CHURN_RISK,CHURN_RISK}'",
        ])
    func refused(change: String) throws {
        #expect(try session.refusal(of: "UPDATE notification_preference SET \(change)")?.hasPrefix("235") == true)
    }

    private func viewer(_ name: String) throws -> String? {
        try session.run("SELECT notification_viewer(\(.uuid(World.id(name))))").text(0, 0)
    }

    @Test("G-19 a mail sees what its recipient would: who only gets mails, every customer of the own partnerships")
    func viewers() throws {
        let (alfa, mssp) = (World.id("alfa"), World.id("alfa.mssp"))
        #expect(try viewer("alfa.admin") == "ADMIN|\(alfa)|\(World.id("alfa.admin"))||")
        #expect(try viewer("alfa.user") == "USER|\(alfa)|\(World.id("alfa.user"))|||{}")
        #expect(try viewer("alfa.wide") == "USER|\(alfa)|\(World.id("alfa.wide"))|||{\(mssp)}")
        #expect(try viewer("alfa.notify") == "USER|\(alfa)|\(World.id("alfa.notify"))|||{\(mssp)}")
        let place = "membership WHERE id = '\(World.id("alfa.notify"))'"
        try session.execute("UPDATE \(place.replacing(" WHERE", with: " SET customer_access = 'ASSIGNED' WHERE"))")
        #expect(try viewer("alfa.notify") == "USER|\(alfa)|\(World.id("alfa.notify"))|||{\(mssp)}")
        try session.execute("DELETE FROM \(place)")
        #expect(try viewer("alfa.notify") == "USER|\(alfa)|\(World.id("alfa.notify"))|||{}")
        #expect(try viewer("alfa.marketing") == "MARKETING|\(alfa)|\(World.id("alfa.marketing"))||")
        #expect(try viewer("alfa.boss") == nil && viewer("operator") == nil)
    }

    @Test(
        "Nothing is seen by a mail to whom nothing is written, nor by anybody who is signed in",
        arguments: [
            "UPDATE app_user SET status = 'DISABLED' WHERE name = 'alfa.wide'",
            "UPDATE app_user SET status = 'INVITED' WHERE name = 'alfa.wide'",
            "UPDATE organization SET status = 'SUSPENDED' WHERE name = 'alfa'",
            "UPDATE organization SET portal_enabled = false WHERE name = 'alfa'",
            "DELETE FROM app_user WHERE name = 'alfa.wide'",
        ])
    func nobody(change: String) throws {
        #expect(try viewer("alfa.wide") != nil)
        try session.execute("SAVEPOINT whole; SET LOCAL ROLE portico_app")
        try session.enter("alfa.admin")
        #expect(try viewer("alfa.wide") == nil)
        try session.execute("ROLLBACK TO whole; \(change)")
        #expect(try viewer("alfa.wide") == nil)
    }

    @Test("The app takes nobody whose summary is due, and the worker reads no preference, no user and no task")
    func closed() throws {
        for (role, script) in [
            ("portico_app", "SELECT notification_claim(now(), 1)"),
            ("portico_worker", "SELECT FROM notification_preference"), ("portico_worker", "SELECT FROM task"),
            ("portico_worker", "SELECT FROM app_user"), ("portico_worker", "SELECT notification_viewer(uuidv7())"),
        ] {
            try session.execute("SAVEPOINT one; SET LOCAL ROLE \(role)")
            #expect(try session.refusal(of: script) == "42501", "\(role): \(script)")
            try session.execute("ROLLBACK TO one")
        }
    }
}
