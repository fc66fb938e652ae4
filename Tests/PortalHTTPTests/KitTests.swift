import Cryptography
import Execution
import HTTPTypes
import Portal
import Testing

@testable import PortalHTTP

/// Files of the partner kit over HTTP.
@Suite struct KitTests {
    private static let file = PartnerKitFile(
        name: "logo.svg", mediaType: "image/svg+xml", sha256: "abc", content: Array("<svg/>".utf8))

    private func site(_ answer: PartnerKitAnswer = .file(KitTests.file)) -> Site { Site(kit: answer) }

    @Test("A file is sent to be saved, with its one type, its tag and nothing that a page could use")
    func file() async throws {
        let received = try await site().send(.get, "/kit/id/logo.svg")
        #expect(received.status == 200)
        #expect(received.text == "<svg/>")
        #expect(received["Content-Type"] == "image/svg+xml")
        #expect(received["Content-Disposition"] == "attachment; filename=\"logo.svg\"")
        #expect(received["X-Content-Type-Options"] == "nosniff")
        #expect(received["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox")
        #expect(received["Cross-Origin-Resource-Policy"] == "same-origin")
        #expect(received["ETag"] == "\"abc\"")
        #expect(received["Cache-Control"] == "private, no-cache")
        #expect(received["Vary"] == "Authorization, Cookie")
    }

    @Test("A text says which characters it is made of")
    func text() async throws {
        let mail = PartnerKitFile(name: "mail.md", mediaType: "text/markdown", sha256: "abc", content: [0x41])
        let received = try await site(.file(mail)).send(.get, "/kit/id/mail.md")
        #expect(received["Content-Type"] == "text/markdown; charset=utf-8")
    }

    @Test("HEAD says the same and sends nothing, and counts as no download")
    func head() async throws {
        let site = site()
        let received = try await site.send(.head, "/kit/id/logo.svg")
        #expect(received.status == 200 && received.body.isEmpty)
        #expect(received["Content-Length"] == "6")
        #expect(site.lastKit?.request.isDownload == false)
        _ = try await site.send(.get, "/kit/id/logo.svg")
        #expect(site.lastKit?.request.isDownload == true)
        #expect(site.lastKit?.request.id == "id" && site.lastKit?.request.fileName == "logo.svg")
    }

    @Test(
        "RFC 9110 13.1.2 A tag that is known is known in every spelling of the header",
        arguments: [
            ("\"abc\"", true), ("W/\"abc\"", true), ("\"x\", \"abc\"", true), ("*", true), ("abc", false),
            ("\"ab\"", false), ("", false),
        ])
    func known(header: String, isKnown: Bool) async throws {
        let site = site()
        _ = try await site.send(.get, "/kit/id/logo.svg", headers: [("If-None-Match", header)])
        #expect(site.lastKit?.request.isKnown("abc") == isKnown)
    }

    @Test("Who has the file is told so, without it")
    func unchanged() async throws {
        let had = PartnerKitFile(name: "logo.svg", mediaType: "image/svg+xml", sha256: "abc", content: nil)
        let received = try await site(.file(had)).send(.get, "/kit/id/logo.svg")
        #expect(received.status == 304 && received.body.isEmpty && received["ETag"] == "\"abc\"")
        #expect(received["Content-Length"] == nil)
    }

    @Test(
        "What isn't there, isn't for whoever asks or isn't an address answers alike, also where a page is asked for",
        arguments: ["/kit/id/logo.svg", "/kit/", "/kit/id", "/kit/id/", "/kit/id/logo.svg/more", "/kit//"])
    func missing(path: String) async throws {
        let received = try await site(.missing).send(.get, path, headers: [("Accept", "text/html")])
        #expect(received.status == 404)
        #expect(received.text == "There is nothing here.\n")
        #expect(received["Content-Type"] == "text/plain; charset=utf-8")
    }

    @Test("Where it can't be said now, it may be tried again; nothing may be sent to a file")
    func otherwise() async throws {
        let received = try await site(.unavailable(diagnosis: "secret")).send(.get, "/kit/id/logo.svg")
        #expect(received.status == 503 && received["Retry-After"] == "1" && !received.text.contains("secret"))
        #expect(try await site().send(.post, "/kit/id/logo.svg").status == 405)
    }

    @Test(
        "A link is followed with a bearer, a partner's session or the operator's, in that order",
        arguments: [
            ([("Authorization", "Bearer b"), ("Cookie", "portico-partner=p")], "b"),
            ([("Cookie", "portico-operator=o; portico-partner=p")], "p"), ([("Cookie", "portico-operator=o")], "o"),
            ([("Cookie", "portico-operator=o; portico-partner=p"), ("Portico-Realm", "OPERATOR")], "o"),
            ([("Cookie", "portico-portal-fjord=x")], nil),
        ] as [([(String, String)], String?)])
    func credentials(headers: [(String, String)], secret: String?) async throws {
        let site = site()
        _ = try await site.send(.get, "/kit/id/logo.svg", headers: headers)
        let isBearer = headers.contains { $0.0 == "Authorization" }
        let expected =
            secret.map { Credential.token(hash: sha256(Array($0.utf8)), isBearer: isBearer) } ?? .anonymous
        #expect(site.lastKit?.credential == expected)
    }

    @Test(
        "What is no credential at all finds nothing, and isn't asked about",
        arguments: [("Authorization", "Basic x"), ("Portico-Realm", "NOWHERE")])
    func noCredential(name: String, value: String) async throws {
        let site = site()
        #expect(try await site.send(.get, "/kit/id/logo.svg", headers: [(name, value)]).status == 404)
        #expect(site.lastKit == nil)
    }
}
