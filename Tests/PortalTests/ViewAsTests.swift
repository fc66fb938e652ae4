import Access
import Execution
import Foundation
import GraphQLSchema
import SQLText
import TestSupport
import Testing

@testable import Cryptography
@testable import Portal

@Suite("View as", .serialized) struct ViewAsTests {
    private struct It {
        let portal: PortalPeopleWorld
        let `operator`: String

        var world: World { portal.world }
        var admin: String { portal.staff }

        /// The id of a user of the partner, or of the portal.
        func id(_ email: String) async throws -> JSONValue {
            try await email.hasSuffix("@fjord.test") ? portal.id(email) : portal.credentials.people.id(email)
        }

        func start(_ email: String, as token: String? = nil) async throws -> Told {
            try await start(id(email), as: token ?? admin)
        }

        func start(_ id: JSONValue, as token: String, isBrowser: Bool = false) async throws -> Told {
            try await world.ask(
                """
                mutation ($input: StartViewAsInput!) { startViewAs(input: $input) {
                  token realm portal endsAt userErrors { code field message } } }
                """, ["input": ["userId": id]], as: token, isBrowser: isBrowser)
        }

        /// The secret of viewing as somebody.
        func view(_ email: String, as token: String? = nil) async throws -> String {
            let told = try await start(email, as: token)
            guard case .string(let token)? = told["startViewAs", "token"] else { throw WorldError(text: told.text) }
            return token
        }

        func allowSupport(_ hours: Int64 = 24) async throws -> Told {
            try await world.ask(
                """
                mutation ($input: AllowSupportAccessInput!) { allowSupportAccess(input: $input) {
                  organization { supportAccessUntil } userErrors { code field message } } }
                """, ["input": ["hours": .int(hours)]], as: admin)
        }

        /// Whether a program at an address is let in.
        func isIn(_ token: String, from address: String) async throws -> Bool {
            try await world.ask("{ viewer { name } }", as: token, from: address).answer.outcome == .data
        }

        func areIn(_ tokens: String...) async throws -> [Bool] {
            var found: [Bool] = []
            for token in tokens { found.append(try await isIn(token)) }
            return found
        }

        func isIn(_ token: String) async throws -> Bool {
            try await world.ask("{ viewer { name } }", as: token).answer.outcome != .credentialRefused
        }
    }

    private func with(_ body: (It) async throws -> Void) async throws {
        try await PortalPeopleWorld.with { portal in
            let it = It(
                portal: portal, operator: try await portal.world.token("operator@portico.test", realm: "OPERATOR"))
            try portal.world.execute("UPDATE app_user SET role = 'ADMIN' WHERE email = 'wide@nordlys.test'")
            try await body(it)
        }
    }

    @Test("C20 an admin views as users of the own company and its portals; nobody views as whom it isn't for")
    func whoMay() async throws {
        try await with { it in
            let stranger = try await it.world.token("admin@leadhaus.test")
            let cases: [(by: String, whom: String, code: String?)] = [
                (it.admin, "user@nordlys.test", nil), (it.admin, "marketing@nordlys.test", nil),
                (it.admin, "admin@fjord.test", nil), (it.admin, "user@fjord.test", nil),
                (it.admin, "admin@nordlys.test", "CONFLICT"), (it.admin, "wide@nordlys.test", "FORBIDDEN"),
                (it.admin, "notify@nordlys.test", "CONFLICT"), (it.admin, PortalPeopleWorld.odd, "CONFLICT"),
                (it.admin, PortalPeopleWorld.mona, "CONFLICT"),
                (stranger, "user@nordlys.test", "NOT_FOUND"), (stranger, "user@fjord.test", "NOT_FOUND"),
                (it.operator, "user@nordlys.test", "FORBIDDEN"), (it.operator, "user@fjord.test", "NOT_FOUND"),
            ]
            for (by, whom, code) in cases {
                let told = try await it.start(whom, as: by)
                #expect(told.userError("startViewAs") == code, "\(whom): \(told.text)")
                #expect((told["startViewAs", "token"] == .null) == (code != nil))
            }
            for junk in ["x", "", "AAAA"] as [JSONValue] {
                #expect(try await it.start(junk, as: it.admin).userError("startViewAs") == "NOT_FOUND")
            }
            #expect(try await it.allowSupport().userError("allowSupportAccess") == nil)
            for whom in ["user@nordlys.test", "admin@nordlys.test"] {
                #expect(try await it.start(whom, as: it.operator).userError("startViewAs") == nil, "\(whom)")
            }
            #expect(try await it.start("user@fjord.test", as: it.operator).userError("startViewAs") == "NOT_FOUND")
            let foreign = try await it.start("notify@nordlys.test", as: it.operator)
            #expect(foreign.userError("startViewAs") == "CONFLICT")
        }
    }

