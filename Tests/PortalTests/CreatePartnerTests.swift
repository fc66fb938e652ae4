import Execution
import GraphQLSchema
import SQLText
import Testing

@testable import Portal

@Suite("createPartner", .serialized) struct CreatePartnerTests {
    private static func with(_ more: JSONObject) -> JSONObject {
        var input = PartnersWorld.new
        for (name, value) in more { input[name] = value }
        return input
    }

    @Test("D4-05 D4-06 G-27 the operator makes a partner with its partnerships, and its first admin is invited")
    func makes() async throws {
        try await PartnersWorld.with { it in
            let told = try await it.change("createPartner", PartnersWorld.new)
            #expect(told["createPartner", "userErrors"] == [], "\(told.text)")
            #expect(told["createPartner", "organization", "name"] == "Aurora Watch AB")
            let id = try #require(told["createPartner", "organization", "id"])
            let found = try await it.world.ask(
                """
                query ($id: ID!) { organization(id: $id) { name legalName timeZone locale status
                  partnerships(orderBy: [{field: NAME}]) {
                    nodes { type name currency timeZone periodAnchorDay status } }
                  users { nodes { name role status invitationExpiresAt } } } }
                """, ["id": id], as: it.operatorToken)
            #expect(found["organization", "legalName"] == "Aurora Watch Aktiebolag", "\(found.text)")
            #expect(found["organization", "status"] == "ACTIVE")
            #expect(
                found["organization", "partnerships", "nodes"] == [
                    [
                        "type": "LEAD_BUYER", "name": "Aurora leads", "currency": "EUR", "timeZone": "Europe/Berlin",
                        "periodAnchorDay": 1, "status": "ACTIVE",
                    ],
                    [
                        "type": "MSSP", "name": "Aurora managed", "currency": "SEK", "timeZone": "Europe/Stockholm",
                        "periodAnchorDay": 26, "status": "ACTIVE",
                    ],
                ])
            #expect(found["organization", "users", "nodes", 0, "status"] == "INVITED")
            #expect(found["organization", "users", "nodes", 0, "invitationExpiresAt"] != .null)
            #expect(
                try it.credentials.people.events().sorted() == [
                    "organization.created", "partnership.created", "partnership.created", "user.created",
                    "user.invited",
                ])
            // The admin is the first of all who are in, and finds all that was done.
            let secret = try it.credentials.mint("astrid@aurora.test")
            let accepted = try await it.credentials.accept(secret, InvitationTests.password)
            #expect(accepted["acceptInvitation", "email"] == "astrid@aurora.test", "\(accepted.text)")
            let signedIn = try await it.world.signIn("astrid@aurora.test", InvitationTests.password)
            guard case .string(let token)? = signedIn["signIn", "token"] else { throw WorldError(text: signedIn.text) }
            let own = try await it.world.ask(
                """
                { partnerships { totalCount } auditEvents(filter: {action: {eq: "organization.created"}}) {
                  nodes { actorKind detail { actorName } } } }
                """, as: token)
            #expect(own["partnerships", "totalCount"] == 2, "\(own.text)")
            #expect(own["auditEvents", "nodes", 0, "actorKind"] == "OPERATOR", "\(own.text)")
        }
    }

    @Test("D4-05 what was done is written down, with the operator as actor and the partner as company")
    func written() async throws {
        try await PartnersWorld.with { it in
            _ = try await it.made()
            let actions = try it.world.look(
                """
                SELECT e.realm || ' ' || e.action FROM audit_event e JOIN organization g ON g.id = e.organization_id
                WHERE g.name = 'Aurora Watch AB' ORDER BY e.action
                """)
            #expect(
                actions == [
                    "OPERATOR organization.created", "OPERATOR partnership.created", "OPERATOR partnership.created",
                    "OPERATOR user.created",
                ])
            let journal = try it.journal(of: "Aurora Watch AB")
            for line in [
                "user.created Astrid Ek email -> astrid@aurora.test", "partnership.created Aurora managed kind -> MSSP",
            ] {
                #expect(journal.contains { $0.contains(line) }, "\(journal)")
            }
        }
    }

    private static let invalid: [(JSONObject, [String])] = [
        (["name": " "], ["name"]), (["name": .string(String(repeating: "x", count: 201))], ["name"]),
        (["legalName": .string(String(repeating: "x", count: 201))], ["legalName"]),
        (["timeZone": "Europe/Nowhere"], ["timeZone"]), (["locale": "Norwegian"], ["locale"]),
        (["partnerships": []], ["partnerships"]),
        (
            ["partnerships": [["type": "MSSP", "name": " ", "currency": "EURO", "periodAnchorDay": 31]]],
            ["partnerships.0.name", "partnerships.0.currency", "partnerships.0.periodAnchorDay"]
        ),
        (
            [
                "partnerships": [
                    ["type": "MSSP", "name": "One", "currency": "EUR"],
                    ["type": "RESELLER", "name": "Two", "currency": "QQQ"],
                ]
            ], ["partnerships.1.currency"]
        ),
        (
            ["partnerships": [["type": "MSSP", "name": "One", "currency": "EUR", "timeZone": "Moon"]]],
            ["partnerships.0.timeZone"]
        ),
        (["admin": ["name": "", "email": "nobody"]], ["admin.name", "admin.email"]),
        (["admin": ["name": "Nora", "email": "admin@nordlys.test"]], ["admin.email"]),
    ]

    @Test("D4-05 what is wrong is told at its field, all at once, and nothing of it is made", arguments: invalid)
    func refused(more: JSONObject, fields: [String]) async throws {
        try await PartnersWorld.with { it in
            let before = try it.state()
            let told = try await it.change("createPartner", Self.with(more))
            for (place, field) in fields.enumerated() {
                let path = ["input"] + field.split(separator: ".").map { JSONValue.string(String($0)) }
                #expect(told["createPartner", "userErrors", place, "field"] == .array(path), "\(told.text)")
            }
            #expect(told["createPartner", "userErrors", fields.count] == nil)
            #expect(told["createPartner", "organization"] == .null)
            #expect(try it.state() == before)
            #expect(try it.credentials.people.events().isEmpty)
        }
    }

    @Test("D4-05 a partner is made once for its key, also when two ask at once")
    func once() async throws {
        try await PartnersWorld.with { it in
            let wish = Self.with(["idempotencyKey": "once"])
            let told = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<4 { group.addTask { try await it.change("createPartner", wish).text } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(told.count == 1, "\(told)")
            #expect(
                try it.world.look("SELECT count(*)::text FROM organization WHERE name = 'Aurora Watch AB'") == ["1"])
        }
    }

    private static let strangers: [String] = ["admin@nordlys.test", "user@nordlys.test", "marketing@nordlys.test"]

    @Test("D4-05 D4-31 nobody but the operator makes or changes a partner", arguments: strangers)
    func nobodyElse(email: String) async throws {
        try await PartnersWorld.with { it in
            let company = try await it.company()
            let before = try it.state()
            let token = try await it.world.token(email)
            let asked: [(String, JSONObject)] = [
                ("createPartner", PartnersWorld.new), ("updatePartner", ["id": company, "name": "Mine"]),
                ("suspendPartner", ["id": company, "confirm": true]), ("reopenPartner", ["id": company]),
                (
                    "createPartnership",
                    ["organizationId": company, "type": "MSSP", "name": "More", "currency": "EUR"]
                ),
                ("updatePartnership", ["id": company, "name": "Mine"]),
                ("invitePartnerAdmin", ["organizationId": company, "name": "Me", "email": "me@nordlys.test"]),
            ]
            for (mutation, input) in asked {
                let told = try await it.change(mutation, input, as: token)
                #expect(told.isRefused && told[mutation] == nil, "\(told.text)")
            }
            let list = try await it.world.ask("{ organizations { totalCount } }", as: token)
            #expect(list.isRefused, "\(list.text)")
            #expect(try it.state() == before)
        }
    }

    @Test("D4-31 a portal's users, and whoever isn't signed in, have no such mutation")
    func portal() async throws {
        try await PartnersWorld.with { it in
            let signedIn = try await it.world.signIn("admin@fjord.test", portal: "fjord")
            guard case .string(let token)? = signedIn["signIn", "token"] else { throw WorldError(text: signedIn.text) }
            let before = try it.state()
            let told = try await it.change("createPartner", PartnersWorld.new, as: token)
            #expect(told.isRefused, "\(told.text)")
            let stranger = try await it.world.ask(
                """
                mutation { createPartner(input: {name: "x", partnerships: [], admin: {name: "x", email: "x@x.test"}}) {
                  clientMutationId } }
                """)
            #expect(stranger.isRefused, "\(stranger.text)")
            #expect(try it.state() == before)
        }
    }
}

extension Told {
    /// Whether the request failed as a whole, before anything was done.
    fileprivate var isRefused: Bool { "errors".value(in: json) != nil }
}
