import Execution
import GraphQLSchema
import Planning
import SQLText
import TestSupport
import Testing

@testable import Portal

@Suite("assignCustomers", .serialized) struct AssignCustomersTests {
    @Test("D0-01 D0-06 D2-18 the user's very next request shows exactly the customers chosen")
    func narrows() async throws {
        try await AssigningWorld.with { it in
            let token = try await it.world.token("wide@nordlys.test")
            let all = try await it.customers(token)
            let membership = try await it.membership(of: "wide@nordlys.test")
            let chosen = [all[1], all[4]]
            let told = try await it.assign(membership, (chosen + [all[1]]).map(\.id), ["clientMutationId": "c"])
            #expect(told["assignCustomers", "userErrors"] == [], "\(told.text)")
            #expect(told["assignCustomers", "clientMutationId"] == "c")
            #expect(told["assignCustomers", "membership", "customerAccess"] == "ASSIGNED")
            #expect(told["assignCustomers", "membership", "effectiveCustomerCount"] == 2)
            #expect(told["assignCustomers", "gainedCount"] == 0)
            #expect(told["assignCustomers", "lostCount"] == .int(Int64(all.count - 2)))
            #expect(told["assignCustomers", "lost", 0, "name"] == all[0].name)
            #expect(try await it.customers(token).map(\.name) == chosen.map(\.name))
            let one = try await it.assign(membership, [all[4].id])
            #expect(one["assignCustomers", "lost"] == [["name": all[1].name]], "\(one.text)")
            #expect(try await it.customers(token).map(\.name) == [all[4].name])
            let other = try await it.assign(membership, [all[0].id, all[4].id])
            #expect(other["assignCustomers", "gained"] == [["name": all[0].name]], "\(other.text)")
            #expect(try await it.customers(token).map(\.name) == [all[0].name, all[4].name])
        }
    }

    @Test("G-01 to choose nobody shows everybody, and has to be confirmed")
    func widens() async throws {
        try await AssigningWorld.with { it in
            let token = try await it.world.token("user@nordlys.test")
            let own = try await it.customers(token)
            let membership = try await it.membership(of: "user@nordlys.test")
            let before = try it.state()
            let asked = try await it.assign(membership, [])
            #expect(asked.userError("assignCustomers") == "CONFIRMATION_REQUIRED")
            #expect(asked["assignCustomers", "userErrors", 0, "field"] == ["input", "confirmWidening"])
            #expect(asked["assignCustomers", "membership"] == .null)
            #expect(try it.state() == before)
            #expect(try await it.customers(token).map(\.name) == own.map(\.name))
            let all = try await it.customers()
            let told = try await it.assign(membership, [], ["confirmWidening": true])
            #expect(told["assignCustomers", "membership", "customerAccess"] == "ALL", "\(told.text)")
            #expect(told["assignCustomers", "gainedCount"] == .int(Int64(all.count - own.count)))
            #expect(try await it.customers(token).map(\.name) == all.map(\.name))
            let again = try await it.assign(membership, [])
            #expect(again["assignCustomers", "userErrors"] == [], "nothing is widened any more: \(again.text)")
        }
    }

    @Test("G-01 who loses the last customer by its removal sees nothing, and not everything")
    func cascade() async throws {
        try await AssigningWorld.with { it in
            let token = try await it.world.token("user@nordlys.test")
            let membership = try await it.membership(of: "user@nordlys.test")
            try it.world.execute(
                """
                INSERT INTO customer (organization_id, partnership_id, name, email)
                SELECT organization_id, id, 'Short-lived', 'short@lived.test' FROM partnership
                WHERE type = 'MSSP' AND organization_id = (SELECT organization_id FROM app_user
                    WHERE email = 'admin@nordlys.test')
                """)
            let last = try #require(try await it.customers().first { $0.name == "Short-lived" })
            let told = try await it.assign(membership, [last.id])
            #expect(told["assignCustomers", "membership", "effectiveCustomerCount"] == 1, "\(told.text)")
            try it.world.execute("DELETE FROM customer WHERE name = 'Short-lived'")
            #expect(try await it.customers(token).isEmpty)
            let asked = try await it.assign(membership, [])
            #expect(asked.userError("assignCustomers") == "CONFIRMATION_REQUIRED")
        }
    }

    @Test("a dry run tells what would be gained and lost, and changes nothing")
    func dryRun() async throws {
        try await AssigningWorld.with { it in
            let token = try await it.world.token("user@nordlys.test")
            let own = try await it.customers(token)
            let all = try await it.customers()
            let membership = try await it.membership(of: "user@nordlys.test")
            let before = try it.state()
            let new = try #require(all.first { one in !own.contains { $0.name == one.name } })
            let told = try await it.assign(
                membership, [own[0].id, new.id], ["dryRun": true, "idempotencyKey": "same"])
            #expect(told["assignCustomers", "gained"] == [["name": new.name]], "\(told.text)")
            #expect(told["assignCustomers", "lostCount"] == .int(Int64(own.count - 1)))
            #expect(told["assignCustomers", "membership", "effectiveCustomerCount"] == .int(Int64(own.count)))
            let widened = try await it.assign(membership, [], ["dryRun": true])
            #expect(widened["assignCustomers", "gainedCount"] == .int(Int64(all.count - own.count)))
            #expect(widened["assignCustomers", "userErrors"] == [])
            #expect(try it.state() == before)
            #expect(try it.world.look("SELECT action FROM audit_event WHERE action = 'membership.assigned'").isEmpty)
            #expect(try it.world.look("SELECT key FROM idempotency_record").isEmpty)
        }
    }

