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
    /// What the carrier must know of it.
    var kind = Kind.request
    /// What the operator should know; never shown.
    var diagnosis: String?

    /// What sort of refusal this is.
    enum Kind {
        case request
        /// The credential itself was refused, before the document was read.
        case credential
        /// The operation is no query, and only queries may run.
        case notAQuery
    }

    /// What it makes of the answer.
    var outcome: Answer.Outcome {
        switch kind {
        case .request: .refused(code)
        case .credential: .credentialRefused
        case .notAQuery: .notAQuery
        }
    }

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
        refusal.kind = .credential
        return refusal
    }

    /// The session was begun somewhere else, and holds only there.
    static var elsewhere: Refusal {
        var refusal = Refusal(
            .anotherNetwork, "You signed in from another network, and that holds only there. Sign in again.")
        refusal.kind = .credential
        return refusal
    }

    /// The viewer has as many requests under way as anybody may have.
    static var tooManyAtOnce: Refusal {
        Refusal(.rateLimited, "You have too many requests under way. Wait for their answers.")
    }

    /// Somebody views as somebody else, and tried to change something.
    static var readOnly: Refusal {
        Refusal(.readOnly, "You are viewing as somebody else: nothing can be changed. End it to work as yourself.")
    }

    /// Only queries may run.
    static var notAQuery: Refusal {
        var refusal = Refusal(.badRequest, "Only queries can be sent by this method. Send this operation by POST.")
        refusal.kind = .notAQuery
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
        case .server(let fault): fault.code
        case .protocolViolation: .internal
        }
    }

    /// What clients are told: nothing of the database but what they can do.
    var clientMessage: String {
        switch code {
        case .unavailable: "The database can't be reached right now. Try again in a moment."
        case .timeout: "The answer took too long. Ask for less, or try again."
        case .conflict:
            "Somebody else changed the same thing at the same moment, and nothing of this was done. Send it again."
        case .outcomeUnknown:
            "The connection was lost while the change was being saved. Send it again with the same idempotency key."
        default: "Something went wrong here. The request id leads to it in the log."
        }
    }
}

extension ServerFault {
    fileprivate var code: ErrorCode {
        switch sqlState {
        // A statement, a wait for a row or a transaction without statements took too long.
        case "57014", "55P03", "25P03": .timeout
        // Two transactions each waited for the other, or couldn't be put in an order.
        case "40001", "40P01": .conflict
        // The server is going down, coming up, or ended the connection.
        case let state where state.hasPrefix("57P"): .unavailable
        default: .internal
        }
    }
}
