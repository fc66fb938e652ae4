import Access
import Execution
import GraphQLSchema
import Testing

@testable import PortalHTTP

@Suite("GET /graphql") struct GetTests {
    @Test("The parameters of the address are the request, and only queries may run")
    func request() async throws {
        let site = Site()
        let received = try await site.send(
            .get,
            "/graphql?query=query%20A(%24x%3AInt)%7Bviewer%7Bname%7D%7D&operationName=A&variables=%7B%22x%22%3A1%7D")
        #expect(received.status == 200)
        let asked = try #require(site.last)
        #expect(asked.request.query == Array("query A($x:Int){viewer{name}}".utf8))
        #expect(asked.request.operationName == "A")
        #expect(asked.request.variables == ["x": 1])
        #expect(asked.request.queriesOnly)
    }

    @Test("A plus is a blank, and empty parameters are absent")
    func forms() async throws {
        let site = Site()
        _ = try await site.send(.get, "/graphql?query=%7B+a+%7D&variables=&extensions=")
        #expect(site.last?.request.query == Array("{ a }".utf8))
        #expect(site.last?.request.variables.isEmpty == true)
    }

    @Test("The operation named null is one with that name")
    func nullName() async throws {
        let site = Site()
        _ = try await site.send(.get, "/graphql?query=%7Ba%7D&operationName=null")
        #expect(site.last?.request.operationName == "null")
    }

    @Test(
        "Addresses that are no request are refused with 400",
        arguments: [
            "", "?", "?variables=%7B%7D", "?query=%7Ba%7D&query=%7Bb%7D", "?query=%", "?query=%4", "?query=%zz",
            "?query=%ff", "?query=%7Ba%7D&variables=%7B", "?query=%7Ba%7D&variables=[]", "?query=%7Ba%7D&variables=1",
            "?query=%7Ba%7D&variables=%22%22", "?query=%7Ba%7D&extensions=[]",
            "?query=%7Ba%7D&variables=%7B%22a%22%3A1%2C%22a%22%3A2%7D",
        ])
    func rubbish(query: String) async throws {
        let site = Site()
        let received = try await site.send(.get, "/graphql" + query)
        #expect(received.status == 400)
        #expect(received.code == "BAD_REQUEST")
        #expect(site.last == nil)
    }

    @Test(
        "B6 A GET with the content type of a form is refused, as one that no program sends",
        arguments: [
            ("application/json", 200), ("text/plain", 415), ("application/x-www-form-urlencoded", 415),
        ])
    func contentType(contentType: String, status: Int) async throws {
        let received = try await Site().send(
            .get, "/graphql?query=%7Ba%7D", headers: [("Content-Type", contentType)])
        #expect(received.status == status)
    }

    @Test("What may not run by GET is refused with 405 and the way that works")
    func mutation() async throws {
        let site = Site(answer: Answer(body: Array("{}".utf8), outcome: .notAQuery))
        let received = try await site.send(.get, "/graphql?query=mutation%7Ba%7D")
        #expect(received.status == 405)
        #expect(received["Allow"] == "POST")
    }

    @Test("An operation that can't be chosen is a bad request, not a wrong method")
    func unknownOperation() async throws {
        let site = Site(answer: Answer(body: Array("{}".utf8), outcome: .refused(.badRequest)))
        #expect(try await site.send(.get, "/graphql?query=%7Ba%7D&operationName=b").status == 400)
    }

    @Test("HEAD answers as GET does, without the body")
    func head() async throws {
        let site = Site()
        let received = try await site.send(.head, "/graphql?query=%7Ba%7D")
        #expect(received.status == 200)
        #expect(received["Content-Length"] == "11")
        #expect(received.body.isEmpty)
        #expect(site.last?.request.queriesOnly == true)
    }

    @Test(
        "B6 With a cookie, a GET needs a header that a link of another site can't add",
        arguments: [
            ([], 403), ([("GraphQL-Require-Preflight", "1")], 200), ([("X-Apollo-Operation-Name", "A")], 200),
            ([("Portico-Realm", "PARTNER")], 200), ([("GraphQL-Require-Preflight", "")], 403),
            ([("Authorization", "Bearer abc")], 200),
        ] as [([(String, String)], Int)])
    func preflight(headers: [(String, String)], status: Int) async throws {
        let received = try await Site().send(
            .get, "/graphql?query=%7Ba%7D", headers: headers + [("Cookie", "portico-partner=secret")])
        #expect(received.status == status)
    }

    @Test("Cookies of other realms make a GET no more powerful")
    func otherRealm() async throws {
        let site = Site()
        let received = try await site.send(
            .get, "/graphql?query=%7Ba%7D", headers: [("Cookie", "portico-operator=secret; theme=dark")])
        #expect(received.status == 200)
        #expect(site.last?.credential == .anonymous)
    }

    @Test("An address above 8 KiB is refused with 414")
    func longAddress() async throws {
        let received = try await Site().send(.get, "/graphql?query=" + String(repeating: "a", count: 8_192))
        #expect(received.status == 414)
    }
}
