import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("When one gets summaries", .serialized) struct NotificationPreferencesTests {
    private static let fields = "frequency categories hour nextDeliveryAt version user { email }"

    private func change(_ it: World, _ input: JSONObject, as token: String) async throws -> Told {
        try await it.ask(
            """
            mutation ($input: UpdateNotificationPreferencesInput!) { updateNotificationPreferences(input: $input) {
              notificationPreference { \(Self.fields) } clientMutationId userErrors { code field message } } }
            """, ["input": .object(input)], as: token)
    }

    private func kept(_ it: World, _ email: String) throws -> [String] {
        try it.look(
            """
            SELECT concat_ws(' ', p.frequency, p.categories, p.hour, p.version, p.next_delivery_at > now(), u.time_zone)
            FROM notification_preference p JOIN app_user u ON u.id = p.user_id WHERE u.email = \(.text(email))
            """)
    }

    @Test(
        "D2-05 D2-29 D2-30 everybody of a partner says when and about what they get summaries, and it is written down",
        arguments: ["admin@nordlys.test", "user@nordlys.test", "marketing@nordlys.test"])
    func own(email: String) async throws {
        try await World.with { it in
            let token = try await it.token(email)
            let before = try await it.ask(
                "{ viewer { user { notificationPreference { \(Self.fields) } } } }", as: token)
            let begun = ["viewer", "user", "notificationPreference"]
            #expect(before[begun[0], begun[1], begun[2], "frequency"] == "WEEKLY", "\(before.text)")
            #expect(
                before[begun[0], begun[1], begun[2], "categories"] == ["COMMERCIAL", "PRODUCT_USAGE", "CHURN_RISK"])
            let wish: JSONObject = [
                "frequency": "DAILY", "categories": ["CHURN_RISK", "COMMERCIAL", "CHURN_RISK"], "hour": 16,
                "clientMutationId": "7",
            ]
            for _ in 0..<2 {
                let told = try await change(it, wish, as: token)
                let payload = "updateNotificationPreferences"
                #expect(told[payload, "userErrors"] == [], "\(told.text)")
                #expect(told[payload, "clientMutationId"] == "7")
                let row = "notificationPreference"
                #expect(told[payload, row, "categories"] == ["COMMERCIAL", "CHURN_RISK"])
                #expect(told[payload, row, "version"] == 2)
                #expect(told[payload, row, "user", "email"] == .string(email))
            }
            #expect(try kept(it, email) == ["DAILY {COMMERCIAL,CHURN_RISK} 16 2 t Europe/Oslo"])
            let written = try it.look(
                """
                SELECT concat_ws(' ', e.action, e.target_type, c.field, c.before, '->', c.after) FROM audit_event e
                JOIN audit_change c ON c.event_id = e.id WHERE e.request_id = 'test-request' ORDER BY c.id
                """)
            #expect(
                written == [
                    "user.notifications_changed app_user frequency WEEKLY -> DAILY",
                    "user.notifications_changed app_user categories COMMERCIAL, PRODUCT_USAGE, CHURN_RISK "
                        + "-> COMMERCIAL, CHURN_RISK",
                    "user.notifications_changed app_user hour 7 -> 16",
                ])
        }
    }

    @Test("D2-33 without a category none is due, which can be taken back")
    func none() async throws {
        try await World.with { it in
            let token = try await it.token("wide@nordlys.test")
            let off = try await change(it, ["categories": []], as: token)
            #expect(off["updateNotificationPreferences", "notificationPreference", "categories"] == [], "\(off.text)")
            #expect(off["updateNotificationPreferences", "notificationPreference", "nextDeliveryAt"] == .null)
            let on = try await change(it, ["categories": ["PRODUCT_USAGE"]], as: token)
            #expect(on["updateNotificationPreferences", "notificationPreference", "nextDeliveryAt"] != .null)
        }
    }

    @Test("D2-13 an admin says it for whoever only gets mails, in a time zone too; those who sign in say it themselves")
    func others() async throws {
        try await PeopleWorld.with { it in
            let desk = try await it.id("notify@nordlys.test")
            let wish: JSONObject = ["userId": desk, "hour": 6, "timeZone": "Asia/Tokyo"]
            let told = try await change(it.world, wish, as: it.admin)
            #expect(told["updateNotificationPreferences", "userErrors"] == [], "\(told.text)")
            let all = "{COMMERCIAL,PRODUCT_USAGE,CHURN_RISK}"
            #expect(try kept(it.world, "notify@nordlys.test") == ["WEEKLY \(all) 6 2 t Asia/Tokyo"])
            let due = try it.world.look(
                """
                SELECT to_char(next_delivery_at AT TIME ZONE 'Asia/Tokyo', 'ID HH24:MI') FROM notification_preference p
                JOIN app_user u ON u.id = p.user_id WHERE u.email = 'notify@nordlys.test'
                """)
            #expect(due == ["1 06:00"])
            let seen = try await it.world.ask(
                "query ($id: ID!) { user(id: $id) { notificationPreference { hour } } }", ["id": desk], as: it.admin)
            #expect(seen["user", "notificationPreference", "hour"] == 6)
            for email in ["user@nordlys.test", "marketing@nordlys.test"] {
                let id = try await it.id(email)
                let refused = try await change(it.world, ["userId": id, "hour": 6], as: it.admin)
                #expect(refused.userError("updateNotificationPreferences") == "CONFLICT", "\(refused.text)")
                #expect(try kept(it.world, email) == ["WEEKLY \(all) 7 1 t Europe/Oslo"])
            }
            // Who is named may be oneself.
            let own = try await change(it.world, ["userId": it.id("admin@nordlys.test"), "hour": 6], as: it.admin)
            #expect(own["updateNotificationPreferences", "userErrors"] == [], "\(own.text)")
        }
    }

    @Test("Nobody else's are changed or seen: by a user, by another company, by a portal, by the operator, or unknown")
    func strangers() async throws {
        try await PeopleWorld.with { it in
            let desk = try await it.id("notify@nordlys.test")
            let state: SQLText<SQLValue> = "SELECT to_jsonb(p)::text FROM notification_preference p ORDER BY id"
            let before = try it.world.look(state)
            let other = try await it.world.token("admin@leadhaus.test")
            for id in [desk, "nonsense", try await it.id("admin@nordlys.test")] {
                let told = try await change(it.world, ["userId": id, "hour": 1], as: other)
                #expect(told.userError("updateNotificationPreferences") == "NOT_FOUND", "\(told.text)")
            }
            let user = try await it.world.token("user@nordlys.test")
            let told = try await change(it.world, ["userId": desk, "hour": 1], as: user)
            #expect(told.text.contains("userId") && told["updateNotificationPreferences"] == nil, "\(told.text)")
            let row = try await it.world.ask(
                "query ($id: ID!) { user(id: $id) { notificationPreference { id } } }", ["id": desk], as: it.admin)
            let preference = try #require(row["user", "notificationPreference", "id"])
            for token in [user, other] {
                let seen = try await it.world.ask(
                    "query ($id: ID!) { node(id: $id) { id } }", ["id": preference], as: token)
                #expect(seen["node"] == .null, "\(seen.text)")
            }
            let operatorToken = try await it.world.token("operator@portico.test", realm: "OPERATOR")
            let hidden = try await change(it.world, ["hour": 1], as: operatorToken)
            #expect(hidden["updateNotificationPreferences"] == nil, "\(hidden.text)")
            #expect(try it.world.look(state) == before)
        }
    }

    @Test("A7 without the policies the planner's table alone keeps a change to what is the viewer's to change")
    func plannerAlone() async throws {
        try await PeopleWorld.with { it in
            try it.world.execute(
                """
                ALTER TABLE notification_preference DISABLE ROW LEVEL SECURITY;
                ALTER TABLE app_user DISABLE ROW LEVEL SECURITY
                """)
            let colleague = try await it.id("user@nordlys.test")
            let other = try await it.world.token("admin@leadhaus.test")
            for (token, code) in [(it.admin, "CONFLICT"), (other, "NOT_FOUND")] {
                let told = try await change(it.world, ["userId": colleague, "hour": 1], as: token)
                #expect(told.userError("updateNotificationPreferences") == code, "\(told.text)")
            }
            let own = try await change(it.world, ["hour": 1], as: try await it.world.token("user@nordlys.test"))
            #expect(own["updateNotificationPreferences", "userErrors"] == [], "\(own.text)")
            #expect(
                try it.world.look(
                    """
                    SELECT u.email FROM notification_preference p JOIN app_user u ON u.id = p.user_id
                    WHERE p.version > 1
                    """) == ["user@nordlys.test"])
        }
    }

    private static let refusals: [(JSONObject, String)] = [
        (["hour": 24], "hour"), (["hour": -1], "hour"), (["hour": .null], "hour"),
        (["frequency": .null], "frequency"), (["categories": .null], "categories"),
        (["timeZone": "Europe/Oslo"], "timeZone"),
    ]

    @Test("What can't be is told at its field, and nothing changes", arguments: refusals)
    func refused(input: JSONObject, field: String) async throws {
        try await PeopleWorld.with { it in
            let before = try kept(it.world, "admin@nordlys.test")
            let told = try await change(it.world, input, as: it.admin)
            #expect(told.userError("updateNotificationPreferences") == "BAD_INPUT", "\(told.text)")
            #expect(
                told["updateNotificationPreferences", "userErrors", 0, "field"] == .array(["input", .string(field)]))
            #expect(try kept(it.world, "admin@nordlys.test") == before)
        }
    }

    @Test("A time zone that there isn't, a version of before and a key used again are told")
    func conventions() async throws {
        try await PeopleWorld.with { it in
            let desk = try await it.id("notify@nordlys.test")
            let zone = try await change(
                it.world, ["userId": desk, "timeZone": "Mars/Olympus", "hour": 9], as: it.admin)
            #expect(zone["updateNotificationPreferences", "userErrors", 0, "field"] == ["input", "timeZone"])
            #expect(try kept(it.world, "notify@nordlys.test").first?.contains(" 7 1 ") == true)
            let stale = try await change(it.world, ["hour": 9, "expectedVersion": 5], as: it.admin)
            #expect(stale.userError("updateNotificationPreferences") == "CONFLICT", "\(stale.text)")
            let keyed: JSONObject = ["hour": 9, "idempotencyKey": "once"]
            for _ in 0..<2 {
                let told = try await change(it.world, keyed, as: it.admin)
                #expect(told["updateNotificationPreferences", "userErrors"] == [], "\(told.text)")
            }
            #expect(try kept(it.world, "admin@nordlys.test").first?.contains(" 9 2 ") == true)
            let other = try await change(it.world, ["hour": 10, "idempotencyKey": "once"], as: it.admin)
            #expect(other.userError("updateNotificationPreferences") == "CONFLICT")
        }
    }
}
