import Access
import Execution
import HTTPTypes
import NIOCore
import Portal

/// Answers `/graphql`: checks everything about a request that needs no look at its document, asks the engine, and puts
/// the answer into HTTP (GraphQL over HTTP).
struct GraphQLEndpoint {
    let surface: HTTPSurface
    let profile: StatusProfile
    let origins: OriginRule
    let cookie: SessionCookie
    let headers: HTTPFields
    private let reader: RequestReader
    private let gunzip: Gunzip

    init(surface: HTTPSurface, configuration: HTTPConfiguration) {
        self.surface = surface
        profile = configuration.profile
        origins = OriginRule(publicOrigin: configuration.publicOrigin)
        cookie = SessionCookie(isSecure: configuration.isSecure)
        reader = RequestReader(profile: configuration.profile, limits: configuration.limits)
        gunzip = Gunzip(
            maximumBytes: configuration.limits.bodyBytes, maximumRatio: configuration.limits.bodyRatio)
        var headers = SecurityHeaders(isSecure: configuration.isSecure).forData
        headers[.cacheControl] = "no-store"
        headers[.vary] = "Accept, Accept-Encoding, Cookie, Origin"
        self.headers = headers
    }

    /// Answers one request; `body` gives a POST's body, and is asked only once everything else is in order.
    func reply(to exchange: Exchange, body: () throws(Refusal) -> ByteBuffer) async -> Reply {
        let type = ResponseType.negotiate(exchange.headers[values: .accept])
        do throws(Refusal) {
            switch exchange.method {
            case .post, .query: return try await post(exchange, as: acceptable(type), body: body)
            case .get, .head: return try await get(exchange, as: acceptable(type))
            case .options:
                let fields = headers.with(.allow, Self.methods).with(HeaderName.acceptQuery, "application/json")
                return Reply(status: 204, headers: fields)
            default:
                throw Refusal(405, .badRequest, "Send GraphQL by POST or GET.", headers: ["Allow": Self.methods])
            }
        } catch {
            return reply(refusing: error, exchange, as: type ?? .json)
        }
    }

    private static let methods = "GET, HEAD, POST, QUERY"

    private func acceptable(_ type: ResponseType?) throws(Refusal) -> ResponseType {
        guard let type else {
            let types = ResponseType.allCases.map(\.rawValue).joined(separator: " or ")
            throw Refusal(406, .badRequest, "Accept \(types).")
        }
        return type
    }

    /// Answers `/graphql/explain`: what a request would do, told to those whom it concerns (K8).
    ///
    /// It is sent as the request itself is, by POST; `?measure` runs a query to measure its statements.
    func explanation(for exchange: Exchange, body: () throws(Refusal) -> ByteBuffer) async -> Reply {
        do throws(Refusal) {
            guard exchange.method == .post else {
                throw Refusal(405, .badRequest, "Send what is to be explained by POST.", headers: ["Allow": "POST"])
            }
            let (request, credentials) = try read(exchange, body: body)
            let isMeasured = try QueryString(exchange.query)["measure"] != nil
            let context = context(of: exchange)
            let answer = await surface.explanation(request, isMeasured, credentials.credential, context)
            return await reply(with: answer, credentials, exchange, as: .json)
        } catch {
            return reply(refusing: error, exchange, as: .json)
        }
    }

    private func post(
        _ exchange: Exchange, as type: ResponseType, body: () throws(Refusal) -> ByteBuffer
    ) async throws(Refusal) -> Reply {
        let (request, credentials) = try read(exchange, body: body)
        return await run(request, credentials, exchange, as: type)
    }

    /// A QUERY carries what a POST does, but may change nothing (RFC 10008).
    private func read(
        _ exchange: Exchange, body: () throws(Refusal) -> ByteBuffer
    ) throws(Refusal) -> (GraphQLRequest, Credentials) {
        try ContentType.check(exchange.headers[.contentType])
        let coding = try ContentCoding(of: exchange.headers[values: .contentEncoding])
        let credentials = try credentials(of: exchange)
        if exchange.headers[.authorization] == nil { try checkOrigin(of: exchange) }
        let bytes = coding == .gzip ? try gunzip.expand(body()) : try body()
        var request = try bytes.withUnsafeReadableBytes { bytes in
            Result { () throws(Refusal) in try reader.read(body: bytes) }
        }.get()
        request.queriesOnly = exchange.method == .query
        return (request, credentials)
    }

    private func get(_ exchange: Exchange, as type: ResponseType) async throws(Refusal) -> Reply {
        if let contentType = exchange.headers[.contentType] { try ContentType.check(contentType) }
        let credentials = try credentials(of: exchange)
        if credentials.isCookie { try checkPreflight(of: exchange) }
        let request = try reader.read(parameters: QueryString(exchange.query))
        return await run(request, credentials, exchange, as: type)
    }

    private func credentials(of exchange: Exchange) throws(Refusal) -> Credentials {
        try Credentials(
            authorization: exchange.headers[.authorization], cookies: exchange.headers[values: .cookie],
            surface: Surface(header: exchange.headers[HeaderName.realm]), cookie: cookie)
    }

