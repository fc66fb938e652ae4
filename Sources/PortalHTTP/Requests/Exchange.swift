import HTTPTypes

/// One request as every part of the surface needs it.
struct Exchange {
    let method: HTTPRequest.Method
    /// The length of the whole target, in bytes.
    let targetLength: Int
    /// The path, still percent-encoded.
    let path: Substring
    /// The host and port that the client meant.
    let authority: String?
    /// What stands behind the question mark.
    let query: Substring
    let headers: HTTPFields
    let requestID: String
    /// The address of the client.
    let clientAddress: String
    /// Whether the client waits for something that can't be met.
    let hasUnknownExpectation: Bool

    init(head: HTTPRequest, peer: String, addresses: ClientAddress) {
        method = head.method
        headers = head.headerFields
        hasUnknownExpectation = Expectation(of: head) == .unknown
        authority = head.authority
        let target = head.path ?? "/"
        let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        targetLength = target.utf8.count
        path = target[..<mark]
        query = target[mark...].dropFirst()
        requestID = RequestID.choose(offered: headers[HeaderName.requestID])
        clientAddress = addresses.address(peer: peer, forwardedFor: headers[values: HeaderName.forwardedFor])
    }
}
