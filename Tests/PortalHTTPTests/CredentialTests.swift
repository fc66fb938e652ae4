import Access
import Cryptography
import Execution
import Testing

@testable import PortalHTTP

@Suite("Credentials") struct CredentialTests {
    static func hash(_ secret: String) -> Credential { .token(hash: sha256(Array(secret.utf8))) }
    static func cookie(_ secret: String) -> Credential { .token(hash: sha256(Array(secret.utf8)), isBearer: false) }

    @Test(
        "A bearer's hash reaches the engine, never the secret",
        arguments: [
            "Bearer secret", "bearer secret", "BEARER   secret ",
        ])
    func bearer(authorization: String) async throws {
        let site = Site()
        _ = try await site.post(headers: [("Authorization", authorization)])
        #expect(site.last?.credential == Self.hash("secret"))
        #expect(site.last?.context.isBrowser == false)
    }

    @Test("A bearer beats a cookie and never falls back to it")
    func bearerBeatsCookie() async throws {
        let site = Site(answer: Answer(body: [], outcome: .credentialRefused))
        let received = try await site.post(
            headers: [("Authorization", "Bearer wrong"), ("Cookie", "portico-partner=right")])
        #expect(site.last?.credential == Self.hash("wrong"))
        #expect(received.status == 401)
        #expect(received["Set-Cookie"] == nil)
    }

    @Test(
        "Any other authorization is refused with 401, whatever the cookie says",
        arguments: [
            "Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "secret", "", "Token secret",
        ])
    func otherAuthorization(authorization: String) async throws {
        let site = Site()
        let received = try await site.post(
            headers: [("Authorization", authorization), ("Cookie", "portico-partner=right")])
        #expect(received.status == 401)
        #expect(received.code == "UNAUTHENTICATED")
        #expect(received["WWW-Authenticate"] == "Bearer")
        #expect(site.last == nil)
    }

    @Test(
        "Each realm has its cookie, and the header names the realm",
        arguments: [
            (nil, "partner secret"), ("PARTNER", "partner secret"), ("OPERATOR", "operator secret"),
            ("operator", "operator secret"), ("PORTAL/fjord", nil),
        ] as [(String?, String?)])
    func realms(header: String?, secret: String?) async throws {
        let site = Site()
        let cookies = [("Cookie", "a=b; portico-partner=partner secret; portico-operator=operator secret")]
        _ = try await site.post(headers: cookies + (header.map { [("Portico-Realm", $0)] } ?? []))
        #expect(site.last?.credential == secret.map(Self.cookie) ?? .anonymous)
    }

    @Test("D4-31 Each customer's portal has a cookie of its own, and no other portal's is looked at")
    func portals() async throws {
        let effect = SessionEffect.start(secret: "s3cret", realm: .portal, portal: "fjord", seconds: 60)
        let site = Site(answer: Answer(body: [], outcome: .data, effects: [effect]))
        let cookies = [("Cookie", "portico-portal-fjord=own; portico-portal-other=other; portico-partner=partner")]
        let received = try await site.post(headers: cookies + [("Portico-Realm", "PORTAL/fjord")])
        #expect(received["Set-Cookie"]?.hasPrefix("portico-portal-fjord=s3cret; ") == true)
        #expect(site.last?.credential == Self.cookie("own"))
        _ = try await site.post(headers: cookies + [("Portico-Realm", "PORTAL/third")])
        #expect(site.last?.credential == .anonymous)
    }

    @Test(
        "A realm that is none is refused",
        arguments: [
            "ADMIN", "PORTAL", "PORTAL/", "PORTAL/Fjord", "PORTAL/a=b", "PORTAL/a;b", "PARTNER/fjord", "/", "",
            "PORTAL/" + String(repeating: "a", count: 61),
        ])
    func unknownRealm(header: String) async throws {
        #expect(try await Site().post(headers: [("Portico-Realm", header)]).status == 400)
    }

