import Access
import Execution
import GraphQLSchema
import Postgres

/// What a mutation asks for, read from its input and checked.
protocol MutationWish: SendableMetatype {
    /// What becomes of it.
    associatedtype Answer: KeptAnswer

    /// The input field that names what is to change; nil where something is made.
    static var subject: String? { get }

    /// Whether it only looks what would change, so that there is nothing to do once.
    var isDryRun: Bool { get }

    /// Reads the input and gathers everything that is wrong with it.
    init(_ input: InputObject, _ errors: inout [UserError])
}

extension MutationWish {
    static var subject: String? { "id" }
    var isDryRun: Bool { false }
}

/// What became of a mutation that was asked for in the right way, in a form that can be kept for its idempotency key.
protocol KeptAnswer: SendableMetatype {
    static func refused(_ error: UserError) -> Self
    init(json: JSONValue)
    var json: JSONValue { get }
    func payload(_ input: InputObject) -> Payload
}

/// Who wants a change, and the transaction in which it's made.
struct ChangeContext {
    let viewer: CachedViewer
    let request: RequestContext
    let transaction: Transaction
}

extension MutationField {
    /// A mutation in one transaction, which is done once for its idempotency key.
    ///
    /// All that is wrong with the input is told at once. A repeated request is answered with its first answer, also
    /// where that was a refusal.
    static func repeatable<Wish: MutationWish>(
        _ name: String, _ body: @escaping @Sendable (Wish, ChangeContext) async throws -> Wish.Answer
    ) -> MutationField {
        MutationField(
            name: name,
            body: .transactional { context, transaction, arguments in
                let input = arguments.input
                guard let viewer = context.viewer else { return .refused([.notFound(Wish.subject)], input) }
                var errors: [UserError] = []
                let wish = Wish(input, &errors)
                if let fault = Idempotency.fault(in: input) { errors.append(fault) }
                if !errors.isEmpty { return .refused(errors, input) }
                let record = wish.isDryRun ? nil : Idempotency(name, input, viewer)
                let change = ChangeContext(viewer: viewer, request: context.request, transaction: transaction)
                return try await Idempotency.once(record, transaction) { try await body(wish, change) }.payload(input)
            })
    }
}

extension Idempotency {
    /// Answers what a key was answered before; else does the work and keeps what came of it.
    fileprivate static func once<Answer: KeptAnswer>(
        _ record: Idempotency?, _ transaction: Transaction, _ body: () async throws -> Answer
    ) async throws -> Answer {
        guard let record else { return try await body() }
        switch try await record.begin(transaction) {
        case .repeated(let kept): return Answer(json: kept)
        case .taken: return .refused(taken)
        case .first:
            let answer = try await body()
            _ = try await transaction.run([record.finish(answer.json)])
            return answer
        }
    }
}

extension ChangeContext {
    /// Runs statements, or takes all of them back where the database's own rules refuse them, which is told by words.
    func attempt(
        _ statements: [BoundStatement], refusal: (ServerFault) -> UserError?
    ) async throws -> UserError? {
        do {
            _ = try await transaction.run([BoundStatement(Self.savepoint)] + statements)
            return nil
        } catch {
            guard case .server(let fault) = error, let refusal = refusal(fault) else { throw error }
            try await takeBack()
            return refusal
        }
    }

    /// Undoes what was attempted last.
    func takeBack() async throws {
        _ = try await transaction.run([BoundStatement(Self.rollback)])
    }

    private static let savepoint = Statement(text: "SAVEPOINT change")
    private static let rollback = Statement(text: "ROLLBACK TO SAVEPOINT change")
}
