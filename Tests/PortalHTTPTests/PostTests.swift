import Access
import Execution
import GraphQLSchema
import Testing

@testable import PortalHTTP

@Suite("POST /graphql") struct PostTests {
    @Test("A request reaches the engine as it was sent")
    func request() async throws {
        let site = Site()
        let received = try await site.post(
            #"{"query":"query A($x: Int) { viewer { name } }","operationName":"A","variables":{"x":1,"y":[1.5,null]}}"#)
        #expect(received.status == 200)
        #expect(received.text == #"{"data":{}}"#)
        #expect(received["Content-Type"] == "application/json; charset=utf-8")
        let asked = try #require(site.last)
        #expect(asked.request.query == Array("query A($x: Int) { viewer { name } }".utf8))
        #expect(asked.request.operationName == "A")
        #expect(asked.request.variables == ["x": 1, "y": [1.5, .null]])
        #expect(!asked.request.queriesOnly)
        #expect(asked.credential == .anonymous)
    }

    @Test("Optional members may be null, unknown ones are ignored")
    func optionalMembers() async throws {
        let site = Site()
        let received = try await site.post(
            #"{"query":"{ a }","operationName":null,"variables":null,"extensions":null,"more":[1]}"#)
        #expect(received.status == 200)
        #expect(site.last?.request.operationName == nil)
        #expect(site.last?.request.variables.isEmpty == true)
    }

    @Test("UTF-8 arrives unchanged", arguments: ["é", "日本語", "👩‍👩‍👧"])
    func unicode(text: String) async throws {
        let site = Site()
        _ = try await site.post(
            #"{"query":"{ a(b: \"\#(text)\") }"}"#, headers: [("Content-Type", "application/json; charset=utf-8")])
        #expect(site.last?.request.query == Array("{ a(b: \"\(text)\") }".utf8))
    }

    @Test(
        "Bodies that are no request are refused with 400, in either type",
        arguments: [
            "", "{", "[]", "null", "1", #""query""#, #"{"query":"{ a }"}x"#, #"{"query":"{ a }",}"#, "{}",
            #"{"query":null}"#, #"{"query":1}"#, #"{"query":true}"#, #"{"query":["a"]}"#, #"{"query":{"a":1}}"#,
            #"{"query":"{ a }","query":"{ b }"}"#, #"{"query":"{ a }","operationName":1}"#,
            #"{"query":"{ a }","operationName":{}}"#, #"{"query":"{ a }","operationName":[]}"#,
            #"{"query":"{ a }","operationName":false}"#, #"{"query":"{ a }","variables":"{}"}"#,
            #"{"query":"{ a }","variables":[]}"#, #"{"query":"{ a }","variables":0}"#,
            #"{"query":"{ a }","variables":true}"#, #"{"query":"{ a }","extensions":"{}"}"#,
            #"{"query":"{ a }","extensions":[]}"#, #"{"query":"{ a }","variables":{"a":"\u0000"}}"#,
            #"{"query":"{ a }","variables":{"a":1e999}}"#, #"{"query":"{ a }","variables":{"a":99999999999999999999}}"#,
            #"[{"query":"{ a }"},{"query":"{ b }"}]"#, #"{"query":"\ud800"}"#, #"{'query':'{ a }'}"#,
        ])
    func rubbish(body: String) async throws {
        for accept in ["application/json", "application/graphql-response+json"] {
            let site = Site()
            let received = try await site.post(body, headers: [("Accept", accept)])
            #expect(received.status == 400)
            #expect(received.code == "BAD_REQUEST")
            #expect(received["Content-Type"] == accept + "; charset=utf-8")
            #expect(site.last == nil)
        }
    }

    @Test("Bytes that are not UTF-8 are refused with their place")
    func invalidUTF8() async throws {
        let site = Site()
        let body = Array(#"{"query":"{ a }","x":""#.utf8) + [0xff] + Array(#""}"#.utf8)
        let received = try await site.send(
            .post, "/graphql", headers: [("Content-Type", "application/json")], body: body)
        #expect(received.status == 400)
        #expect(received.message?.contains("line 1, column") == true)
    }

    @Test(
        "JSON nested beyond 32 levels is refused before it is parsed", arguments: [(31, 200), (32, 400), (50_000, 400)])
    func depth(depth: Int, status: Int) async throws {
        let nested = String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1)
        let received = try await Site().post(#"{"query":"{ a }","variables":{"a":\#(nested)}}"#)
        #expect(received.status == status)
    }

    @Test(
        "In the draft of 2026 well-formed JSON that is no request gets 422",
        arguments: [
            ("{", 400), ("[]", 422), ("{}", 422), (#"{"query":1}"#, 422), (#"{"query":"{ a }","variables":[]}"#, 422),
        ])
    func draft(body: String, status: Int) async throws {
        let received = try await Site(HTTPConfiguration(profile: .spec2026)).post(body)
        #expect(received.status == status)
    }

    @Test(
        "B6 Only JSON in UTF-8 is taken",
        arguments: [
            ("application/json", 200), ("application/json;charset=utf-8", 200),
            ("Application/Json; Charset=\"UTF-8\"", 200),
            ("application/json; charset=iso-8859-1", 415), ("text/plain", 415), ("application/graphql", 415),
            ("application/x-www-form-urlencoded", 415), ("multipart/form-data; boundary=x", 415), ("", 415),
            ("application/json, text/plain", 415), ("application/jsonp", 415),
        ])
    func contentType(contentType: String, status: Int) async throws {
        let received = try await Site().post(headers: [("Content-Type", contentType)])
        #expect(received.status == status)
    }

    @Test("A body that doesn't say what it is, is refused with 415")
    func undeclared() async throws {
        let body = Array(#"{"query":"{ a }"}"#.utf8)
        #expect(try await Site().send(.post, "/graphql", body: body).status == 415)
    }

    @Test("A type that isn't ours can't be answered: 406, and never in the type of GraphQL")
    func unacceptable() async throws {
        let site = Site()
        let received = try await site.post(headers: [("Accept", "text/html")])
        #expect(received.status == 406)
        #expect(received["Content-Type"] == "application/json; charset=utf-8")
        #expect(site.last == nil)
    }

    @Test("A body that was too long to be read is refused with 413 and the connection closed")
    func size() async throws {
        let site = Site()
        let headers = [("Content-Type", "application/json")]
        let received = try await site.send(.post, "/graphql", headers: headers, body: nil)
        #expect(received.status == 413)
        #expect(received["Connection"] == "close")
        #expect(received.code == "TOO_LARGE")
        #expect(site.last == nil)
    }

    @Test("A document above 64 KiB is refused")
    func documentSize() async throws {
        let site = Site()
        let received = try await site.post(#"{"query":"{ a }\#(String(repeating: " ", count: 65_536))"}"#)
        #expect(received.status == 400)
        #expect(received.code == "TOO_LARGE")
        #expect(site.last == nil)
    }

    @Test("Other methods are refused with those that work", arguments: ["PUT", "DELETE", "PATCH", "TRACE"])
    func otherMethods(method: String) async throws {
        let received = try await Site().send(try #require(.init(rawValue: method)), "/graphql")
        #expect(received.status == 405)
        #expect(received["Allow"] == "GET, HEAD, POST, QUERY")
    }

    @Test("OPTIONS says what works and allows no other site anything")
    func options() async throws {
        let received = try await Site().send(
            .options, "/graphql", headers: [("Origin", "https://evil.test"), ("Access-Control-Request-Method", "POST")])
        #expect(received.status == 204)
        #expect(received["Allow"] == "GET, HEAD, POST, QUERY")
        #expect(received["Accept-Query"] == "application/json")
        #expect(!received.headers.contains { $0.name.rawName.lowercased().hasPrefix("access-control") })
    }

    @Test(
        "The engine's outcome becomes the status",
        arguments: [
            (Answer.Outcome.data, 200, 200), (.partial, 200, 200), (.refused(.syntax), 200, 400),
            (.refused(.validation), 200, 400), (.refused(.badInput), 200, 400), (.refused(.unauthenticated), 200, 400),
            (.refused(.unavailable), 503, 503), (.refused(.timeout), 504, 504), (.refused(.internal), 500, 500),
            (.refused(.rateLimited), 429, 429),
        ])
    func outcomes(outcome: Answer.Outcome, asJSON: Int, asGraphQL: Int) async throws {
        let site = Site(answer: Answer(body: Array("{}".utf8), outcome: outcome))
        #expect(try await site.post().status == asJSON)
        let accept = [("Accept", "application/graphql-response+json")]
        #expect(try await site.post(headers: accept).status == asGraphQL)
    }

    @Test("Overload and throttling say when to come back", arguments: [ErrorCode.unavailable, .rateLimited])
    func retryAfter(code: ErrorCode) async throws {
        let site = Site(answer: Answer(body: [], outcome: .refused(code)))
        #expect(try await site.post()["Retry-After"] == "1")
    }

    @Test("Answers are kept by nobody and sniffed by nobody")
    func headers() async throws {
        let received = try await Site().post()
        #expect(received["Cache-Control"] == "no-store")
        #expect(received["X-Content-Type-Options"] == "nosniff")
        #expect(received["Vary"] == "Accept, Accept-Encoding, Cookie, Origin")
        #expect(received["Content-Security-Policy"]?.hasPrefix("default-src 'none'") == true)
    }
}
