import Execution
import HTTPTypes
import NIOCore
import Portal

/// Answers `/kit/{id}/{file name}`: a file of the partner kit, to be saved and never to be shown.
struct KitEndpoint {
    let surface: HTTPSurface
    private let cookie: SessionCookie
    private let headers: HTTPFields

    init(surface: HTTPSurface, configuration: HTTPConfiguration) {
        self.surface = surface
        cookie = SessionCookie(isSecure: configuration.isSecure)
        var headers = SecurityHeaders(isSecure: configuration.isSecure).forData
        headers[.contentSecurityPolicy] = SecurityHeaders.dataPolicy + "; sandbox"
        headers[HeaderName.resourcePolicy] = "same-origin"
        headers[.cacheControl] = "private, no-cache"
        headers[.vary] = "Authorization, Cookie"
        self.headers = headers
    }

    /// The answer to a GET or HEAD; nil where the path is none of the kit's.
    func reply(to exchange: Exchange) async -> Reply? {
        guard exchange.path.hasPrefix("/kit/") else { return nil }
        let parts = exchange.path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 4, let credential = credential(of: exchange) else { return missing }
        let known = exchange.headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }.map { tag in
            String(trimmed(tag).replacing("W/", with: "", maxReplacements: 1))
        }
        let request = PartnerKitRequest(
            id: String(parts[2]), fileName: String(parts[3]), isDownload: exchange.method == .get
        ) { known.contains("*") || known.contains(Self.tag($0)) }
        let context = Execution.RequestContext(
            requestID: exchange.requestID, clientAddress: exchange.clientAddress,
            userAgent: exchange.headers[.userAgent])
        switch await surface.kitFile(request, credential, context) {
        case .file(let file): return reply(with: file)
        case .missing: return missing
        case .unavailable(let diagnosis):
            var reply = Reply.text("The file can't be had now.", status: 503, headers: headers)
            reply.headers[.retryAfter] = "1"
            reply.diagnosis = diagnosis
            return reply
        }
    }

    /// Who asks: a link can't say for which side it is, so a partner's session comes first, then the operator's.
    ///
    /// Whatever is no credential at all finds nothing either.
    private func credential(of exchange: Exchange) -> Credential? {
        let header = exchange.headers[HeaderName.realm]
        guard let named = try? Surface(header: header) else { return nil }
        for side in header == nil ? [named, Surface(.operator)] : [named] {
            let found = try? Credentials(
                authorization: exchange.headers[.authorization], cookies: exchange.headers[values: .cookie],
                surface: side, cookie: cookie)
            guard let found else { return nil }
            if found.credential != .anonymous { return found.credential }
        }
        return .anonymous
    }

    private func reply(with file: PartnerKitFile) -> Reply {
        let isText = file.mediaType.hasPrefix("text/")
        var headers = headers
        headers[.contentType] = file.mediaType + (isText ? "; charset=utf-8" : "")
        headers[HeaderName.contentDisposition] = "attachment; filename=\"\(file.name)\""
        headers[.eTag] = Self.tag(file.sha256)
        guard let content = file.content else { return Reply(status: 304, headers: headers) }
        return Reply(status: 200, headers: headers, body: ByteBuffer(bytes: content))
    }

    private static func tag(_ sha256: String) -> String { "\"\(sha256)\"" }

    private var missing: Reply { .text("There is nothing here.", status: 404, headers: headers) }
}