    @Test(
        "C20 users, portal users and keys have no such mutation", arguments: ["user@nordlys.test", "admin@fjord.test"])
    func whoMayNot(email: String) async throws {
        try await with { it in
            let own =
                email.hasSuffix("@fjord.test") ? it.portal.boss : try await it.world.token(email)
            let told = try await it.start("marketing@nordlys.test", as: own)
            #expect(told.answer.outcome == .refused(.validation), "\(told.text)")
        }
    }

    @Test("D0-26 it holds where the session beneath it was begun")
    func places() async throws {
        try await with { it in
            let token = try await it.view("user@nordlys.test")
            #expect(try await it.isIn(token, from: "127.0.0.1"))
            #expect(try await !it.isIn(token, from: "192.0.2.7"))
        }
    }

    private static let look = """
        { viewer { role name email realm impersonator { name realm endsAt } } }
        """

    @Test(
        "C20 one sees what that person sees, and both identities stand in the viewer",
        arguments: [
            "user@nordlys.test", "marketing@nordlys.test", "admin@fjord.test", "user@fjord.test",
        ])
    func sees(email: String) async throws {
        try await with { it in
            let isPortal = email.hasSuffix("@fjord.test")
            let signedIn = try await it.world.signIn(email, portal: isPortal ? "fjord" : nil)
            guard case .string(let own)? = signedIn["signIn", "token"] else { throw WorldError(text: signedIn.text) }
            let started = try await it.start(email)
            guard case .string(let token)? = started["startViewAs", "token"] else {
                throw WorldError(text: started.text)
            }
            #expect(started["startViewAs", "realm"] == (isPortal ? "PORTAL" : "PARTNER"))
            #expect(started["startViewAs", "portal"] == (isPortal ? "fjord" : .null))
            let told = try await it.world.ask(Self.look, as: token)
            #expect(told["viewer", "email"] == .string(email), "\(told.text)")
            #expect(told["viewer", "impersonator", "realm"] == "PARTNER")
            #expect(told["viewer", "impersonator", "endsAt"] == started["startViewAs", "endsAt"])
            let inPerson = try await it.world.ask(Self.look, as: own)
            #expect(inPerson["viewer", "impersonator"] == .null && inPerson["viewer", "name"] == told["viewer", "name"])
            for question in [
                "{ customers(first: 100) { totalCount nodes { id name email } } }",
                "{ tasks(first: 100) { nodes { id } } }", "{ contracts(first: 100) { nodes { id } } }",
                "{ partnerships { nodes { id name } } }", "{ portalUsers { nodes { id email } } }",
            ] {
                let (seen, should) = (
                    try await it.world.ask(question, as: token), try await it.world.ask(question, as: own)
                )
                #expect(seen.text.removingRequestID == should.text.removingRequestID, "\(question)")
            }
        }
    }

