import Access
import Execution
import GraphQLSchema
import HTTPTypes
import NIOCore
import Portal
import Synchronization

@testable import PortalHTTP

/// The outside surface with an engine that says what it was asked.
final class Site: Sendable {
    struct Asked: Sendable {
        let request: GraphQLRequest
        let credential: Credential
        let context: Execution.RequestContext
        /// Whether it was to be explained, and then whether measured; nil where it was to run.
        var isMeasured: Bool?
    }

    struct KitAsked: Sendable {
        let request: PartnerKitRequest
        let credential: Credential
    }

    private let asked = Mutex<[Asked]>([])
    private let kitAsked = Mutex<[KitAsked]>([])
    private let kit: PartnerKitAnswer
    private let answer: Answer
    let metrics = Metrics()
    let lines = Mutex<[UInt8]>([])
    private let configuration: HTTPConfiguration
    private let files: StaticFiles
    private let unreadiness: String?

    init(
        _ configuration: HTTPConfiguration = HTTPConfiguration(), files: StaticFiles = .none,
        answer: Answer = Answer(body: Array(#"{"data":{}}"#.utf8), outcome: .data), kit: PartnerKitAnswer = .missing,
        unreadiness: String? = nil
    ) {
        self.configuration = configuration
        self.files = files
        self.answer = answer
        self.kit = kit
        self.unreadiness = unreadiness
    }

    /// What the engine was asked last.
    var last: Asked? { asked.withLock { $0.last } }

    /// What of the partner kit was asked for last.
    var lastKit: KitAsked? { kitAsked.withLock { $0.last } }

    var surface: HTTPSurface {
        HTTPSurface(
            answer: { request, credential, context in
                self.asked.withLock { $0.append(Asked(request: request, credential: credential, context: context)) }
                return self.answer
            },
            explanation: { request, isMeasured, credential, context in
                self.asked.withLock {
                    $0.append(
                        Asked(request: request, credential: credential, context: context, isMeasured: isMeasured))
                }
                return self.answer
            },
            kitFile: { request, credential, _ in
                self.kitAsked.withLock { $0.append(KitAsked(request: request, credential: credential)) }
                return self.kit
            },
            unreadiness: { self.unreadiness },
            gauges: { [Gauge("portico_database_waiting", "Statements that wait.", 3)] })
    }

    func responder(log: RequestLog? = nil) -> Responder {
        Responder(surface: surface, configuration: configuration, files: files, metrics: metrics, log: log)
    }

    func send(
        _ method: HTTPRequest.Method = .get, _ path: String, headers: [(String, String)] = [], body: [UInt8]? = [],
        from peer: String = "127.0.0.1", log: RequestLog? = nil
    ) async throws -> Received {
        var fields = HTTPFields()
        for (name, value) in headers {
            fields.append(HTTPField(name: HeaderName.name(name), value: value))
        }
        let head = HTTPRequest(
            method: method, scheme: "http", authority: "portal.test", path: path, headerFields: fields)
        let reply = await responder(log: log).reply(to: head, body: body.map { ByteBuffer(bytes: $0) }, from: peer)
        return Received(reply, to: method)
    }

    /// A POST to `/graphql` as a well-behaved program sends it.
    func post(
        _ body: String = #"{"query":"{ viewer { name } }"}"#, headers: [(String, String)] = []
    ) async throws -> Received {
        let names = headers.map { $0.0.lowercased() }
        let type = names.contains("content-type") ? [] : [("Content-Type", "application/json")]
        return try await send(.post, "/graphql", headers: type + headers, body: Array(body.utf8))
    }
}

/// An answer as a client sees it.
struct Received {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]

    init(_ reply: Reply, to method: HTTPRequest.Method) {
        status = reply.status
        headers = reply.head.headerFields
        body = reply.body(to: method).map { Array($0.readableBytesView) } ?? []
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    subscript(name: String) -> String? { headers[HeaderName.name(name)] }

    /// The code of the first error in a GraphQL response.
    var code: String? {
        guard case .object(let members)? = try? JSONReader().read(body), case .array(let errors)? = members["errors"],
            case .object(let error)? = errors.first, case .object(let extensions)? = error["extensions"],
            case .string(let code)? = extensions["code"]
        else { return nil }
        return code
    }

    /// The message of the first error in a GraphQL response.
    var message: String? {
        guard case .object(let members)? = try? JSONReader().read(body), case .array(let errors)? = members["errors"],
            case .object(let error)? = errors.first, case .string(let message)? = error["message"]
        else { return nil }
        return message
    }
}
