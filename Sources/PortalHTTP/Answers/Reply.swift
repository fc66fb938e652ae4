import Access
import HTTPTypes
import NIOCore

/// An answer on its way out, with what the log wants to know of it.
struct Reply: Sendable {
    var status: Int
    var headers: HTTPFields
    var body: ByteBuffer
    /// The code of the answer's first error, where it has no data.
    var code: ErrorCode?
    var operationName: String?
    var statementCount = 0
    /// What the operator should know of a failure.
    var diagnosis: String?

    init(status: Int, headers: HTTPFields, body: ByteBuffer = ByteBuffer(), code: ErrorCode? = nil) {
        self.status = status
        self.headers = headers
        self.body = body
        self.code = code
    }

    /// A short text for people and programs that look after the server.
    static func text(_ text: String, status: Int, headers: HTTPFields) -> Reply {
        var headers = headers
        headers[.contentType] = "text/plain; charset=utf-8"
        headers[.cacheControl] = "no-store"
        return Reply(
            status: status, headers: headers, body: ByteBuffer(string: text.hasSuffix("\n") ? text : text + "\n"))
    }

    /// The beginning of the reply.
    var head: HTTPResponse {
        var head = HTTPResponse(status: HTTPResponse.Status(code: status), headerFields: headers)
        if status != 204, status != 304 { head.headerFields[.contentLength] = String(body.readableBytes) }
        return head
    }

    /// What follows the beginning: nothing to a HEAD.
    func body(to method: HTTPRequest.Method) -> ByteBuffer? {
        method == .head || body.readableBytes == 0 ? nil : body
    }
}
