import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("Resetting a second factor", .serialized) struct ResetSecondFactorTests {
    private static let wide: String = SecondFactorWorld.wide

    @Test("an admin resets a user's: it is asked for no more, all sessions end, and the user is told")
    func resets() async throws {
        try await SecondFactorWorld.with { it in
            let (token, kept) = try await it.on()
            let challenge = try await it.challenge()
            let id = try await it.people.id(Self.wide)
            let asked = try await it.people.change("resetSecondFactor", ["id": id])
            let message = """
                Leila Haddad signs in with the password alone, until there is a new second factor. \
                Leila Haddad is signed out of 1 session at once.
                """
            #expect(asked["resetSecondFactor", "userErrors", 0, "message"] == .string(message), "\(asked.text)")
            #expect(asked.userError("resetSecondFactor") == "CONFIRMATION_REQUIRED")
            #expect(try await it.standing(token) == [true, 10])
            let told = try await it.people.change("resetSecondFactor", ["id": id], confirm: true)
            #expect(told["resetSecondFactor", "user", "status"] == "ACTIVE", "\(told.text)")
            #expect(try await it.world.ask("{ viewer { name } }", as: token).answer.outcome == .credentialRefused)
            #expect(try await it.finish(challenge, kept.code()).userError("confirmSignIn") == "UNAUTHENTICATED")
            #expect(try await it.world.signIn(Self.wide)["signIn", "next"] == "DONE")
            #expect(try it.people.journal().last == "user.second_factor_reset Leila Haddad second_factor ON -> OFF")
            #expect(try it.people.events().last == "user.second_factor_reset")
            let again = try await it.people.change("resetSecondFactor", ["id": id], confirm: true)
            #expect(again.userError("resetSecondFactor") == "CONFLICT" && again.text.contains("has no second factor"))
        }
    }

    @Test("nobody but an admin of the company does, and no admin the own one")
    func refuses() async throws {
        try await SecondFactorWorld.with { it in
            let (token, _) = try await it.on()
            let id = try await it.people.id(Self.wide)
            let foreign = try await it.people.change(
                "resetSecondFactor", ["id": id], confirm: true, as: it.world.token("admin@leadhaus.test"))
            #expect(foreign.userError("resetSecondFactor") == "NOT_FOUND", "\(foreign.text)")
            for email in ["user@nordlys.test", "marketing@nordlys.test"] {
                let told = try await it.people.change(
                    "resetSecondFactor", ["id": id], confirm: true, as: it.world.token(email))
                #expect(told.answer.outcome != .data, "\(told.text)")
            }
            _ = try await it.turnOn(it.people.admin)
            let own = try await it.people.change(
                "resetSecondFactor", ["id": it.people.id("admin@nordlys.test")], confirm: true)
            #expect(own.userError("resetSecondFactor") == "CONFLICT" && own.text.contains("under Account"))
            #expect(try await it.standing(token) == [true, 10])
            // Nor from SQL, without a viewer.
            let row = try it.world.look("SELECT id::text FROM app_user WHERE email = \(.text(Self.wide))").first ?? ""
            try it.world.execute("SET ROLE portico_app; SELECT second_factor_reset('\(row)')")
            #expect(try await it.standing(token) == [true, 10])
        }
    }

    @Test("at the machine itself an operator's is removed too, which ends the sessions and is written down")
    func machine() async throws {
        try await SecondFactorWorld.with { it in
            let (token, _) = try await it.on("operator@portico.test", realm: "OPERATOR")
            let administration = UserAdministration(try it.world.test.session())
            #expect(throws: AdministrationError.unknown("nobody@x.test")) {
                try administration.removeSecondFactor(email: "nobody@x.test", isOperator: true)
            }
            #expect(throws: AdministrationError.unknown("operator@portico.test")) {
                try administration.removeSecondFactor(email: "operator@portico.test", isOperator: false)
            }
            #expect(try administration.removeSecondFactor(email: "operator@portico.test", isOperator: true))
            #expect(try !administration.removeSecondFactor(email: "operator@portico.test", isOperator: true))
            #expect(try await it.people.name(behind: token) == nil)
            let told = try await it.world.signIn("operator@portico.test", realm: "OPERATOR")
            #expect(told["signIn", "next"] == "DONE", "\(told.text)")
            let written = try it.world.look(
                "SELECT action FROM audit_event WHERE realm = 'SYSTEM' AND target_type = 'operator_user'")
            #expect(written == ["user.second_factor_reset"])
        }
    }

    @Test("of a portal's users, its admin does and the staff who see the customer, and nobody else")
    func portal() async throws {
        try await PortalPeopleWorld.with { portal in
            let it = SecondFactorWorld(people: portal.credentials.people)
            let id = try await portal.id(PortalPeopleWorld.kari)
            let (mutation, wide) = ("resetPortalUserSecondFactor", try await it.session(Self.wide))
            for manager in [portal.boss, portal.staff, wide] {
                let (token, _) = try await it.on(PortalPeopleWorld.kari, portal: "fjord")
                let foreign = try await portal.change(
                    mutation, ["id": id], confirm: true, as: it.world.token("admin@leadhaus.test"))
                #expect(foreign.userError(mutation) == "NOT_FOUND", "\(foreign.text)")
                let own = try await portal.change(mutation, ["id": id], confirm: true, as: token)
                #expect(own.answer.outcome != .data, "\(own.text)")
                #expect(try await portal.change(mutation, ["id": id]).userError(mutation) == "CONFIRMATION_REQUIRED")
                let told = try await portal.change(mutation, ["id": id], confirm: true, as: manager)
                #expect(told[mutation, "portalUser", "state"] == "ENABLED", "\(told.text)")
                #expect(try await it.people.name(behind: token) == nil)
            }
        }
    }
}
