import Access
import Cryptography
import GraphQLLanguage
import GraphQLSchema
import GraphQLValidation
import Planning

/// What a valid operation depends on.
struct OperationKey: Hashable {
    let schema: Int
    let document: [UInt8]
    let operationName: String?
}

/// A request that can run: its operation, values and plan.
struct PreparedRequest {
    let operation: ValidOperation
    let variables: [String: InputValue]
    let viewer: CachedViewer?
    let plan: PreparedPlan

    /// Who asks.
    var asker: Viewer { viewer?.viewer ?? .anonymous }
}

/// From text to plan.
extension Engine {
    func prepare(_ request: GraphQLRequest, _ viewer: CachedViewer?) throws -> PreparedRequest {
        let asker = viewer?.viewer ?? .anonymous
        let visible = try schemas.schema(for: asker.audience)
        let key = OperationKey(
            schema: visible.number, document: sha256(request.query), operationName: request.operationName)
        let operation = try valid(request, visible.schema, key, asker)
        if request.queriesOnly && operation.operation.kind != .query {
            throw Refusal.notAQuery
        }
        try checkInPerson(operation, viewer)
        let variables = try coerced(request, operation)
        let plan = try plan(operation, variables, asker, key)
        return PreparedRequest(operation: operation, variables: variables, viewer: viewer, plan: plan)
    }

    /// Whoever views as somebody else changes nothing, by whichever mutation: but for leaving, all are refused.
    ///
    /// The database holds to it as well: `viewer_enter` makes their transactions read-only.
    private func checkInPerson(_ operation: ValidOperation, _ viewer: CachedViewer?) throws {
        guard viewer?.impersonator != nil, operation.operation.kind == .mutation else { return }
        if !operation.rootFields.isSubset(of: Self.leaving) { throw Refusal.readOnly }
    }

    /// The mutations that end viewing as somebody else.
    private static let leaving: Set<String> = ["endViewAs", "signOut"]

    private func valid(
        _ request: GraphQLRequest, _ schema: Schema, _ key: OperationKey, _ asker: Viewer
    ) throws -> ValidOperation {
        if let operation = operations[key] { return operation }
        let source = Source(bytes: request.query, name: "GraphQL request")
        let document: Document
        do {
            document = try Document.parse(source, limits: limits.parser)
        } catch {
            throw Refusal(
                error.code, [GraphQLError(message: error.message, locations: [source.location(of: error.offset)])])
        }
        let operation = try validated(document, request.operationName, schema, asker)
        operations.insert(operation, for: key, weight: request.query.count)
        return operation
    }

    private func validated(
        _ document: Document, _ name: String?, _ schema: Schema, _ asker: Viewer
    ) throws -> ValidOperation {
        let written = limits.document.faults(of: document)
        if !written.isEmpty { throw Refusal(.tooComplex, written) }
        let valid: ValidDocument
        do {
            valid = try validate(document, against: schema, options: limits.validation)
        } catch {
            // Without a sign-in, what is hidden and what doesn't exist are told alike.
            let code: ErrorCode = error.isTooComplex ? .tooComplex : .validation
            throw Refusal(asker.audience.role == nil ? .unauthenticated : code, error.errors)
        }
        let operation: ValidOperation
        do {
            operation = try valid.operation(named: name)
        } catch {
            throw Refusal(.badRequest, [error])
        }
        let faults = limits.document.faults(of: operation)
        if !faults.isEmpty { throw Refusal(.tooComplex, faults) }
        return operation
    }

    private func coerced(_ request: GraphQLRequest, _ operation: ValidOperation) throws -> [String: InputValue] {
        do {
            return try coerceVariables(
                of: operation.operation, provided: request.variables, schema: operation.schema)
        } catch {
            throw Refusal(
                .badInput,
                error.errors.map { GraphQLError(message: $0.message, locations: [operation.location(of: $0.offset)]) })
        }
    }

    private func plan(
        _ operation: ValidOperation, _ variables: [String: InputValue], _ asker: Viewer, _ key: OperationKey
    ) throws -> PreparedPlan {
        let key = PlanKey(
            schema: key.schema, document: key.document, operationName: key.operationName,
            variables: VariableShape(of: operation, variables: variables), role: asker.audience.role,
            reach: asker.reach)
        if let plan = plans[key] { return plan }
        do {
            let plan = PreparedPlan(try planner.plan(operation, variables: variables, viewer: asker))
            plans.insert(plan, for: key, weight: plan.textBytes)
            return plan
        } catch {
            let isHidden = asker.audience.role == nil && [.validation, .forbidden].contains(error.code)
            throw refusal(error, operation, code: isHidden ? .unauthenticated : nil)
        }
    }

    func refusal(_ error: PlanningError, _ operation: ValidOperation, code: ErrorCode? = nil) -> Refusal {
        let errors = ([error] + error.others).map { error in
            let locations = error.offset.map { [operation.document.source.location(of: $0)] } ?? []
            return GraphQLError(message: error.message, locations: locations)
        }
        return Refusal(code ?? error.code, errors)
    }
}

extension SyntaxError {
    /// The code for clients: a document can also be too large for the server.
    fileprivate var code: ErrorCode {
        switch kind {
        case .tooManyTokens: .tooLarge
        case .syntax, .tooDeep, .invalidUTF8: .syntax
        }
    }
}