    @Test("C20 every mutation but for leaving is refused, also those that come later, and in fragments")
    func changesNothing() async throws {
        try await with { it in
            _ = try await it.allowSupport()
            let schema = try LoadedSchema.product.get().policy.schema
            let all = schema.mutationType?.fields.map(\.name) ?? []
            #expect(all.count > 40)
            var refused: Set<String> = []
            for (whom, by) in [
                ("user@nordlys.test", it.admin), ("admin@nordlys.test", it.operator), ("admin@fjord.test", it.admin),
                ("user@fjord.test", it.admin),
            ] {
                let token = try await it.view(whom, as: by)
                for field in schema.mutationType?.fields ?? [] where !["endViewAs", "signOut"].contains(field.name) {
                    let input = field.arguments.first.map { "\($0.type)" } ?? "String"
                    let document = "mutation ($input: \(input)) { \(field.name)(input: $input) { __typename } }"
                    let told = try await it.world.ask(document, as: token)
                    switch told.answer.outcome {
                    case .refused(.readOnly): refused.insert(field.name)
                    // What that person doesn't have either.
                    case .refused(.validation): break
                    default: Issue.record("\(field.name) as \(whom): \(told.text)")
                    }
                }
                let hidden = try await it.world.ask(
                    """
                    mutation { ... on Mutation { ...Sly } }
                    fragment Sly on Mutation { signOut { __typename } updateProfile(input: {name: "x"}) { __typename } }
                    """, as: token)
                #expect(hidden.answer.outcome == .refused(.readOnly), "\(hidden.text)")
                #expect(try await it.isIn(token), "nothing of it was done")
            }
            let never = Set(all).subtracting(refused).subtracting(["endViewAs", "signOut"])
            let ofOperators: Set = [
                "openMail", "retryMail", "decideIdentityDomain", "createPartner", "updatePartner", "suspendPartner",
                "reopenPartner", "createPartnership", "updatePartnership", "invitePartnerAdmin",
            ]
            #expect(never == ofOperators, "only the operator has these, as whom nobody views")
            #expect(try it.world.look("SELECT name FROM app_user WHERE name = 'x'") == [])
        }
    }

    @Test(
        "C20 what is the person's alone isn't there: sessions, second factor, keys",
        arguments: [
            "{ sessions { totalCount } }", "{ session(id: \"x\") { id } }", "{ viewer { session { id } } }",
            "{ viewer { user { notificationPreference { hour } } } }", "{ viewer { hasSecondFactor } }",
            "{ viewer { recoveryCodesLeft } }", "{ apiKeys { totalCount } }",
            "{ apiKey(id: \"x\") { id } }", "{ node(id: \"x\") { ... on Session { id } } }",
            "{ node(id: \"x\") { ... on ApiKey { id } } }",
        ])
    func credentials(question: String) async throws {
        try await with { it in
            _ = try await it.allowSupport()
            let token = try await it.view("admin@nordlys.test", as: it.operator)
            #expect(try await it.world.ask(question, as: token).answer.outcome == .refused(.validation))
            #expect(try await it.world.ask(question, as: it.admin).answer.outcome == .data)
        }
    }

