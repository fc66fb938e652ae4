import Execution
import GraphQLSchema
import Testing

@testable import Portal

@Suite("invitePortalUser", .serialized) struct InvitePortalUserTests {
    @Test("D1-09 D3-07 D3-08 D3-09 D3-10 D3-11 who is invited is unconfirmed, no admin, and signs in by a link")
    func invites() async throws {
        try await PortalPeopleWorld.with { it in
            let told = try await it.invite(" Nina Lund ", "Nina.Lund@Fjord.test ")
            #expect(told["invitePortalUser", "portalUser", "state"] == "UNCONFIRMED", "\(told.text)")
            #expect(told["invitePortalUser", "portalUser", "name"] == "Nina Lund")
            #expect(told["invitePortalUser", "portalUser", "email"] == "nina.lund@fjord.test")
            #expect(try it.events() == ["user.created", "user.invited"])
            #expect(
                try it.journal() == [
                    "PORTAL user.created Nina Lund name -> Nina Lund",
                    "PORTAL user.created Nina Lund email -> nina.lund@fjord.test",
                    "PORTAL user.created Nina Lund state -> UNCONFIRMED",
                ])
            #expect(try await it.signIn("nina.lund@fjord.test") == nil)
            let link = try it.credentials.mint("nina.lund@fjord.test")
            let password = InvitationTests.password
            let accepted = try await it.credentials.accept(link, password)
            #expect(accepted["acceptInvitation", "email"] == "nina.lund@fjord.test", "\(accepted.text)")
            let token = try #require(try await it.signIn("nina.lund@fjord.test", password))
            let viewer = try await it.world.ask("{ viewer { role customer { name } } }", as: token)
            #expect(viewer["viewer", "role"] == "PORTAL_USER", "\(viewer.text)")
            #expect(try it.events().last == "user.confirmed")
        }
    }

    @Test("D3-07 everything that is wrong is told at its field, and nothing is made")
    func faults() async throws {
        try await PortalPeopleWorld.with { it in
            let before = try it.state()
            let told = try await it.invite("  ", "nowhere")
            #expect(
                told.text.contains("The name can't be empty.") && told.text.contains("This is no e-mail address"),
                "\(told.text)")
            #expect(told["invitePortalUser", "userErrors", 0, "field"] == ["input", "name"])
            #expect(told["invitePortalUser", "userErrors", 1, "field"] == ["input", "email"])
            for email in ["user@fjord.test", "USER@fjord.test ", "odd@fjord.test", "mona@fjord.test"] {
                let taken = try await it.invite("Nina Lund", email)
                #expect(taken.userError("invitePortalUser") == "CONFLICT", "\(taken.text)")
                #expect(taken["invitePortalUser", "userErrors", 0, "field"] == ["input", "email"])
            }
            #expect(try it.state() == before)
            #expect(try it.events() == [])
        }
    }

    @Test("G-18 An address that somebody has at another portal, or as a user of the partner, is free at this one")
    func otherRealms() async throws {
        try await PortalPeopleWorld.with { it in
            let other = try it.world.look("SELECT email FROM portal_user WHERE email NOT LIKE '%@fjord.test' LIMIT 1")[
                0]
            for email in [other, "wide@nordlys.test"] {
                let told = try await it.invite("Nina Lund", email)
                #expect(told["invitePortalUser", "portalUser", "email"] == .string(email), "\(told.text)")
            }
        }
    }

    @Test(
        "Nobody is invited to a portal that is disabled, or whose customer is, and the reason is told",
        arguments: [
            ("UPDATE customer_portal SET enabled = false, disabled_reason = 'MANUAL'", "The portal is disabled"),
            ("UPDATE customer SET status = 'DISABLED'", "The customer is disabled"),
        ])
    func closed(change: String, reason: String) async throws {
        try await PortalPeopleWorld.with { it in
            let mona = try await it.id(PortalPeopleWorld.mona)
            let portal = try await it.portal()
            try it.world.execute(change)
            let input: JSONObject = ["portalId": portal, "name": "Nina Lund", "email": "nina@fjord.test"]
            let before = try it.state()
            let told = try await it.change("invitePortalUser", input, as: it.staff)
            #expect(told.userError("invitePortalUser") == "CONFLICT", "\(told.text)")
            #expect(told["invitePortalUser", "userErrors", 0, "field"] == ["input", "portalId"])
            #expect(told.text.contains(reason))
            let again = try await it.change("reinvitePortalUser", ["id": mona], as: it.staff)
            #expect(again.userError("reinvitePortalUser") == "CONFLICT", "\(again.text)")
            #expect(again.text.contains(reason))
            #expect(try it.state() == before)
        }
    }

    @Test("A repeated key answers what it answered first, and invites nobody twice")
    func repeated() async throws {
        try await PortalPeopleWorld.with { it in
            let input: JSONObject = [
                "portalId": try await it.portal(), "name": "Nina Lund", "email": "nina@fjord.test",
                "idempotencyKey": "k", "clientMutationId": "c",
            ]
            let first = try await it.change("invitePortalUser", input)
            #expect(first["invitePortalUser", "clientMutationId"] == "c", "\(first.text)")
            #expect(try await it.change("invitePortalUser", input).text == first.text)
            #expect(try it.events() == ["user.created", "user.invited"])
            var other = input
            other["name"] = "Somebody Else"
            let taken = try await it.change("invitePortalUser", other)
            #expect(taken["invitePortalUser", "userErrors", 0, "field"] == ["input", "idempotencyKey"])
        }
    }
}
