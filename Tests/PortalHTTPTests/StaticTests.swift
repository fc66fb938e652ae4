import Foundation
import Testing

@testable import PortalHTTP

@Suite("Static files") struct StaticTests {
    static let long = String(repeating: "export const a = 1;\n", count: 100)
    static let files = StaticFiles(files: [
        "index.html": Array(#"<!doctype html><script type="module" src="{{assets}}/app.js"></script>"#.utf8),
        "app.js": Array(long.utf8),
        "icon.png": [0x89, 0x50, 0x4e, 0x47],
        "lib/a.css": Array("a{}".utf8),
    ])

    let site = Site(files: files)
    let navigation = [("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")]

    @Test(
        "People get the page at every address that isn't taken",
        arguments: [
            "/", "/partner/login", "/admin/login", "/explorer", "/customers", "/customers/abc?tab=1", "/nothing",
        ])
    func page(path: String) async throws {
        let received = try await site.send(.get, path, headers: navigation)
        #expect(received.status == 200)
        #expect(received["Content-Type"] == "text/html; charset=utf-8")
        #expect(received["Cache-Control"] == "no-cache")
        #expect(received.text.contains(#"src="\#(Self.files.prefix)/app.js""#))
        #expect(!received.text.contains("{{"))
    }

    @Test("Programs get 404 there", arguments: ["/customers", "/nothing"])
    func noPage(path: String) async throws {
        #expect(try await site.send(.get, path, headers: [("Accept", "application/json")]).status == 404)
        #expect(try await site.send(.get, path).status == 404)
    }

    @Test("The front door is open to whatever asks")
    func frontDoor() async throws {
        #expect(try await site.send(.get, "/", headers: [("Accept", "*/*")]).status == 200)
        #expect(try await site.send(.get, "/").status == 200)
    }

    @Test(
        "Addresses of programs are never the page",
        arguments: [
            "/assets/nothing.js", "/assets/x/app.js", "/api/v1/customers", "/files/a", "/graphql/x",
        ])
    func reserved(path: String) async throws {
        #expect(try await site.send(.get, path, headers: navigation).status == 404)
    }

    @Test("The page runs under a strict policy")
    func policy() async throws {
        let received = try await site.send(.get, "/", headers: navigation)
        let policy = try #require(received["Content-Security-Policy"])
        for rule in [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'",
            "require-trusted-types-for 'script'", "trusted-types 'none'",
        ] {
            #expect(policy.contains(rule))
        }
        #expect(!policy.contains("unsafe"))
        #expect(received["X-Content-Type-Options"] == "nosniff")
        #expect(received["Referrer-Policy"] == "same-origin")
        #expect(received["Cross-Origin-Opener-Policy"] == "same-origin")
        #expect(received["Strict-Transport-Security"] == nil)
    }

    @Test("On https, browsers are told to stay there")
    func strictTransport() async throws {
        let site = Site(HTTPConfiguration(publicOrigin: "https://portal.test"), files: Self.files)
        let received = try await site.send(.get, "/", headers: navigation)
        #expect(received["Strict-Transport-Security"] == "max-age=31536000")
    }

    @Test(
        "A file may be kept for ever under the hash of its tree",
        arguments: [
            ("/app.js", "text/javascript; charset=utf-8"), ("/icon.png", "image/png"),
            ("/lib/a.css", "text/css; charset=utf-8"),
        ])
    func file(path: String, contentType: String) async throws {
        let received = try await site.send(.get, Self.files.prefix + path)
        #expect(received.status == 200)
        #expect(received["Content-Type"] == contentType)
        #expect(received["Cache-Control"] == "public, max-age=31536000, immutable")
    }

    @Test(
        "The page itself has no second address, and hidden paths don't exist",
        arguments: [
            "/index.html", "/../app.js", "/lib/", "/lib/../app.js", "/%61pp.js", "/APP.JS", "",
        ])
    func noFile(path: String) async throws {
        #expect(try await site.send(.get, Self.files.prefix + path).status == 404)
    }

    @Test("One changed byte changes the address of the whole tree")
    func treeHash() {
        let before = StaticFiles(files: ["a.js": [1], "b.js": [2]])
        #expect(StaticFiles(files: ["a.js": [1], "b.js": [3]]).prefix != before.prefix)
        #expect(StaticFiles(files: ["a.js": [1], "c.js": [2]]).prefix != before.prefix)
        #expect(StaticFiles(files: ["b.js": [2], "a.js": [1]]).prefix == before.prefix)
    }

    @Test(
        "Text is sent compressed to who takes it, and each form has its tag",
        arguments: [
            (nil, false), ("gzip", true), ("br, GZIP;q=0.5", true), ("gzip;q=0", false), ("*", true),
            ("identity", false),
            ("*;q=0", false), ("gzip;q=0, *", false), ("xgzip", false),
        ] as [(String?, Bool)])
    func compression(accepted: String?, isCompressed: Bool) async throws {
        let headers = accepted.map { [("Accept-Encoding", $0)] } ?? []
        let received = try await site.send(.get, Self.files.prefix + "/app.js", headers: headers)
        #expect((received["Content-Encoding"] == "gzip") == isCompressed)
        #expect((received.body.count < Self.long.utf8.count) == isCompressed)
        #expect(received["Vary"] == "Accept-Encoding")
        #expect(received["ETag"]?.hasSuffix("-gz\"") == isCompressed)
    }

    @Test("What a browser has already isn't sent again")
    func unchanged() async throws {
        let first = try await site.send(.get, "/", headers: navigation)
        let tag = try #require(first["ETag"])
        for known in [tag, "W/" + tag, "\"other\", " + tag, "*"] {
            let second = try await site.send(.get, "/", headers: navigation + [("If-None-Match", known)])
            #expect(second.status == 304)
            #expect(second.body.isEmpty)
        }
        #expect(try await site.send(.get, "/", headers: navigation + [("If-None-Match", "\"other\"")]).status == 200)
    }

    @Test("HEAD answers with the length and without the body")
    func head() async throws {
        let received = try await site.send(.head, Self.files.prefix + "/app.js")
        #expect(received.status == 200)
        #expect(received["Content-Length"] == String(Self.long.utf8.count))
        #expect(received.body.isEmpty)
    }

    @Test("Nothing else can be done to a file", arguments: ["POST", "PUT", "DELETE", "OPTIONS"])
    func methods(method: String) async throws {
        let received = try await site.send(try #require(.init(rawValue: method)), Self.files.prefix + "/app.js")
        #expect(received.status == 405)
        #expect(received["Allow"] == "GET, HEAD")
    }

    @Test("A folder is read without hidden files and tests; its documents become a module")
    func folder() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "portico-\(UInt64.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, text) in [
            ("index.html", "{{assets}}"), ("app.js", "1"), (".hidden", "x"), ("test/a.test.js", "x"),
            ("queries/viewer.graphql", "# Who?\n{ viewer { name } }"), ("queries/not a name.graphql", "{ a }"),
        ] {
            let url = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        let files = try StaticFiles(directory: folder.path)
        #expect(files.file(at: Substring(files.prefix + "/app.js")) != nil)
        for path in ["/.hidden", "/test/a.test.js", "/queries/viewer.graphql"] {
            #expect(files.file(at: Substring(files.prefix + path)) == nil)
        }
        let module = try #require(files.file(at: Substring(files.prefix + "/queries.js")))
        let text = String(buffer: module.plain)
        #expect(text.contains(#"export const viewer = Object.freeze({ id: "sha256:"#))
        #expect(text.contains(##"text: "# Who?\n{ viewer { name } }""##))
        #expect(!text.contains("not a name"))
    }
}
