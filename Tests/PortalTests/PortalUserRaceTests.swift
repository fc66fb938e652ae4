import Execution
import GraphQLSchema
import Postgres
import SQLText
import TestSupport
import Testing

@testable import Portal

/// What happens to the users of a portal at the same time, many times over.
@Suite("Races about the users of a portal", .serialized) struct PortalUserRaceTests {
    private typealias People = PortalPeopleWorld
    private static let rounds = TestSupport.rounds(60)

    /// Somebody who has not confirmed, and the link that they got.
    private func invited(_ it: PortalPeopleWorld, _ round: Int) async throws -> (email: String, link: String) {
        let email = "round\(round)@fjord.test"
        let told = try await it.invite("Round \(round)", email)
        try #require(told["invitePortalUser", "userErrors"] == [], "\(told.text)")
        return (email, try it.credentials.mint(email))
    }

    private func count(_ it: PortalPeopleWorld, _ topic: String) throws -> Int {
        try it.events().filter { $0 == topic }.count
    }

    @Test("D3-18 an invitation that is accepted while the user is removed: the user is gone, and nobody gets in")
    func acceptedWhileRemoved() async throws {
        try await People.with { it in
            var accepted = 0
            for round in 1...Self.rounds {
                let (email, link) = try await invited(it, round)
                let id = try await it.id(email)
                async let acceptance = it.credentials.accept(link, InvitationTests.password)
                async let removal = it.change("removePortalUser", ["id": id], confirm: true)
                let told = try await (acceptance, removal)
                #expect(told.1["removePortalUser", "removedPortalUserId"] == id, "\(told.1.text)")
                let refusal = told.0.userError("acceptInvitation")
                #expect(refusal == nil || refusal == "NOT_FOUND", "\(told.0.text)")
                accepted += refusal == nil ? 1 : 0
                #expect(try it.column("state", of: email) == nil)
                #expect(try await it.signIn(email, InvitationTests.password) == nil)
            }
            #expect(try count(it, "user.confirmed") == accepted)
            #expect(try count(it, "user.removed") == Self.rounds)
        }
    }

    @Test("D3-13 a user who is disabled while signing in has no session that lives")
    func disabledDuringSignIn() async throws {
        try await People.with { it in
            let id = try await it.id(People.kari)
            for _ in 1...Self.rounds {
                async let session = it.signIn(People.kari)
                async let change = it.change("disablePortalUser", ["id": id], confirm: true)
                let (token, told) = try await (session, change)
                #expect(told["disablePortalUser", "portalUser", "state"] == "DISABLED", "\(told.text)")
                if let token {
                    let ended = try await it.world.ask("{ viewer { name } }", as: token)
                    #expect(ended.answer.outcome == .credentialRefused)
                }
                #expect(
                    try it.world.look(
                        """
                        SELECT count(*)::text FROM session s JOIN portal_user u ON u.id = s.portal_user_id
                        WHERE u.email = \(.text(People.kari)) AND s.revoked_at IS NULL
                        """) == ["0"])
                _ = try await it.change("enablePortalUser", ["id": id])
                try it.world.execute("DELETE FROM sign_in_attempt")
            }
        }
    }

    @Test("D3-15 of two who remove a user at the same time one succeeds, and the other is told that there is nobody")
    func removedTwice() async throws {
        try await People.with { it in
            for round in 1...Self.rounds {
                let (email, _) = try await invited(it, round)
                let id = try await it.id(email)
                async let one = it.change("removePortalUser", ["id": id], confirm: true)
                async let two = it.change("removePortalUser", ["id": id], confirm: true, as: it.staff)
                let told = try await [one, two].map { $0.userError("removePortalUser") }
                #expect(told.filter { $0 == nil }.count == 1 && told.contains("NOT_FOUND"), "\(told)")
            }
            #expect(try count(it, "user.removed") == Self.rounds)
            #expect(try it.journal().filter { $0.contains("user.removed") }.count == Self.rounds)
        }
    }

    @Test("D3-09 of two who invite one address at the same time one succeeds, and the other is told that it's taken")
    func invitedTwice() async throws {
        try await People.with { it in
            for round in 1...Self.rounds {
                let email = "round\(round)@fjord.test"
                async let one = it.invite("One", email)
                async let two = it.invite("Two", email, as: it.staff)
                let told = try await [one, two]
                let errors = told.map { $0.userError("invitePortalUser") }
                #expect(errors.filter { $0 == nil }.count == 1 && errors.contains("CONFLICT"), "\(told.map(\.text))")
                #expect(try it.world.look("SELECT name FROM portal_user WHERE email = \(.text(email))").count == 1)
            }
            #expect(try count(it, "user.invited") == Self.rounds)
        }
    }

    @Test(
        "D3-03 G-09 becoming the admin while being disabled or removed: a portal always has an admin who can act",
        arguments: ["disablePortalUser", "removePortalUser"])
    func adminMeanwhile(mutation: String) async throws {
        try await People.with { it in
            for round in 1...Self.rounds {
                let email = "round\(round)@fjord.test"
                try it.world.execute(
                    """
                    INSERT INTO portal_user
                        (organization_id, partnership_id, customer_id, portal_id, name, email, state, password_hash)
                    SELECT organization_id, partnership_id, customer_id, portal_id, 'Round', '\(email)', state,
                        password_hash
                    FROM portal_user WHERE email = '\(People.kari)'
                    """)
                let id = try await it.id(email)
                async let change = it.change(mutation, ["id": id], confirm: true, as: it.staff)
                async let handOver: Bool = makeAdmin(it, email)
                let (told, isAdmin) = try await (change, handOver)
                let error = told.userError(mutation)
                #expect(error == nil || error == "CONFLICT", "\(told.text)")
                #expect((error == nil) != isAdmin, "\(told.text)")
                let admins = try it.world.look(
                    """
                    SELECT u.state FROM customer_portal p JOIN portal_user u ON u.id = p.admin_user_id
                    WHERE p.slug = 'fjord'
                    """)
                #expect(admins == ["ENABLED"])
            }
        }
    }

    /// Hands the portal over in a transaction of its own, as whoever may would; false where the database refuses it.
    private func makeAdmin(_ it: PortalPeopleWorld, _ email: String) async throws -> Bool {
        let test = it.world.test
        let change = Task.detached {
            try test.session().execute(
                """
                UPDATE customer_portal SET admin_user_id = (
                    SELECT id FROM portal_user WHERE email = '\(email)') WHERE slug = 'fjord'
                """)
        }
        switch await change.result {
        case .success: return true
        case .failure(let error):
            guard let state = (error as? PostgresError)?.sqlState, ["PO012", "23502", "23503"].contains(state) else {
                throw error
            }
            return false
        }
    }
}
