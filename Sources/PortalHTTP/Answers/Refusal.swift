import Access
import Portal

/// A request that is refused before the engine sees it.
struct Refusal: Error, Equatable {
    /// The HTTP status.
    let status: Int
    /// The code in the answer's one error.
    let code: ErrorCode
    /// What to do about it, for whoever wrote the client.
    let message: String
    /// Headers besides the usual ones, such as `Allow`.
    var headers: [String: String] = [:]
    /// Whether the connection can't be used any further, since the body was not read.
    var closesConnection = false

    init(_ status: Int, _ code: ErrorCode, _ message: String, headers: [String: String] = [:]) {
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers
    }

    /// The same refusal for a body that stays unread.
    func closingConnection() -> Refusal {
        var refusal = self
        refusal.closesConnection = true
        return refusal
    }

    /// The refusal as a GraphQL response: no data and one error.
    func body(requestID: String) -> [UInt8] {
        var body = Array(#"{"errors":[{"message":"#.utf8)
        writeJSONString(message, to: &body)
        body += #","extensions":{"code":"\#(code.rawValue)","requestId":"#.utf8
        writeJSONString(requestID, to: &body)
        body += "}}]}".utf8
        return body
    }
}
