import Execution
import GraphQLSchema
import SQLText
import TestSupport
import Testing

@testable import Portal

/// What happens to somebody who is being erased at the same time, many times over.
@Suite("Races about erasing", .serialized) struct ErasureRaceTests {
    private static let rounds = TestSupport.rounds(30)

    /// Somebody new who can sign in.
    private func newcomer(_ it: CredentialWorld, _ round: Int) async throws -> (id: JSONValue, email: String) {
        let email = "round\(round)@race.test"
        let told = try await it.people.change(
            "createUser", ["name": .string("Round \(round) Racer"), "email": .string(email), "role": "USER"])
        try #require(told["createUser", "userErrors"] == [], "\(told.text)")
        _ = try await it.accept(try it.mint(email), InvitationTests.password)
        try it.world.execute("DELETE FROM sign_in_attempt")
        return (try #require(told["createUser", "user", "id"]), email)
    }

    private func erase(_ it: CredentialWorld, _ id: JSONValue, _ round: Int) async throws -> Told {
        try await it.people.change("eraseUser", ["id": id, "name": .string("Round \(round) Racer")], confirm: true)
    }

    /// What is left of all of them.
    ///
    /// Tries to sign in are written down with the e-mail, also of whom there is no user.
    private func traces(_ it: CredentialWorld) throws -> [String: Int] {
        try it.world.execute(
            """
            DELETE FROM audit_detail d USING audit_event e
            WHERE e.id = d.event_id AND e.action = 'session.refused' AND e.actor_id IS NULL
            """)
        return try TraceSearch(world: it.world).places(of: ["Racer", "@race.test"])
    }

    @Test("C22 somebody who signs in while being erased has no session, and leaves no trace")
    func signIn() async throws {
        try await CredentialWorld.with { it in
            for round in 1...Self.rounds {
                let (id, email) = try await newcomer(it, round)
                async let session = it.world.signIn(email, InvitationTests.password)
                async let erasure = erase(it, id, round)
                let (told, erased) = try await (session, erasure)
                #expect(erased["eraseUser", "erasedUserId"] == id, "\(erased.text)")
                if case .string(let token)? = told["signIn", "token"] {
                    let ended = try await it.world.ask("{ viewer { name } }", as: token)
                    #expect(ended.answer.outcome == .credentialRefused)
                }
            }
            #expect(try traces(it) == [:])
        }
    }

    @Test("C22 whoever is at work while being erased leaves facts without a name")
    func work() async throws {
        try await CredentialWorld.with { it in
            var worked = 0
            for round in 1...Self.rounds {
                let (id, email) = try await newcomer(it, round)
                let told = try await it.world.signIn(email, InvitationTests.password)
                guard case .string(let token)? = told["signIn", "token"] else { throw WorldError(text: told.text) }
                async let work = it.world.ask(
                    "mutation { updateProfile(input: {name: \"Round \(round) Racer B\"}) { userErrors { code } } }",
                    as: token)
                async let other = it.world.ask("mutation { exportPersonalData { userErrors { code } } }", as: token)
                async let erasure = erase(it, id, round)
                let (one, two, erased) = try await (work, other, erasure)
                worked += two["exportPersonalData", "userErrors"] == [] ? 1 : 0
                // Another name, or two who wait for each other: then it is asked for again.
                if erased["eraseUser", "erasedUserId"] != id {
                    _ = one
                    let again = try await it.people.change(
                        "eraseUser", ["id": id, "name": .string("Round \(round) Racer B")], confirm: true)
                    if again["eraseUser", "erasedUserId"] != id {
                        #expect(try await erase(it, id, round)["eraseUser", "erasedUserId"] == id, "\(again.text)")
                    }
                }
            }
            #expect(try traces(it) == [:])
            #expect(try TraceSearch(world: it.world).brokenChains() == [], "\(worked) of \(Self.rounds) worked")
        }
    }

    @Test("C22 mails that are made while somebody is erased go with the others")
    func mails() async throws {
        try await MailWorld.with { mails in
            let it = CredentialWorld(people: mails.people)
            for round in 1...Self.rounds {
                let (id, email) = try await newcomer(it, round)
                _ = try await it.requestReset(email)
                async let reading = mails.reader().read()
                async let erasure = erase(it, id, round)
                let (_, erased) = try await (reading, erasure)
                #expect(erased["eraseUser", "erasedUserId"] == id, "\(erased.text)")
                try await mails.reader().read()
            }
            #expect(try traces(it) == [:])
        }
    }

    @Test("D0-56 of two admins who erase each other at the same time one stays")
    func eachOther() async throws {
        for _ in 1...max(1, Self.rounds / 10) {
            try await PeopleWorld.with(twoAdmins: true) { it in
                let other = try await it.world.token("wide@nordlys.test")
                let (own, theirs) = (try await it.id("admin@nordlys.test"), try await it.id("wide@nordlys.test"))
                async let one = it.change("eraseUser", ["id": theirs, "name": "Leila Haddad"], confirm: true)
                async let two = it.change(
                    "eraseUser", ["id": own, "name": "Ingrid Solberg"], confirm: true, as: other)
                let told = try await [one, two]
                let left = try it.world.look(
                    "SELECT email FROM app_user WHERE role = 'ADMIN' AND status = 'ACTIVE' AND email LIKE '%nordlys%'")
                #expect(left.count == 1, "\(told.map(\.text))")
            }
        }
    }
}
