import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import SQLText
import Testing

@testable import Execution
@testable import Planning

@Suite("What the engine puts up with", .serialized) struct EngineLimitTests {
    @Test("Limit: an answer of so many bytes, and none of a byte more")
    func answerBytes() async throws {
        let portal = try await TestPortal.shared.value
        let admin = try portal.credential("admin@nordlys.test")
        #expect(EngineLimits().answerBytes == 16_777_216)
        for query in ["{ __typename }", "{ customers(first: 30) { nodes { id name contacts { nodes { name } } } } }"] {
            let whole = try await portal.engine().ask(query, as: admin)
            var limits = EngineLimits()
            limits.answerBytes = whole.answer.body.count
            #expect(try await portal.engine(limits: limits).ask(query, as: admin).answer.body == whole.answer.body)
            limits.answerBytes -= 1
            let refused = try await portal.engine(limits: limits).ask(query, as: admin)
            #expect(refused.answer.outcome == .refused(.tooLarge))
            #expect(refused.codes == ["TOO_LARGE"])
        }
    }

    @Test("Limit: what is written of an answer that is too long stops at the object that goes beyond")
    func writesNoMore() async throws {
        let portal = try await TestPortal.shared.value
        let object = ObjectPlan(
            fields: Self.fields(10, value: .values(ObjectPlan(fields: Self.fields(10, value: Self.text)), told: nil)))
        let plan = Self.plan(object)
        var limits = EngineLimits()
        limits.answerBytes = 5_000
        var writer = AnswerWriter(plan: plan, bound: Self.bound, cipher: portal.cipher, results: [], limits: limits)
        writer.writeData(viewer: nil)
        #expect(writer.isTooLong)
        #expect(writer.bytes.count < 5_000 + 2 * 1_100)
    }

    @Test(
        "Limit: 100 errors of fields are told, and that there are more",
        arguments: [(100, 100), (101, 101), (500, 101)])
    func fieldErrors(failing: Int, told: Int) async throws {
        let portal = try await TestPortal.shared.value
        let plan = Self.plan(ObjectPlan(fields: Self.fields(failing, value: .forbidden)))
        var writer = AnswerWriter(
            plan: plan, bound: Self.bound, cipher: portal.cipher, results: [], limits: EngineLimits())
        writer.writeData(viewer: nil)
        #expect(writer.errors.count == told)
        #expect(writer.errors.filter { $0.message == "There are more errors than are shown." }.count == told - 100)
        #expect(String(decoding: writer.bytes, as: UTF8.self).ranges(of: ":null").count == failing)
    }

    @Test(
        "Limit: the codes of documents that are too much",
        arguments: [
            ("{ \(String(repeating: "a ", count: 3_999))}", "TOO_LARGE"),
            ("{ \(String(repeating: "__typename ", count: 21))}", "TOO_COMPLEX"),
            ("{ viewer { \(String(repeating: "name ", count: 150))} }", "TOO_COMPLEX"),
            ("{ viewer { name @skip(if: true) @a @a @a @a @a } }", "TOO_COMPLEX"),
            ("query (\((0..<101).map { "$a\($0): Int " }.joined())) { viewer { name } }", "TOO_COMPLEX"),
            (String(repeating: "{a", count: 65), "SYNTAX"), ("{ nothing }", "VALIDATION"),
        ])
    func codes(query: String, code: String) async throws {
        let portal = try await TestPortal.shared.value
        let admin = try portal.credential("admin@nordlys.test")
        let answer = try await portal.engine().ask(query, as: admin)
        #expect(answer.codes.allSatisfy { $0 == code } && !answer.codes.isEmpty, "\(answer)")
    }

    @Test("Limit: 16 requests of one viewer at the same time, one more is throttled, and others are not")
    func requestsPerViewer() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let admin = try portal.credential("admin@nordlys.test")
        let other = try portal.credential("user@nordlys.test")
        guard case .token(let hash, _) = admin, let user = try await engine.sessions.viewer(hash, false)?.viewer.userID
        else { throw TestFault(description: "nobody is signed in") }
        func outcome(_ credential: Credential) async throws -> Answer.Outcome {
            try await engine.ask("{ customers { totalCount } }", as: credential).answer.outcome
        }
        for _ in 0..<15 { #expect(engine.turnstile.enter(user)) }
        #expect(try await outcome(admin) == .data)
        #expect(engine.turnstile.enter(user))
        #expect(try await outcome(admin) == .refused(.rateLimited))
        #expect(try await outcome(other) == .data)
        #expect(engine.turnstile.count(of: user) == 16)
        engine.turnstile.leave(user)
        #expect(try await outcome(admin) == .data)
        #expect(engine.turnstile.count(of: user) == 15)
    }

    @Test("Limit: a request that is refused leaves the turnstile like one that is answered")
    func leaves() async throws {
        let portal = try await TestPortal.shared.value
        let engine = try portal.engine()
        let admin = try portal.credential("admin@nordlys.test")
        guard case .token(let hash, _) = admin, let user = try await engine.sessions.viewer(hash, false)?.viewer.userID
        else { throw TestFault(description: "nobody is signed in") }
        for query in ["{", "{ nothing }", "{ customers(first: 101) { totalCount } }", "{ customers { totalCount } }"] {
            _ = try await engine.ask(query, as: admin)
            #expect(engine.turnstile.count(of: user) == 0)
        }
    }

    @Test("Limit: a statement, and a request, that take longer than they may end in TIMEOUT, and hold nothing up")
    func time() async throws {
        let portal = try await TestPortal()
        #expect(EngineLimits().statement == .seconds(5) && EngineLimits().deadline == .seconds(8))
        let admin = try portal.credential("admin@nordlys.test")
        let holder = try portal.store.session(asAdministrator: true)
        var short = EngineLimits()
        for limit in [\EngineLimits.statement, \EngineLimits.deadline] {
            short = EngineLimits()
            short[keyPath: limit] = .milliseconds(100)
            let engine = try portal.engine(limits: short)
            try holder.execute("BEGIN; LOCK TABLE customer IN ACCESS EXCLUSIVE MODE")
            let late = try await engine.ask("{ customers { totalCount } }", as: admin)
            #expect(late.answer.outcome == .refused(.timeout))
            #expect(late.codes == ["TIMEOUT"])
            try holder.execute("COMMIT")
            #expect(try await engine.ask("{ customers { totalCount } }", as: admin).answer.outcome == .data)
        }
        await portal.database.shutdown()
    }

    // MARK: Plans by hand

    static let text = FieldValue.json([UInt8](repeating: UInt8(ascii: "1"), count: 100))
    static let bound = BoundPlan(parameters: [], pageSizes: [], cursorContexts: [], idCounts: [:])

    static func fields(_ count: Int, value: FieldValue) -> [FieldPlan] {
        (0..<count).map { number in
            FieldPlan(
                responseName: "a\(number)", label: JSONText.quoted("a\(number)") + [UInt8(ascii: ":")],
                isNonNull: false, isItemNonNull: false, offset: 0, value: value)
        }
    }

    static func plan(_ root: ObjectPlan) -> OperationPlan {
        OperationPlan(kind: .query, root: root, sources: [], lists: [], statements: [], limits: .server)
    }
}
