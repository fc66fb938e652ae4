import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Cryptography
@testable import Portal

@Suite("D4-39 Signing in elsewhere", .serialized) struct SingleSignOnTests {
    @Test("whoever has no account gets one of role USER that sees nothing, and signs in with it again")
    func provisions() async throws {
        try await SingleSignOnWorld.with { it in
            let first = try await it.enter("anna", "Anna@Nordlys.test", name: "Anna New")
            #expect(first.entry == .done)
            let told = try await it.world.ask(
                """
                { viewer { name email role user { status hasSingleSignOn memberships { totalCount } } }
                  customers { totalCount } leads { totalCount } partnerships { totalCount } users { totalCount } }
                """, as: first.token)
            #expect(
                told["viewer", "name"] == "Anna New" && told["viewer", "email"] == "anna@nordlys.test", "\(told.text)")
            #expect(told["viewer", "role"] == "USER" && told["viewer", "user", "status"] == "ACTIVE")
            #expect(told["viewer", "user", "hasSingleSignOn"] == true)
            for list in ["customers", "leads", "partnerships"] { #expect(told[list, "totalCount"] == 0) }
            #expect(told["viewer", "user", "memberships", "totalCount"] == 0 && told["users", "totalCount"] == 1)
            #expect(
                try it.journal() == [
                    "PARTNER user.created Anna New Anna New email -> anna@nordlys.test",
                    "PARTNER session.created Anna New ->",
                ])
            // The issuer may call her otherwise by now: it is the account that counts.
            #expect(try await it.enter("anna", "other@elsewhere.test", name: "Other").entry == .done)
            #expect(try it.world.look("SELECT name FROM app_user WHERE email = 'anna@nordlys.test'") == ["Anna New"])
            #expect(try it.world.look("SELECT count(*)::text FROM federated_identity") == ["1"])
        }
    }

    @Test("the same person many times at once gets one account")
    func once() async throws {
        try await SingleSignOnWorld.with { it in
            for round in 0..<20 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<3 {
                        group.addTask {
                            let entry = try await it.enter("anna \(round)", "anna\(round)@nordlys.test").entry
                            #expect(entry == .done)
                        }
                    }
                    try await group.waitForAll()
                }
            }
            #expect(try it.world.look("SELECT count(*)::text FROM federated_identity") == ["20"])
            #expect(try it.world.look("SELECT count(*)::text FROM app_user WHERE email LIKE 'anna%'") == ["20"])
        }
    }

    private static let taken = [
        "admin@nordlys.test", "wide@nordlys.test", "marketing@nordlys.test", "admin@leadhaus.test",
    ]

    @Test("an account that is there is nobody's who only has its e-mail, least of all an admin's", arguments: taken)
    func notByEmail(email: String) async throws {
        try await SingleSignOnWorld.with { it in
            try it.world.execute(
                """
                INSERT INTO identity_domain (organization_id, identity_provider_id, routes, name, status, decided_at)
                SELECT organization_id, id, routes, 'leadhaus.test', 'APPROVED', now() FROM identity_provider
                """)
            let before = try it.people.state()
            #expect(try await it.enter("stranger", email).entry == .bound)
            #expect(try it.people.state() == before)
            #expect(try it.journal() == ["PARTNER session.refused Nordlys ID reason -> NOT_BOUND"])
            #expect(try it.world.look("SELECT count(*)::text FROM federated_identity") == ["0"])
        }
    }

    @Test("a disabled account isn't revived, nor one that was removed")
    func notRevived() async throws {
        try await SingleSignOnWorld.with { it in
            #expect(try await it.enter("anna", "anna@nordlys.test", name: "Anna").entry == .done)
            let id = try await it.people.id("anna@nordlys.test")
            _ = try await it.people.change("disableUser", ["id": id], confirm: true)
            #expect(try await it.enter("anna", "anna@nordlys.test").entry == .refused)
            #expect(try await it.enter("other name", "anna@nordlys.test").entry == .bound)
            _ = try await it.people.change("removeUser", ["id": id], confirm: true)
            #expect(try await it.enter("anna", "anna@nordlys.test").entry == .refused)
            #expect(try await it.enter("anna", "new@nordlys.test").entry == .refused)
            #expect(try it.world.look("SELECT name FROM app_user WHERE email LIKE 'anna@%'") == [])
            let refusals = try it.journal().filter { $0.contains("refused") }
            #expect(
                refusals == [
                    "PARTNER session.refused Anna reason -> DISABLED",
                    "PARTNER session.refused Nordlys ID reason -> NOT_BOUND",
                    "PARTNER session.refused Nordlys ID reason -> REMOVED",
                    "PARTNER session.refused Nordlys ID reason -> REMOVED",
                ])
        }
    }

    @Test("whoever was removed and invited anew binds the account that is there now")
    func boundAnew() async throws {
        try await SingleSignOnWorld.with { it in
            _ = try await it.enter("wide", "some@nordlys.test")
            _ = try await it.people.change(
                "removeUser", ["id": try await it.people.id("some@nordlys.test")], confirm: true)
            let token = try await it.world.token("wide@nordlys.test")
            #expect(try await it.bind("wide", to: token) == .done)
            #expect(try await it.enter("wide").entry == .done)
        }
    }

    private static let strangers: [(email: String, script: String, entry: SingleSignOnStore.Entry)] = [
        ("anna@elsewhere.test", "", .domain), ("anna@sub.nordlys.test", "", .domain), ("", "", .domain),
        ("anna@nordlys.test", "UPDATE identity_domain SET status = 'REFUSED'", .domain),
        ("anna@nordlys.test", "UPDATE identity_domain SET status = 'REQUESTED', decided_at = null", .domain),
        ("anna@nordlys.test", "UPDATE identity_provider SET creates_users = false", .unknown),
        ("anna@nordlys.test", "UPDATE identity_provider SET enabled = false", .refused),
        ("anna@nordlys.test", "UPDATE organization SET status = 'SUSPENDED'", .refused),
    ]

    @Test("nobody gets an account by an e-mail that wasn't approved, or where none is wanted", arguments: strangers)
    func unknown(email: String, script: String, entry: SingleSignOnStore.Entry) async throws {
        try await SingleSignOnWorld.with { it in
            try it.world.execute(script)
            let found = try await it.enter("anna", email)
            #expect(found.entry == entry)
            #expect(try await it.people.name(behind: found.token) == nil)
        }
    }

    @Test("a second factor is asked for here too")
    func secondFactor() async throws {
        try await SingleSignOnWorld.with { it in
            let factors = SecondFactorWorld(people: it.people)
            let (token, kept) = try await factors.on()
            #expect(try await it.bind("wide", to: token) == .done)
            let found = try await it.enter("wide")
            #expect(found.entry == .totp)
            #expect(try await it.people.name(behind: found.token) == nil)
            #expect(try await factors.finish(found.challenge, "000000").userError("confirmSignIn") == "BAD_INPUT")
            let told = try await factors.finish(found.challenge, kept.code())
            #expect(told["confirmSignIn", "viewer", "role"] == "USER", "\(told.text)")
        }
    }

    @Test("whoever has a temporary password chooses an own one first")
    func temporaryPassword() async throws {
        try await SingleSignOnWorld.with { it in
            #expect(try await it.bind("wide", to: it.world.token("wide@nordlys.test")) == .done)
            try it.world.execute("UPDATE organization SET allows_temporary_passwords = true")
            let id = try await it.people.id("wide@nordlys.test")
            let told = try await it.world.ask(
                """
                mutation ($id: ID!) { setTemporaryPassword(input: {id: $id, confirm: true}) {
                  userErrors { code message } } }
                """, ["id": id], as: it.admin)
            #expect(told["setTemporaryPassword", "userErrors"] == [], "\(told.text)")
            let found = try await it.enter("wide")
            #expect(found.entry == .temporaryPassword)
            #expect(try await it.people.name(behind: found.token) == nil)
        }
    }

    @Test("the owner of a session binds the account once to one name, and another's name to none")
    func binds() async throws {
        try await SingleSignOnWorld.with { it in
            let (wide, user) = (
                try await it.world.token("wide@nordlys.test"), try await it.world.token("user@nordlys.test")
            )
            #expect(try await it.bind("w", to: wide) == .done)
            #expect(try await it.bind("w", to: wide) == .done)
            #expect(try await it.bind("w", to: user) == .taken)
            #expect(try await it.bind("v", to: wide) == .done)
            #expect(try await it.enter("w").entry == .domain)
            #expect(try await it.bind("w", to: user) == .done)
            #expect(try await it.bind("a", to: it.admin) == .done)
            let entered = try await it.enter("a")
            #expect(try await it.people.name(behind: entered.token) == "Ingrid Solberg")
            for other in ["admin@leadhaus.test", "operator@portico.test"] {
                let token = try await it.world.token(other, realm: other.hasPrefix("operator") ? "OPERATOR" : nil)
                #expect(try await it.bind("x", to: token) == nil)
            }
            try it.world.execute("UPDATE session SET revoked_at = now()")
            #expect(try await it.bind("y", to: wide) == nil)
            let events = try it.people.events().filter { $0 == "user.single_sign_on_bound" }
            #expect(events.count == 5)
        }
    }

    @Test(
        "what a provider started ends when it is disabled or removed, and nothing else does", arguments: [true, false])
    func ends(isRemoved: Bool) async throws {
        try await SingleSignOnWorld.with { it in
            let anna = try await it.enter("anna", "anna@nordlys.test", name: "Anna")
            let wide = try await it.world.token("wide@nordlys.test")
            #expect(try await it.people.name(behind: anna.token) == "Anna")
            if isRemoved {
                #expect(
                    try await it.remove(confirm: false).userError("removeIdentityProvider") == "CONFIRMATION_REQUIRED")
                let told = try await it.remove()
                #expect(told["removeIdentityProvider", "removedIdentityProviderId"] == it.provider, "\(told.text)")
            } else {
                let told = try await it.update(["enabled": false])
                #expect(told["updateIdentityProvider", "identityProvider", "enabled"] == false, "\(told.text)")
            }
            #expect(try await it.people.name(behind: anna.token) == nil)
            for stays in [wide, it.admin] { #expect(try await it.people.name(behind: stays) != nil) }
            let isBound = try it.people.column("has_single_sign_on", of: "anna@nordlys.test")
            #expect(isBound == (isRemoved ? "false" : "true"))
        }
    }

    @Test("at a portal somebody new is enabled and isn't its admin; another portal's name is nobody's here")
    func portal() async throws {
        try await SingleSignOnWorld.with { it in
            let slugs = try it.world.look(
                "SELECT slug FROM customer_portal WHERE enabled ORDER BY slug = 'fjord' DESC, id")
            let portals = try await portals(it, slugs)
            #expect(try await it.enter("kim", "kim@fjord.test", by: portals[0]).entry == .domain)
            try it.approve()
            let kim = try await it.enter("kim", "kim@fjord.test", name: "Kim", by: portals[0])
            #expect(kim.entry == .done)
            let told = try await it.world.ask(
                "{ viewer { role portalUser { state hasSingleSignOn portal { slug } } } customers { totalCount } }",
                as: kim.token)
            #expect(told["viewer", "role"] == "PORTAL_USER", "\(told.text)")
            #expect(told["viewer", "portalUser", "state"] == "ENABLED")
            #expect(told["viewer", "portalUser", "portal", "slug"] == "fjord" && told["customers", "totalCount"] == 1)
            // The same name at another portal is somebody else, and gets an account there at most.
            #expect(try await it.enter("kim", "kim@elsewhere.test", by: portals[1]).entry == .domain)
            #expect(try await it.enter("x", "admin@fjord.test", by: portals[0]).entry == .bound)
            try it.world.execute("UPDATE customer_portal SET enabled = false, disabled_reason = 'MANUAL'")
            #expect(try await it.enter("kim", by: portals[0]).entry == .refused)
            #expect(try await it.enter("new", "new@fjord.test", by: portals[0]).entry == .refused)
        }
    }

    /// A provider for each portal, as the admin makes it.
    private func portals(_ it: SingleSignOnWorld, _ slugs: [String]) async throws -> [JSONValue] {
        var made: [JSONValue] = []
        for slug in slugs.prefix(2) {
            let portal = try #require(
                try it.world.look("SELECT global_id(17, id) FROM customer_portal WHERE slug = \(.text(slug))").first)
            let told = try await it.create(["portalId": .string(portal), "domains": ["fjord.test"]])
            made.append(try #require(told["createIdentityProvider", "identityProvider", "id"], "\(told.text)"))
        }
        return made
    }

    @Test("an e-mail leads to the company whose domain was approved, and a portal's door to the portal's provider")
    func routes() async throws {
        try await SingleSignOnWorld.with { it in
            func name(_ way: SingleSignOnStore.Way) async throws -> String? { try await it.store.provider(way)?.name }
            #expect(try await name(.email("anybody@nordlys.test")) == "Nordlys ID")
            #expect(try await name(.email("anybody@leadhaus.test")) == nil)
            #expect(try await name(.portal("fjord")) == nil)
            #expect(try await name(.session(sha256(Array(it.admin.utf8)))) == "Nordlys ID")
            let stranger = try await it.world.token("admin@leadhaus.test")
            #expect(try await name(.session(sha256(Array(stranger.utf8)))) == nil)
            _ = try await portals(it, ["fjord"])
            #expect(try await name(.portal("fjord")) == "Nordlys ID")
            #expect(try await name(.email("anybody@fjord.test")) == nil)
            for script in [
                "UPDATE identity_domain SET status = 'REFUSED', decided_at = now()",
                "UPDATE identity_provider SET enabled = false",
            ] {
                try it.world.execute(script)
                #expect(try await name(.email("anybody@nordlys.test")) == nil)
            }
            #expect(try await name(.session(sha256(Array(it.admin.utf8)))) == nil)
        }
    }

    @Test("a journey ends once, in time, and with both secrets")
    func journeys() async throws {
        try await SingleSignOnWorld.with { it in
            func begun(_ session: [UInt8]? = nil) async throws -> FederatedJourney {
                let journey = try FederatedJourney()
                try await it.store.begin(journey, to: it.row(), binding: session)
                return journey
            }
            let journey = try await begun()
            let other = try FederatedJourney()
            for wrong in [other, .init(state: journey.state, secret: other.secret), .init(state: "", secret: "")] {
                #expect(try await it.store.end(wrong) == nil)
            }
            let back = try #require(try await it.store.end(journey))
            #expect(back.found.name == "Nordlys ID" && back.session == nil && back.door.realm == .partner)
            #expect(try await it.store.end(journey) == nil)
            let late = try await begun()
            try it.world.execute("UPDATE federated_sign_in SET expires_at = now()")
            #expect(try await it.store.end(late) == nil)
            let hash = sha256(Array(it.admin.utf8))
            let bound = try await begun(hash)
            #expect(try await it.store.end(bound)?.session == hash)
            let swept = try await begun()
            try it.world.execute("UPDATE federated_sign_in SET expires_at = now() - interval '1 second'")
            #expect(try await Sweeper(it.world.database).sweep() > 0)
            #expect(try it.world.look("SELECT count(*)::text FROM federated_sign_in") == ["0"])
            #expect(try await it.store.end(swept) == nil)
        }
    }

    @Test("what proves who comes back is made of the secret that stays, and differs by purpose")
    func derived() throws {
        let journey = FederatedJourney(state: "s", secret: "t")
        #expect(
            Set([journey.state, journey.secret, journey.nonce, journey.codeVerifier, journey.codeChallenge]).count == 5)
        #expect((43...128).contains(journey.codeVerifier.utf8.count), "RFC 7636, 4.1")
        #expect(FederatedJourney(state: "other", secret: "t").nonce == journey.nonce)
        #expect(FederatedJourney(state: "s", secret: "u").nonce != journey.nonce)
    }

    @Test("without a provider, an e-mail or an issuer that answers there is a clear refusal, and no journey")
    func start() async throws {
        try await SingleSignOnWorld.with { it in
            func start(_ input: JSONObject, as token: String? = nil) async throws -> Told {
                try await it.world.ask(
                    """
                    mutation ($input: StartSingleSignOnInput!) { startSingleSignOn(input: $input) {
                      authorizationUrl secret userErrors { code field message } } }
                    """, ["input": .object(input)], as: token)
            }
            for (input, code) in [
                ([:], "BAD_INPUT"), (["email": "nobody"], "BAD_INPUT"), (["email": "a@elsewhere.test"], "NOT_FOUND"),
                (["portal": "fjord"], "NOT_FOUND"), (["portal": "no such"], "NOT_FOUND"),
                (["bind": true], "UNAUTHENTICATED"),
            ] as [(JSONObject, String)] {
                try it.world.execute("DELETE FROM sign_in_attempt")
                #expect(try await start(input).userError("startSingleSignOn") == code)
            }
            let finished = try await it.world.ask(
                """
                mutation { finishSingleSignOn(input: {state: "s", code: "c", secret: "t"}) {
                  token next challenge portal isBound viewer { name } userErrors { code message } } }
                """)
            #expect(finished.userError("finishSingleSignOn") == "UNAUTHENTICATED", "\(finished.text)")
            #expect(finished["finishSingleSignOn", "next"] == .null && finished.answer.effects.isEmpty)
            // Nobody may be asked here; why not only an admin learns.
            let told = try await start(["email": "anna@nordlys.test"])
            #expect(told.userError("startSingleSignOn") == "UNAVAILABLE" && !told.text.contains("id.nordlys.test"))
            let admin = try await start(["bind": true], as: it.admin)
            #expect(admin.userError("startSingleSignOn") == "UNAVAILABLE" && admin.text.contains("id.nordlys.test"))
            for _ in 0..<4 { _ = try await start(["email": "anna@nordlys.test"]) }
            #expect(try await start(["email": "anna@nordlys.test"]).userError("startSingleSignOn") == "RATE_LIMITED")
            #expect(try it.world.look("SELECT count(*)::text FROM federated_sign_in") == ["0"])
        }
    }
}
