import Testing

@testable import PortalHTTP

@Suite("Requests from other sites") struct OriginTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var origin: String?
        var site: String?
        let status: Int
    }

    static let cases = [
        Case(testDescription: "no browser", status: 200),
        Case(testDescription: "own page", origin: "http://portal.test", status: 200),
        Case(testDescription: "own page, stated", origin: "http://portal.test", site: "same-origin", status: 200),
        Case(testDescription: "another host", origin: "https://evil.test", status: 403),
        Case(testDescription: "another port", origin: "http://portal.test:81", status: 403),
        Case(testDescription: "a longer name", origin: "http://portal.test.evil.test", status: 403),
        Case(testDescription: "a sandboxed frame", origin: "null", status: 403),
        Case(testDescription: "an empty origin", origin: "", status: 403),
        Case(testDescription: "another site, unnamed", site: "cross-site", status: 403),
        Case(testDescription: "a sister site, unnamed", site: "same-site", status: 403),
        Case(testDescription: "typed by the user", site: "none", status: 200),
    ]

    @Test("B6 A POST must come from a page of this installation", arguments: cases)
    func post(sent: Case) async throws {
        let headers =
            (sent.origin.map { [("Origin", $0)] } ?? []) + (sent.site.map { [("Sec-Fetch-Site", $0)] } ?? [])
        let site = Site()
        let received = try await site.post(headers: headers + [("Cookie", "portico-partner=a")])
        #expect(received.status == sent.status)
        #expect((site.last == nil) == (sent.status == 403))
        #expect((received.code == "FORBIDDEN") == (sent.status == 403))
    }

    @Test(
        "Where a public address is set, its origin alone counts",
        arguments: [
            ("https://partners.example.com", 200), ("http://portal.test", 403), ("http://partners.example.com", 403),
        ])
    func publicOrigin(origin: String, status: Int) async throws {
        let site = Site(HTTPConfiguration(publicOrigin: "https://partners.example.com"))
        #expect(try await site.post(headers: [("Origin", origin)]).status == status)
    }

    @Test("A bearer is no ambient power, so its origin doesn't matter")
    func bearer() async throws {
        let received = try await Site().post(
            headers: [("Origin", "https://tool.test"), ("Authorization", "Bearer abc")])
        #expect(received.status == 200)
    }

    @Test(
        "A browser is known by what it says of itself",
        arguments: [
            ([], false), ([("Origin", "http://portal.test")], true), ([("Sec-Fetch-Site", "same-origin")], true),
            ([("Origin", "http://portal.test"), ("Authorization", "Bearer a")], false),
        ] as [([(String, String)], Bool)])
    func browser(headers: [(String, String)], isBrowser: Bool) async throws {
        let site = Site()
        _ = try await site.post(headers: headers)
        #expect(site.last?.context.isBrowser == isBrowser)
    }
}
