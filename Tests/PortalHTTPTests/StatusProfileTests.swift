import Access
import Execution
import HTTPTypes
import Portal
import Testing

@testable import PortalHTTP

@Suite("Statuses") struct StatusProfileTests {
    @Test(
        "audit2025: 200 for what the document got wrong as application/json, 400 as the newer type",
        arguments: [ErrorCode.syntax, .validation, .badInput, .badCursor, .tooLarge, .tooComplex, .unauthenticated])
    func audit(code: ErrorCode) {
        #expect(StatusProfile.audit2025.status(of: code, as: .json) == 200)
        #expect(StatusProfile.audit2025.status(of: code, as: .graphQL) == 400)
    }

    @Test(
        "spec2026: 400 for syntax, 422 for the rest of what the document got wrong",
        arguments: [
            (ErrorCode.syntax, 400), (.validation, 422), (.badInput, 422), (.badCursor, 422), (.tooLarge, 422),
            (.tooComplex, 422), (.unauthenticated, 422),
        ])
    func draft(code: ErrorCode, status: Int) {
        for type in ResponseType.allCases { #expect(StatusProfile.spec2026.status(of: code, as: type) == status) }
    }

    @Test(
        "Both: what isn't the document's fault has one status",
        arguments: [
            (ErrorCode.rateLimited, 429), (.internal, 500), (.outcomeUnknown, 500),
            (.unavailable, 503), (.timeout, 504), (.forbidden, 200), (.notFound, 200), (.conflict, 200),
            (.confirmationRequired, 200),
        ])
    func both(code: ErrorCode, status: Int) {
        for profile in StatusProfile.allCases {
            for type in ResponseType.allCases { #expect(profile.status(of: code, as: type) == status) }
        }
    }

    struct Situation: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var method = HTTPRequest.Method.post
        var path = "/graphql"
        var headers: [(String, String)] = [("Content-Type", "application/json")]
        var body = #"{"query":"{ a }"}"#
        var outcome = Answer.Outcome.data
        /// The status in audit2025 as application/json, in audit2025 as the newer type, and in spec2026 so.
        let statuses: [Int]
        /// Whether the carrier refuses, so that the answer is no GraphQL response (H3).
        var isCarrier = false
    }

    static let json = [("Content-Type", "application/json")]

    /// design: HTTP status; GraphQL over HTTP, draft of 2026, "Status Codes".
    static let situations = [
        Situation(testDescription: "data", statuses: [200, 200, 200, 200]),
        Situation(testDescription: "data and errors", outcome: .partial, statuses: [200, 200, 200, 294]),
        Situation(testDescription: "no JSON", body: "{", statuses: [400, 400, 400, 400]),
        Situation(testDescription: "no request", body: "{}", statuses: [400, 400, 422, 422]),
        Situation(testDescription: "a batch", body: "[]", statuses: [400, 400, 422, 422]),
        Situation(testDescription: "a name twice", body: #"{"query":"","query":""}"#, statuses: [400, 400, 400, 400]),
        Situation(
            testDescription: "bad parameters", body: #"{"query":"{ a }","variables":1}"#,
            statuses: [400, 400, 422, 422]),
        Situation(testDescription: "syntax", outcome: .refused(.syntax), statuses: [200, 400, 400, 400]),
        Situation(testDescription: "validation", outcome: .refused(.validation), statuses: [200, 400, 422, 422]),
        Situation(testDescription: "coercion", outcome: .refused(.badInput), statuses: [200, 400, 422, 422]),
        Situation(testDescription: "a cursor", outcome: .refused(.badCursor), statuses: [200, 400, 422, 422]),
        Situation(testDescription: "too complex", outcome: .refused(.tooComplex), statuses: [200, 400, 422, 422]),
        Situation(testDescription: "too large", outcome: .refused(.tooLarge), statuses: [200, 400, 422, 422]),
        Situation(
            testDescription: "not signed in", outcome: .refused(.unauthenticated), statuses: [200, 400, 422, 422]),
        Situation(testDescription: "no operation", outcome: .refused(.badRequest), statuses: [400, 400, 422, 422]),
        Situation(testDescription: "credential", outcome: .credentialRefused, statuses: [401, 401, 401, 401]),
        Situation(
            testDescription: "mutation by GET", method: .get, path: "/graphql?query=mutation%7Ba%7D", headers: [],
            outcome: .notAQuery, statuses: [405, 405, 405, 405]),
        Situation(
            testDescription: "mutation by QUERY", method: .query, outcome: .notAQuery,
            statuses: [400, 400, 422, 422]),
        Situation(
            testDescription: "no query by GET", method: .get, headers: [], statuses: [400, 400, 422, 422]),
        Situation(testDescription: "method", method: .put, statuses: [405, 405, 405, 405], isCarrier: true),
        Situation(
            testDescription: "content type", headers: [("Content-Type", "text/plain")],
            statuses: [415, 415, 415, 415], isCarrier: true),
        Situation(
            testDescription: "content coding", headers: json + [("Content-Encoding", "br")],
            statuses: [415, 415, 415, 415], isCarrier: true),
        Situation(
            testDescription: "another site", headers: json + [("Origin", "https://evil.test")],
            statuses: [403, 403, 403, 403], isCarrier: true),
        Situation(
            testDescription: "bad authorization", headers: json + [("Authorization", "Basic a")],
            statuses: [401, 401, 401, 401], isCarrier: true),
        Situation(testDescription: "throttled", outcome: .refused(.rateLimited), statuses: [429, 429, 429, 429]),
        Situation(testDescription: "overloaded", outcome: .refused(.unavailable), statuses: [503, 503, 503, 503]),
        Situation(testDescription: "too slow", outcome: .refused(.timeout), statuses: [504, 504, 504, 504]),
        Situation(testDescription: "our fault", outcome: .refused(.internal), statuses: [500, 500, 500, 500]),
        Situation(
            testDescription: "outcome unknown", outcome: .refused(.outcomeUnknown), statuses: [500, 500, 500, 500]),
    ]

    @Test("Each situation has one status and media type in each profile", arguments: situations)
    func table(situation: Situation) async throws {
        let ways = StatusProfile.allCases.flatMap { profile in
            [ResponseType.json, .graphQL].map { (profile, $0) }
        }
        for (way, status) in zip(ways, situation.statuses) {
            let site = Site(
                HTTPConfiguration(profile: way.0), answer: Answer(body: Array("{}".utf8), outcome: situation.outcome))
            let received = try await site.send(
                situation.method, situation.path, headers: situation.headers + [("Accept", way.1.rawValue)],
                body: Array(situation.body.utf8))
            #expect(received.status == status, "\(way)")
            #expect(received["Content-Type"] == (situation.isCarrier ? .json : way.1).contentType, "\(way)")
        }
    }
}
