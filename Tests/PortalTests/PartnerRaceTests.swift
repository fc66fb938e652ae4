import Execution
import GraphQLSchema
import Postgres
import SQLText
import TestSupport
import Testing

@testable import Portal

/// What happens to a partner and its people at the same time, many times over.
@Suite("Races about partners", .serialized) struct PartnerRaceTests {
    private static let rounds = TestSupport.rounds(30)

    @Test("D4-08 whoever signs in while the company is suspended has no session that lives, also once it is reopened")
    func suspendedDuringSignIn() async throws {
        try await PartnersWorld.with { it in
            let company = try await it.company()
            for _ in 1...Self.rounds {
                try it.world.execute("DELETE FROM sign_in_attempt")
                async let partner = it.world.signIn("user@nordlys.test")
                async let guest = it.world.signIn("admin@fjord.test", portal: "fjord")
                async let change = it.change("suspendPartner", ["id": company], confirm: true)
                let (first, second, told) = try await (partner, guest, change)
                #expect(told["suspendPartner", "organization", "status"] == "SUSPENDED", "\(told.text)")
                let reopened = try await it.change("reopenPartner", ["id": company])
                #expect(reopened["reopenPartner", "organization", "status"] == "ACTIVE", "\(reopened.text)")
                for signedIn in [first, second] {
                    guard case .string(let token)? = signedIn["signIn", "token"] else { continue }
                    let ended = try await it.world.ask("{ viewer { name } }", as: token)
                    #expect(ended.answer.outcome == .credentialRefused, "\(ended.text)")
                }
            }
            #expect(
                try it.world.look(
                    """
                    SELECT count(*)::text FROM session s WHERE s.revoked_at IS NULL AND (
                        s.user_id IN (SELECT id FROM app_user WHERE email LIKE '%@nordlys.test')
                        OR s.portal_user_id IN (SELECT id FROM portal_user WHERE email LIKE '%@fjord.test'))
                    """) == ["0"])
        }
    }

    @Test("D4-08 D0-56 a suspension and a change of its admins wait for each other, and neither fails")
    func suspendedDuringDemotion() async throws {
        try await PartnersWorld.with { it in
            let company = try await it.company()
            try it.world.execute("UPDATE app_user SET role = 'ADMIN' WHERE email = 'wide@nordlys.test'")
            let wide = try await it.credentials.people.id("wide@nordlys.test")
            for round in 1...Self.rounds {
                let role: JSONValue = round.isMultiple(of: 2) ? "ADMIN" : "USER"
                async let switched = it.change(
                    round.isMultiple(of: 2) ? "reopenPartner" : "suspendPartner", ["id": company],
                    confirm: !round.isMultiple(of: 2))
                async let demoted = it.change("updateUser", ["id": wide, "role": role], confirm: true)
                let (first, second) = try await (switched, demoted)
                #expect("errors".value(in: first.json) == nil, "\(first.text)")
                #expect(second["updateUser", "user", "role"] == role, "\(second.text)")
            }
        }
    }
}
