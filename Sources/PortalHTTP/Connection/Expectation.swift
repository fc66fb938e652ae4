import HTTPTypes

/// What a client waits for before it sends its body (RFC 9110, 10.1.1).
enum Expectation {
    case none
    /// Word that the body is wanted: `100-continue`, the only one that there is.
    case goAhead
    /// Something that can't be met.
    case unknown

    init(of head: HTTPRequest) {
        guard let value = head.headerFields[.expect] else {
            self = .none
            return
        }
        self = value.lowercased() == "100-continue" ? .goAhead : .unknown
    }
}
