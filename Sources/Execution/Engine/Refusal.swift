import Access
import GraphQLSchema
import Planning
import Postgres

/// A request error: why a request has no data.
///
/// Specification: 7.1.2 Request Errors.
struct Refusal: Error {
    let code: ErrorCode
    let errors: [GraphQLError]
    /// Whether the credential itself was refused, before the document was read.
    var isCredential = false
    /// What the operator should know; never shown.
    var diagnosis: String?

    init(_ code: ErrorCode, _ errors: [GraphQLError]) {
        self.code = code
        self.errors = errors
    }

    init(_ code: ErrorCode, _ message: String) {
        self.init(code, [GraphQLError(message: message, locations: [])])
    }

    /// The session is over, or the credential is none.
    static var credential: Refusal {
        var refusal = Refusal(.unauthenticated, "The sign-in is over or not valid. Sign in again.")
        refusal.isCredential = true
        return refusal
    }

    init(_ error: PostgresError) {
        self.init(error.code, error.clientMessage)
        diagnosis = error.debugDescription
    }
}

extension PostgresError {
    /// The code for clients.
    var code: ErrorCode {
        switch self {
        case .unavailable: .unavailable
        case .timeout, .cancelled: .timeout
        case .outcomeUnknown: .outcomeUnknown
        case .server(let fault): fault.sqlState == "57014" ? .timeout : fault.isShutdown ? .unavailable : .internal
        case .protocolViolation: .internal
        }
    }

    /// What clients are told: nothing of the database but what they can do.
    var clientMessage: String {
        switch code {
        case .unavailable: "The database can't be reached right now. Try again in a moment."
        case .timeout: "The answer took too long. Ask for less, or try again."
        case .outcomeUnknown:
            "The connection was lost while the change was being saved. Send it again with the same idempotency key."
        default: "Something went wrong here. The request id leads to it in the log."
        }
    }
}

extension ServerFault {
    /// The server is going down, coming up, or ended the connection (class 57P).
    fileprivate var isShutdown: Bool { sqlState.hasPrefix("57P") }
}
