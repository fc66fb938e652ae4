import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("What the operator does with partners", .serialized) struct ManagePartnerTests {
    @Test("D4-08 the operator renames a partner, for the version that was read; it is written down")
    func renames() async throws {
        try await PartnersWorld.with { it in
            let id = try await it.made()
            let stale = try await it.change("updatePartner", ["id": id, "name": "Aurora", "expectedVersion": 7])
            #expect(stale.userError("updatePartner") == "CONFLICT", "\(stale.text)")
            let empty = try await it.change("updatePartner", ["id": id, "name": " "])
            #expect(empty.userError("updatePartner") == "BAD_INPUT", "\(empty.text)")
            let told = try await it.change(
                "updatePartner", ["id": id, "name": "Aurora", "legalName": .null, "vatId": "SE1", "expectedVersion": 1])
            #expect(told["updatePartner", "organization", "name"] == "Aurora", "\(told.text)")
            let written = try it.journal(of: "Aurora").filter { $0.contains("organization.updated") }
            #expect(written.count == 3, "\(written)")
            #expect(written.contains { $0.contains("name Aurora Watch AB -> Aurora") }, "\(written)")
            let same = try await it.change("updatePartner", ["id": id, "name": "Aurora"])
            #expect(same["updatePartner", "organization", "version"] == 2, "\(same.text)")
            #expect(try await it.change("updatePartner", ["id": "x"]).userError("updatePartner") == "NOT_FOUND")
        }
    }

    @Test(
        "D4-08 G-29 after suspending, which is confirmed first, nobody of the partner or its portals gets in, and no key"
    )
    func suspends() async throws {
        try await PartnersWorld.with { it in
            let company = try await it.company()
            let (admin, other) = (it.credentials.people.admin, try await it.world.token("admin@kumo.test"))
            let signedIn = try await it.world.signIn("admin@fjord.test", portal: "fjord")
            guard case .string(let guest)? = signedIn["signIn", "token"] else { throw WorldError(text: signedIn.text) }
            try it.world.execute(
                """
                INSERT INTO api_key (id, organization_id, partnership_id, partnership_type, name, prefix, scopes)
                SELECT id, organization_id, id, type, 'k', 'pk_world0', ARRAY['ME_READ']
                FROM partnership WHERE type = 'MSSP' AND organization_id = (
                    SELECT organization_id FROM app_user WHERE email = 'admin@nordlys.test');
                INSERT INTO api_key_secret (key_id, secret_hash)
                SELECT id, sha256('suspended') FROM api_key WHERE name = 'k';
                """)
            func isIn(_ token: String) async throws -> Bool {
                try await it.world.ask("{ viewer { name } }", as: token)["viewer", "name"] != nil
            }
            for token in [admin, guest, "suspended", other] { #expect(try await isIn(token)) }
            let before = try it.state()
            let asked = try await it.change("suspendPartner", ["id": company])
            #expect(asked.userError("suspendPartner") == "CONFIRMATION_REQUIRED", "\(asked.text)")
            #expect(asked.text.contains("2 sessions end at once."), "\(asked.text)")
            #expect(asked.text.contains("API key"), "\(asked.text)")
            #expect(try it.state() == before)
            let told = try await it.change("suspendPartner", ["id": company], confirm: true)
            #expect(told["suspendPartner", "organization", "status"] == "SUSPENDED", "\(told.text)")
            // The very next request, of whoever was in before.
            for token in [admin, guest, "suspended"] { #expect(try await !isIn(token)) }
            #expect(try await isIn(other))
            for (email, portal) in [("admin@nordlys.test", nil), ("admin@fjord.test", "fjord" as String?)] {
                let refused = try await it.world.signIn(email, portal: portal)
                #expect(refused["signIn", "token"] == .null, "\(refused.text)")
            }
            let reopened = try await it.change("reopenPartner", ["id": company])
            #expect(reopened["reopenPartner", "organization", "status"] == "ACTIVE", "\(reopened.text)")
            // Sessions ended for good; keys and passwords work again.
            for token in [admin, guest] { #expect(try await !isIn(token)) }
            #expect(try await isIn("suspended"))
            #expect(try await isIn(try await it.world.token("admin@nordlys.test")))
            let written = try it.journal(of: "Nordlys Security AS").filter { $0.contains("organization.") }
            let last = written.map { $0.split(separator: " ").suffix(4).joined(separator: " ") }
            #expect(last == ["status ACTIVE -> SUSPENDED", "status SUSPENDED -> ACTIVE"], "\(written)")
            let again = try await it.change("reopenPartner", ["id": company])
            #expect(again["reopenPartner", "userErrors"] == [], "\(again.text)")
        }
    }

    @Test("D4-08 G-27 a partner gets another partnership, which may be renamed, ended after a confirmation, and go on")
    func partnerships() async throws {
        try await PartnersWorld.with { it in
            let id = try await it.made()
            let told = try await it.change(
                "createPartnership",
                ["organizationId": id, "type": "RESELLER", "name": "Aurora resale", "currency": "NOK"])
            #expect(told["createPartnership", "partnership", "timeZone"] == "Europe/Stockholm", "\(told.text)")
            let made = try #require(told["createPartnership", "partnership", "id"])
            let wrong = try await it.change(
                "createPartnership",
                ["organizationId": id, "type": "MSSP", "name": "x", "currency": "EUR", "timeZone": "Moon"])
            #expect(wrong["createPartnership", "userErrors", 0, "field"] == ["input", "timeZone"], "\(wrong.text)")
            let asked = try await it.change("updatePartnership", ["id": made, "name": "Resale", "status": "ENDED"])
            #expect(asked.userError("updatePartnership") == "CONFIRMATION_REQUIRED", "\(asked.text)")
            let ended = try await it.change(
                "updatePartnership", ["id": made, "name": "Resale", "status": "ENDED", "expectedVersion": 1],
                confirm: true)
            #expect(ended["updatePartnership", "partnership", "status"] == "ENDED", "\(ended.text)")
            #expect(ended["updatePartnership", "partnership", "name"] == "Resale")
            let stale = try await it.change(
                "updatePartnership", ["id": made, "status": "ACTIVE", "expectedVersion": 1])
            #expect(stale.userError("updatePartnership") == "CONFLICT", "\(stale.text)")
            let on = try await it.change("updatePartnership", ["id": made, "status": "ACTIVE"])
            #expect(on["updatePartnership", "partnership", "status"] == "ACTIVE", "\(on.text)")
            let none = try await it.change("updatePartnership", ["id": made, "status": .null])
            #expect(none.userError("updatePartnership") == "BAD_INPUT", "\(none.text)")
            #expect(try await it.change("updatePartnership", ["id": id]).userError("updatePartnership") == "NOT_FOUND")
        }
    }

    @Test("D4-06 D4-08 the operator invites a further admin, once per e-mail, and again where the link is over")
    func invites() async throws {
        try await PartnersWorld.with { it in
            let company = try await it.company()
            let wish: JSONObject = ["organizationId": company, "name": "Bo Berg", "email": "bo@nordlys.test"]
            let told = try await it.change("invitePartnerAdmin", wish)
            #expect(told["invitePartnerAdmin", "user", "role"] == "ADMIN", "\(told.text)")
            #expect(told["invitePartnerAdmin", "user", "status"] == "INVITED")
            let taken = try await it.change("invitePartnerAdmin", wish)
            #expect(taken["invitePartnerAdmin", "userErrors", 0, "field"] == ["input", "email"], "\(taken.text)")
            let id = try #require(told["invitePartnerAdmin", "user", "id"])
            // The address of an invitation is put right; the link of before works no more.
            let first = try it.credentials.mint("bo@nordlys.test")
            let moved = try await it.change("updateUser", ["id": id, "email": "bo.berg@nordlys.test"], confirm: true)
            #expect(moved["updateUser", "userErrors"] == [], "\(moved.text)")
            let old = try await it.credentials.accept(first, InvitationTests.password)
            #expect(old.userError("acceptInvitation") == "CONFLICT", "\(old.text)")
            try it.world.execute(
                """
                UPDATE invitation SET created_at = created_at - interval '8 days',
                    expires_at = expires_at - interval '8 days' WHERE ending IS NULL
                """)
            let again = try await it.change("reinviteUser", ["id": id])
            #expect(again["reinviteUser", "userErrors"] == [], "\(again.text)")
            let secret = try it.credentials.mint("bo.berg@nordlys.test")
            let accepted = try await it.credentials.accept(secret, InvitationTests.password)
            #expect(accepted["acceptInvitation", "email"] == "bo.berg@nordlys.test", "\(accepted.text)")
            // Whoever has confirmed keeps the address.
            let kept = try await it.change("updateUser", ["id": id, "email": "x@nordlys.test"], confirm: true)
            #expect(kept["updateUser", "userErrors", 0, "field"] == ["input", "email"], "\(kept.text)")
        }
    }

    @Test("D4-08 D0-56 the operator changes roles, disables and enables, but the last active admin stays")
    func manages() async throws {
        try await PartnersWorld.with { it in
            let admin = try await it.credentials.people.id("admin@nordlys.test")
            let user = try await it.credentials.people.id("user@nordlys.test")
            for (mutation, input) in [
                ("updateUser", ["id": admin, "role": "USER"] as JSONObject), ("disableUser", ["id": admin]),
            ] {
                let told = try await it.change(mutation, input, confirm: true)
                #expect(told.userError(mutation) == "CONFLICT", "\(told.text)")
                #expect(told.text.contains("The company needs an active admin"), "\(told.text)")
            }
            let token = try await it.world.token("user@nordlys.test")
            let asked = try await it.change("updateUser", ["id": user, "role": "ADMIN"])
            #expect(asked.text.contains("assignment"), "\(asked.text)")
            let off = try await it.change("disableUser", ["id": user], confirm: true)
            #expect(off["disableUser", "user", "status"] == "DISABLED", "\(off.text)")
            #expect(try await it.world.ask("{ viewer { name } }", as: token)["viewer", "name"] == nil)
            let on = try await it.change("enableUser", ["id": user])
            #expect(on["enableUser", "user", "status"] == "ACTIVE", "\(on.text)")
            let risen = try await it.change("updateUser", ["id": user, "role": "ADMIN"], confirm: true)
            #expect(risen["updateUser", "user", "role"] == "ADMIN", "\(risen.text)")
            // Now that there is another one, the first may go.
            let fallen = try await it.change("updateUser", ["id": admin, "role": "USER"], confirm: true)
            #expect(fallen["updateUser", "user", "role"] == "USER", "\(fallen.text)")
            let seen = try await it.world.ask(
                """
                { auditEvents(filter: {actorKind: {eq: OPERATOR}}) { nodes { action detail { actorName targetName } } } }
                """, as: try await it.world.token("user@nordlys.test"))
            #expect(seen.text.contains("user.disabled") && seen.text.contains("user.updated"), "\(seen.text)")
        }
    }

    @Test("D4-08 what is a company's own stays out of the operator's reach: removal, passwords, second factors, places")
    func limits() async throws {
        try await PartnersWorld.with { it in
            let user = try await it.credentials.people.id("user@nordlys.test")
            for mutation in [
                "removeUser", "eraseUser", "resetUserPassword", "setTemporaryPassword", "resetSecondFactor",
            ] {
                let told = try await it.world.ask(
                    "mutation ($id: ID!) { \(mutation)(input: {id: $id}) { clientMutationId } }", ["id": user],
                    as: it.operatorToken)
                #expect(told[mutation] == nil, "\(told.text)")
            }
        }
    }
}
