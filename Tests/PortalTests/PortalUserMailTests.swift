import Execution
import GraphQLSchema
import TestSupport
import Testing

@testable import Portal

@Suite("Mails to the users of a portal", .serialized) struct PortalUserMailTests {
    private typealias People = PortalPeopleWorld

    private func with(_ body: (MailWorld, PortalPeopleWorld) async throws -> Void) async throws {
        try await MailWorld.with { it in
            let credentials = CredentialWorld(people: it.people)
            try await body(it, PortalPeopleWorld(credentials, portal: "fjord", email: "admin@fjord.test"))
        }
    }

    @Test("D3-09 D1-21 G-28 the invitation comes first, the welcome with the portal's address once it is accepted")
    func welcome() async throws {
        try await with { it, people in
            _ = try await people.invite("Nina Lund", "nina@fjord.test")
            try await it.reader().read()
            try await it.dispatch()
            #expect(it.box.messages.map(\.subject) == ["Nordlys Security AS invites you to its customer portal"])
            let text = try #require(it.box.messages.last?.text)
            let link = try #require(text.firstMatch(of: /https:\/\/portal\.test\/portal\/fjord\/welcome#([\w-]{43})\n/))
            #expect(!text.contains("/portal/fjord/login"))
            let accepted = try await people.credentials.accept(String(link.1), InvitationTests.password)
            #expect(accepted["acceptInvitation", "email"] == "nina@fjord.test", "\(accepted.text)")
            try await it.reader().read()
            try await it.dispatch()
            #expect(it.box.messages.count == 2)
            let mail = try #require(it.box.messages.last)
            #expect(mail.subject == "Welcome to the customer portal of Nordlys Security AS")
            #expect(mail.recipient.address == "nina@fjord.test")
            #expect(mail.text.contains("sign in here: https://portal.test/portal/fjord/login\n"), "\(mail.text)")
            #expect(mail.html.contains(#"href="https://portal.test/portal/fjord/login""#))
        }
    }

    @Test("D1-21 the welcome comes exactly once, also where the acceptance is repeated or raced", arguments: 1...3)
    func once(_: Int) async throws {
        try await with { it, people in
            let count = rounds(20)
            for round in 1...count {
                let email = "round\(round)@fjord.test"
                _ = try await people.invite("Round", email)
                let link = try people.credentials.mint(email)
                async let one = people.credentials.accept(link, InvitationTests.password)
                async let two = people.credentials.accept(link, InvitationTests.password)
                let told = try await [one, two, people.credentials.accept(link, InvitationTests.password)]
                #expect(told.filter { $0.userError("acceptInvitation") == nil }.count == 1, "\(told.map(\.text))")
            }
            async let first = it.reader().read()
            async let second = it.reader().read()
            _ = try await (first, second)
            let welcomed = try it.mails("template || ' ' || recipient").filter { $0.hasPrefix("portal_user.confirmed") }
            #expect(welcomed.sorted() == (1...count).map { "portal_user.confirmed round\($0)@fjord.test" }.sorted())
        }
    }

    @Test("D1-21 the portal's admin is welcomed too; a user of the partner isn't, nor who sets a forgotten password")
    func whom() async throws {
        try await with { it, people in
            let credentials = people.credentials
            try it.world.execute(
                """
                UPDATE portal_user SET state = 'UNCONFIRMED', password_hash = NULL WHERE email = 'admin@fjord.test';
                SELECT renew_invitation(id, 'PASSWORD_RESET') FROM portal_user WHERE email = '\(People.kari)'
                """)
            let password = InvitationTests.password
            for (link, mutation) in [
                (try credentials.mint("admin@fjord.test"), "acceptInvitation"),
                (try credentials.invite("wide@nordlys.test"), "acceptInvitation"),
                (try credentials.mint(People.kari, "PASSWORD_RESET"), "resetPassword"),
            ] {
                let told = try await credentials.accept(link, password, mutation)
                #expect(told.userError(mutation) == nil, "\(told.text)")
            }
            try await it.reader().read()
            #expect(
                try it.mails("template || ' ' || recipient") == [
                    "portal_user.confirmed admin@fjord.test", "user.password_changed \(People.kari)",
                ])
        }
    }

    @Test(
        "D2-38 who is removed gets one mail that the access to the customer portal has ended",
        arguments: [People.kari, People.odd, People.mona])
    func removed(email: String) async throws {
        try await with { it, people in
            let told = try await people.change("removePortalUser", of: email, confirm: true)
            try #require(told["removePortalUser", "userErrors"] == [], "\(told.text)")
            try await it.reader().read()
            try await it.dispatch()
            #expect(it.box.messages.map(\.recipient.address) == [email])
            let mail = try #require(it.box.messages.first)
            #expect(mail.subject == "Your access to the customer portal of Nordlys Security AS has ended")
            #expect(mail.text.contains("Your account in the customer portal of Nordlys Security AS was removed"))
            #expect(!mail.text.contains("https://"))
        }
    }

    @Test("A welcome to somebody who was removed before it was sent isn't sent, since it has no address to tell")
    func goneMeanwhile() async throws {
        try await with { it, people in
            let accepted = try await people.credentials.accept(
                people.credentials.mint(People.mona), InvitationTests.password)
            #expect(accepted.userError("acceptInvitation") == nil, "\(accepted.text)")
            try await it.reader().read()
            _ = try await people.change("removePortalUser", of: People.mona, confirm: true)
            try await it.dispatch()
            #expect(it.box.messages.isEmpty)
            #expect(try it.mails("state || ' ' || last_error") == ["CANCELLED The user is gone by now."])
        }
    }
}