    @Test("A cookie that stands there twice was planted and counts as none")
    func plantedCookie() async throws {
        let site = Site()
        _ = try await site.post(headers: [("Cookie", "portico-partner=a; portico-partner=b")])
        #expect(site.last?.credential == .anonymous)
        _ = try await site.post(headers: [("Cookie", "portico-partner=a"), ("Cookie", "portico-partner=b")])
        #expect(site.last?.credential == .anonymous)
    }

    @Test("On https the cookies have the prefix that no other host can set")
    func hostPrefix() async throws {
        let site = Site(HTTPConfiguration(publicOrigin: "https://portal.test"))
        _ = try await site.post(headers: [("Cookie", "portico-partner=planted")])
        #expect(site.last?.credential == .anonymous)
        _ = try await site.post(headers: [("Cookie", "__Host-portico-partner=own")])
        #expect(site.last?.credential == Self.cookie("own"))
    }

    @Test(
        "A session starts with a cookie that scripts can't read",
        arguments: [
            (nil, "portico-operator=s3cret; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax"),
            ("http://portal.test", "portico-operator=s3cret; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax"),
            (
                "https://portal.test",
                "__Host-portico-operator=s3cret; Max-Age=3600; Path=/; HttpOnly; SameSite=Lax; Secure"
            ),
        ])
    func start(origin: String?, cookie: String) async throws {
        let effect = SessionEffect.start(secret: "s3cret", realm: .operator, portal: nil, seconds: 3600)
        let site = Site(
            HTTPConfiguration(publicOrigin: origin), answer: Answer(body: [], outcome: .data, effects: [effect]))
        #expect(try await site.post()["Set-Cookie"] == cookie)
    }

    @Test("A session ends with its cookie, where it came in one")
    func end() async throws {
        let site = Site(answer: Answer(body: [], outcome: .data, effects: [.end]))
        let received = try await site.post(headers: [("Cookie", "portico-partner=a")])
        #expect(received["Set-Cookie"] == "portico-partner=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax")
        #expect(try await site.post(headers: [("Authorization", "Bearer a")])["Set-Cookie"] == nil)
    }

    @Test("C20 who views as somebody has a cookie before the own one of that side, which goes alone")
    func viewAs() async throws {
        let started = Site(
            answer: Answer(
                body: [], outcome: .data, effects: [.startViewAs(secret: "s3cret", realm: .portal, portal: "fjord")]))
        let cookie = "portico-as-portal-fjord=s3cret; Path=/; HttpOnly; SameSite=Lax"
        #expect(try await started.post()["Set-Cookie"] == cookie, "it outlives what it stands for")
        let both = [("Cookie", "portico-partner=own; portico-as-partner=other")]
        for (answer, ending) in [
            (Answer(body: [], outcome: .data, effects: [.end]), "portico-as-partner"),
            (Answer(body: [], outcome: .credentialRefused), "portico-as-partner"),
            (Answer(body: [], outcome: .data), nil),
        ] {
            let site = Site(answer: answer)
            let received = try await site.post(headers: both)
            #expect(site.last?.credential == Self.cookie("other"))
            #expect(received["Set-Cookie"] == ending.map { "\($0)=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax" })
        }
        let site = Site()
        _ = try await site.post(headers: both + [("Portico-Realm", "OPERATOR")])
        #expect(site.last?.credential == .anonymous)
        _ = try await site.post(headers: both + [("Authorization", "Bearer token")])
        #expect(site.last?.credential == Self.hash("token"))
    }

    @Test("A session that is over takes its cookie along, so that the next request is a fresh start")
    func expiredCookie() async throws {
        let site = Site(answer: Answer(body: [], outcome: .credentialRefused))
        let received = try await site.post(headers: [("Cookie", "portico-partner=old")])
        #expect(received.status == 401)
        #expect(received["Set-Cookie"]?.hasPrefix("portico-partner=; Max-Age=0") == true)
    }

    @Test("Without a credential, what may not be seen is no 401")
    func anonymous() async throws {
        let site = Site(answer: Answer(body: [], outcome: .refused(.unauthenticated)))
        #expect(try await site.post().status == 200)
    }
}