    private func checkOrigin(of exchange: Exchange) throws(Refusal) {
        let allowed = origins.allows(
            origin: exchange.headers[.origin], fetchSite: exchange.headers[HeaderName.fetchSite],
            host: exchange.authority)
        if !allowed { throw Refusal(403, .forbidden, "This request comes from a page of another site.") }
    }

    /// A form or a link of another site can't add a header of its own (B6).
    private func checkPreflight(of exchange: Exchange) throws(Refusal) {
        let names = [HeaderName.requirePreflight, HeaderName.apolloOperationName, HeaderName.realm]
        if names.contains(where: { !(exchange.headers[$0] ?? "").isEmpty }) { return }
        throw Refusal(403, .forbidden, "With a cookie, a GET needs the header GraphQL-Require-Preflight.")
    }

    private func run(
        _ request: GraphQLRequest, _ credentials: Credentials, _ exchange: Exchange, as type: ResponseType
    ) async -> Reply {
        let answer = await surface.answer(request, credentials.credential, context(of: exchange))
        return await reply(with: answer, credentials, exchange, as: type)
    }

    private func context(of exchange: Exchange) -> Execution.RequestContext {
        let isBearer = exchange.headers[.authorization] != nil
        return Execution.RequestContext(
            requestID: exchange.requestID, clientAddress: exchange.clientAddress,
            userAgent: exchange.headers[.userAgent],
            isBrowser: !isBearer && (exchange.headers[.origin] != nil || exchange.headers[HeaderName.fetchSite] != nil))
    }

    private func reply(
        with answer: Answer, _ credentials: Credentials, _ exchange: Exchange, as type: ResponseType
    ) async -> Reply {
        var reply = Reply(
            status: profile.status(of: answer.outcome, to: exchange.method, as: type), headers: headers,
            body: ByteBuffer(bytes: answer.body))
        reply.headers[.contentType] = type.contentType
        await compress(answer, exchange, &reply)
        reply.operationName = answer.operationName
        reply.statementCount = answer.statementCount
        reply.diagnosis = answer.diagnosis
        switch answer.outcome {
        case .refused(let code): reply.code = code
        case .notAQuery: reply.code = .badRequest
        case .credentialRefused: reply.code = .unauthenticated
        case .data, .partial: break
        }
        addStatusHeaders(to: &reply)
        addCookies(of: answer, credentials, to: &reply)
        return reply
    }

    /// Shorter answers aren't worth it, and one that starts a session holds a secret whose length would show.
    private func compress(_ answer: Answer, _ exchange: Exchange, _ reply: inout Reply) async {
        guard answer.body.count >= Self.shortest, answer.effects.isEmpty,
            ContentCoding.isGzipTaken(exchange.headers[values: .acceptEncoding])
        else { return }
        // What takes longer than other requests of the connection's thread should wait leaves it.
        let compressed =
            answer.body.count < Self.longest
            ? Gzip.compress(answer.body, .fast)
            : await withTaskExecutorPreference(globalConcurrentExecutor) { Gzip.compress(answer.body, .fast) }
        guard let compressed else { return }
        reply.body = ByteBuffer(bytes: compressed)
        reply.headers[.contentEncoding] = "gzip"
    }

    /// About what fits into one packet.
    private static let shortest = 1_400
    private static let longest = 64 * 1024

    private func addStatusHeaders(to reply: inout Reply) {
        switch reply.status {
        case 401: reply.headers[.wwwAuthenticate] = "Bearer"
        case 405: reply.headers[.allow] = "POST"
        case 429, 503: reply.headers[.retryAfter] = "1"
        default: break
        }
    }

    private func addCookies(of answer: Answer, _ credentials: Credentials, to reply: inout Reply) {
        for effect in answer.effects {
            switch effect {
            case .start(let secret, let realm, let portal, let seconds):
                let started = cookie.start(secret, on: Surface(realm, portal: portal), seconds: seconds)
                reply.headers.append(HTTPField(name: .setCookie, value: started))
            case .startViewAs(let secret, let realm, let portal):
                let started = cookie.startViewAs(secret, on: Surface(realm, portal: portal))
                reply.headers.append(HTTPField(name: .setCookie, value: started))
            case .end: endCookie(of: credentials, in: &reply)
            }
        }
        // A cookie that is over would only be refused again.
        if reply.status == 401 { endCookie(of: credentials, in: &reply) }
    }

    private func endCookie(of credentials: Credentials, in reply: inout Reply) {
        guard let kind = credentials.cookie else { return }
        reply.headers.append(HTTPField(name: .setCookie, value: cookie.end(on: credentials.surface, kind)))
    }

    private func reply(refusing refusal: Refusal, _ exchange: Exchange, as type: ResponseType) -> Reply {
        let body = ByteBuffer(bytes: refusal.body(requestID: exchange.requestID))
        var reply = Reply(status: refusal.status, headers: headers, body: body, code: refusal.code)
        // A refusal of the carrier is no GraphQL response, whatever type was asked for (H3).
        reply.headers[.contentType] = (refusal.status == 400 || refusal.status == 422 ? type : .json).contentType
        for (name, value) in refusal.headers { reply.headers[HeaderName.name(name)] = value }
        if refusal.closesConnection { reply.headers[.connection] = "close" }
        return reply
    }
}