    @Test(
        "G-19 customers are assigned to users of role USER alone",
        arguments: ["admin@nordlys.test", "marketing@nordlys.test", "notify@nordlys.test"])
    func otherRoles(email: String) async throws {
        try await AssigningWorld.with { it in
            try it.world.execute(
                """
                INSERT INTO membership (organization_id, partnership_id, user_id)
                SELECT p.organization_id, p.id, u.id FROM partnership p JOIN app_user u USING (organization_id)
                WHERE u.email = '\(email)' ON CONFLICT DO NOTHING
                """)
            let before = try it.state()
            let told = try await it.assign(try await it.membership(of: email), [try await it.customers()[0].id])
            #expect(told.userError("assignCustomers") == "CONFLICT", "\(told.text)")
            #expect(told["assignCustomers", "userErrors", 0, "field"] == ["input", "membershipId"])
            #expect(try it.state() == before)
        }
    }

    @Test("K10 ids of others, of other partnerships, unknown and malformed ones are refused alike, and nothing changes")
    func foreignIDs() async throws {
        try await AssigningWorld.with { it in
            let membership = try await it.membership(of: "user@nordlys.test")
            let mine = try await it.customers()[0].id
            let reseller = try await it.customers(of: "RESELLER")[0].id
            let kumo = try await it.world.token("admin@kumo.test")
            let foreign = try #require(try await it.customers(kumo).first?.id)
            let unknown = JSONValue.string(GlobalID(typeCode: 6, row: RowID(high: 7 << 12, low: 1)).text)
            let before = try it.state()
            for id in [reseller, foreign, unknown, membership, "", "x"] {
                let told = try await it.assign(membership, [mine, id])
                #expect(
                    told["assignCustomers", "userErrors"] == [
                        [
                            "code": "NOT_FOUND", "field": ["input", "customerIds"],
                            "message": "There is no customer of this partnership with the id in place 2.",
                        ]
                    ], "\(told.text)")
            }
            let nowhere = JSONValue.string(GlobalID(typeCode: 4, row: RowID(high: 7 << 12, low: 1)).text)
            for (id, token) in [(membership, kumo), (nowhere, it.admin), (mine, it.admin), ("x", it.admin)] {
                let told = try await it.assign(id, [mine], as: token)
                #expect(told.userError("assignCustomers") == "NOT_FOUND", "\(told.text)")
                #expect(told["assignCustomers", "userErrors", 0, "field"] == ["input", "membershipId"])
            }
            #expect(try it.state() == before)
        }
    }

    @Test(
        "whoever isn't an admin doesn't see the mutation",
        arguments: ["user@nordlys.test", "marketing@nordlys.test", "operator@portico.test", nil])
    func notLetIn(email: String?) async throws {
        try await AssigningWorld.with { it in
            var token: String?
            if let email {
                token = try await it.world.token(email, realm: email.hasPrefix("operator") ? "OPERATOR" : nil)
            }
            let told = try await it.world.ask(
                AssigningWorld.document, ["input": ["membershipId": "x", "customerIds": []]], as: token)
            #expect(told.answer.outcome == .refused(token == nil ? .unauthenticated : .validation))
        }
    }

    @Test("a version that isn't the membership's any more is a conflict, whatever raised it")
    func versions() async throws {
        try await AssigningWorld.with { it in
            let membership = try await it.membership(of: "user@nordlys.test")
            let all = try await it.customers()
            let first = try await it.assign(membership, [all[0].id], ["dryRun": true])
            let version = try #require(first["assignCustomers", "membership", "version"])
            try it.world.execute("DELETE FROM assignment")
            let stale = try await it.assign(membership, [all[0].id], ["expectedVersion": version])
            #expect(stale.userError("assignCustomers") == "CONFLICT", "\(stale.text)")
            #expect(stale["assignCustomers", "userErrors", 0, "field"] == ["input", "expectedVersion"])
        }
    }

    @Test("the same key with the same input is answered again, and done once")
    func idempotency() async throws {
        try await AssigningWorld.with { it in
            let membership = try await it.membership(of: "user@nordlys.test")
            let all = try await it.customers()
            let first = try await it.assign(membership, [all[0].id], ["idempotencyKey": "k"])
            _ = try await it.assign(membership, [all[1].id])
            let second = try await it.assign(membership, [all[0].id], ["idempotencyKey": "k"])
            for field in ["gainedCount", "gained", "lostCount", "lost", "userErrors"] {
                #expect(second["assignCustomers", field] == first["assignCustomers", field], "\(second.text)")
            }
            #expect(
                try it.world.look("SELECT 1::text FROM audit_event WHERE action = 'membership.assigned'").count == 2)
            let other = try await it.assign(membership, [all[1].id], ["idempotencyKey": "k"])
            #expect(other.userError("assignCustomers") == "CONFLICT")
        }
    }

    @Test("K13 K14 a change is written down with the customers before and after; none leaves no trace")
    func journal() async throws {
        try await AssigningWorld.with { it in
            let membership = try await it.membership(of: "wide@nordlys.test")
            let one = try await it.customers()[0]
            _ = try await it.assign(membership, [one.id])
            _ = try await it.assign(membership, [one.id])
            let written = try it.world.look(
                """
                SELECT concat_ws(' ', e.target_type, d.target_label, c.field, c.before, '->', c.after)
                FROM audit_event e JOIN audit_detail d ON d.event_id = e.id JOIN audit_change c ON c.event_id = e.id
                WHERE e.action = 'membership.assigned' ORDER BY c.id
                """)
            guard case .string(let name) = one.name else { throw WorldError(text: "\(one)") }
            #expect(
                written == [
                    "membership Leila Haddad customer_access ALL -> ASSIGNED",
                    "membership Leila Haddad customers -> \(name)",
                ])
            #expect(try it.world.look("SELECT topic FROM outbox_event") == ["membership.assigned"])
        }
    }

    @Test("of admins who assign at once for one version, one goes through, and the customers are that one's")
    func race() async throws {
        try await AssigningWorld.with { it in
            let membership = try await it.membership(of: "wide@nordlys.test")
            let ids = try await it.customers().map(\.id)
            for _ in 0..<rounds(10) {
                let now = try await it.assign(membership, [ids[0]], ["dryRun": true])
                let version = try #require(now["assignCustomers", "membership", "version"])
                let winners: [JSONValue] = try await withThrowingTaskGroup(of: JSONValue.self) { group in
                    for number in 2..<6 {
                        group.addTask {
                            let chosen = Array(ids.dropFirst(number).prefix(number))
                            let told = try await it.assign(membership, chosen, ["expectedVersion": version])
                            return told["assignCustomers", "membership", "effectiveCustomerCount"] ?? .null
                        }
                    }
                    return try await group.reduce(into: []) { if $1 != .null { $0.append($1) } }
                }
                let left = try it.world.look(
                    """
                    SELECT count(*)::text FROM assignment a JOIN app_user u ON u.id = a.user_id
                    WHERE u.email = 'wide@nordlys.test'
                    """)
                #expect(winners == left.compactMap(Int64.init).map(JSONValue.int))
                _ = try await it.assign(membership, [], ["confirmWidening": true])
            }
        }
    }

    @Test("whose rights are being changed for too long is told to try again, and then sees what they have become")
    func waiting() async throws {
        try await AssigningWorld.with { it in
            let token = try await it.world.token("wide@nordlys.test")
            let query = "{ viewer { name } customers(first: 1) { totalCount } }"
            let changing = try it.world.test.session()
            try changing.execute("UPDATE app_user SET name = 'L. Haddad' WHERE email = 'wide@nordlys.test'")
            try changing.execute("BEGIN; UPDATE app_user SET name = 'Leila H.' WHERE email = 'wide@nordlys.test'")
            let told = try await it.world.ask(query, as: token)
            #expect(told.answer.outcome == .refused(.timeout), "\(told.text)")
            #expect(told.text.contains("try again"))
            try changing.execute("COMMIT")
            #expect(try await it.world.ask(query, as: token)["viewer", "name"] == "Leila H.")
        }
    }

    @Test("a change that waits for somebody who waits for it is given up, told so, and goes through the next time")
    func deadlock() async throws {
        try await AssigningWorld.with { it in
            let membership = try await it.membership(of: "wide@nordlys.test")
            let customer = try await it.customers()[0].id
            let other = try it.world.test.session()
            try other.execute("BEGIN; SELECT FROM membership FOR UPDATE")
            async let first = it.assign(membership, [customer])
            // The change holds the user's row as soon as it waits for the membership.
            while try it.world.look("SELECT 1::text FROM pg_locks WHERE NOT granted").isEmpty {
                try await Task.sleep(for: .milliseconds(10))
            }
            try other.execute("SELECT FROM app_user WHERE email = 'wide@nordlys.test' FOR UPDATE; COMMIT")
            let told = try await first
            #expect(told.text.contains(#""code":"CONFLICT""#), "\(told.text)")
            #expect(told.text.contains("Send it again."))
            let again = try await it.assign(membership, [customer])
            #expect(again["assignCustomers", "membership", "effectiveCustomerCount"] == 1, "\(again.text)")
        }
    }
}