    @Test("C20 it ends when one leaves, starts another, or the own session ends; the own session stays")
    func ends() async throws {
        try await with { it in
            for leave in ["endViewAs", "signOut"] {
                let token = try await it.view("user@nordlys.test")
                let told = try await it.world.ask("mutation { \(leave) { userErrors { code } } }", as: token)
                #expect(told.answer.effects == [.end], "\(told.text)")
                #expect(try await it.areIn(token, it.admin) == [false, true])
            }
            let first = try await it.view("user@nordlys.test")
            let second = try await it.view("user@fjord.test")
            #expect(try await it.areIn(first, second) == [false, true])
            #expect(
                try await it.world.ask("mutation { endViewAs { userErrors { code } } }", as: it.admin).answer.effects
                    == [])
            _ = try await it.world.ask("mutation { signOut { userErrors { code } } }", as: it.admin)
            #expect(try await it.isIn(second) == false)
        }
    }

    @Test("C20 consent is an admin's, for 30 days at most, and taken back it ends the operator's looking at once")
    func consent() async throws {
        try await with { it in
            for hours in [0, -1, 721] as [Int64] {
                #expect(try await it.allowSupport(hours).userError("allowSupportAccess") == "BAD_INPUT")
            }
            let allowed = try await it.allowSupport(720)
            #expect(allowed["allowSupportAccess", "organization", "supportAccessUntil"] != .null, "\(allowed.text)")
            let token = try await it.view("user@nordlys.test", as: it.operator)
            let viewer = try await it.world.ask(Self.look, as: token)
            #expect(viewer["viewer", "impersonator", "realm"] == "OPERATOR", "\(viewer.text)")
            let own = try await it.view("user@nordlys.test")
            let withdraw =
                "mutation { withdrawSupportAccess { organization { supportAccessUntil } userErrors { code } } }"
            let refused = try await it.world.ask(withdraw, as: it.world.token("user@nordlys.test"))
            #expect(refused.answer.outcome == .refused(.validation))
            let told = try await it.world.ask(withdraw, as: it.admin)
            #expect(told["withdrawSupportAccess", "organization", "supportAccessUntil"] == .null, "\(told.text)")
            #expect(try await it.areIn(token, own) == [false, true])
            _ = try await it.allowSupport()
            #expect(try await it.isIn(token) == false, "for good")
            #expect(
                try it.world.look(
                    "SELECT action FROM audit_event WHERE action LIKE 'organization.support%' ORDER BY occurred_at, id")
                    == [
                        "organization.support_allowed", "organization.support_withdrawn",
                        "organization.support_allowed",
                    ])
        }
    }

    @Test("C20 start and end stand in the company's journal, each with both identities")
    func journal() async throws {
        try await with { it in
            _ = try await it.allowSupport()
            for (whom, by) in [("user@fjord.test", it.admin), ("user@nordlys.test", it.operator)] {
                let token = try await it.view(whom, as: by)
                _ = try await it.world.ask("mutation { endViewAs { userErrors { code } } }", as: token)
            }
            let written = try it.world.look(
                """
                SELECT concat_ws(' ', g.name, e.realm, e.action, e.target_type, a.email, t.email, e.request_id)
                FROM audit_event e
                JOIN organization g ON g.id = e.organization_id
                JOIN (SELECT id, email FROM app_user UNION ALL SELECT id, email FROM operator_user) a ON a.id = e.actor_id
                JOIN (SELECT id, email FROM app_user UNION ALL SELECT id, email FROM portal_user) t ON t.id = e.target_id
                WHERE e.action LIKE 'view_as.%' ORDER BY e.id
                """)
            #expect(
                written == [
                    "Nordlys Security AS PARTNER view_as.started portal_user admin@nordlys.test user@fjord.test test-request",
                    "Nordlys Security AS PARTNER view_as.ended portal_user admin@nordlys.test user@fjord.test test-request",
                    "Nordlys Security AS OPERATOR view_as.started app_user operator@portico.test user@nordlys.test test-request",
                    "Nordlys Security AS OPERATOR view_as.ended app_user operator@portico.test user@nordlys.test test-request",
                ])
            let told = try await it.world.ask(
                """
                { auditEvents(first: 4, filter: {action: {eq: "view_as.started"}}) { nodes {
                  actorKind actorId targetId detail { id } } } }
                """, as: it.admin)
            #expect(told["auditEvents", "nodes", 1] != nil, "\(told.text)")
            #expect(told["auditEvents", "nodes", 0, "actorKind"] == "OPERATOR")
        }
    }

    @Test("C20 a browser gets a cookie and never the secret")
    func browser() async throws {
        try await with { it in
            let told = try await it.start(it.id("user@fjord.test"), as: it.admin, isBrowser: true)
            #expect(told["startViewAs", "token"] == .null)
            guard case .startViewAs(let secret, .portal, "fjord")? = told.answer.effects.first else {
                Issue.record("\(told.answer.effects)")
                return
            }
            #expect(!told.text.contains(secret))
            #expect(try await it.areIn(secret, it.admin) == [true, true])
        }
    }
}

extension String {
    /// The text without what differs from request to request.
    fileprivate var removingRequestID: String { replacing("test-request", with: "") }
}
