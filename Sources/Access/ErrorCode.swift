/// Every code that an error of the API can carry, in `extensions.code` or in `userErrors`.
///
/// The list is closed and is also the enum `ErrorCode` of the schema; a test holds the two together.
public enum ErrorCode: String, Sendable, CaseIterable {
    /// The HTTP request or its JSON is not a GraphQL request.
    case badRequest = "BAD_REQUEST"
    /// The document doesn't parse.
    case syntax = "SYNTAX"
    /// The document asks for what the viewer's schema doesn't have.
    case validation = "VALIDATION"
    /// A variable or an argument has a value that can't be used.
    case badInput = "BAD_INPUT"
    /// A cursor was changed, or belongs to another list, order or filter.
    case badCursor = "BAD_CURSOR"
    /// There is no sign-in, or it's over.
    case unauthenticated = "UNAUTHENTICATED"
    /// The sign-in holds only in the network that it was made from.
    case anotherNetwork = "ANOTHER_NETWORK"
    /// The viewer may not see or do this.
    case forbidden = "FORBIDDEN"
    /// Whoever views as somebody else changes nothing.
    case readOnly = "READ_ONLY"
    /// There is no such object for the viewer.
    case notFound = "NOT_FOUND"
    /// Somebody else changed the object first, or the value is taken.
    case conflict = "CONFLICT"
    /// The change has consequences that must be confirmed.
    case confirmationRequired = "CONFIRMATION_REQUIRED"
    /// The request or its answer is too large.
    case tooLarge = "TOO_LARGE"
    /// The operation asks for too much at once.
    case tooComplex = "TOO_COMPLEX"
    /// Too many requests or tries.
    case rateLimited = "RATE_LIMITED"
    /// The answer took too long.
    case timeout = "TIMEOUT"
    /// The connection was lost while the change was being committed.
    case outcomeUnknown = "OUTCOME_UNKNOWN"
    /// The database can't be reached, or the server is overloaded.
    case unavailable = "UNAVAILABLE"
    /// The server is at fault; the request id leads to the log line.
    case `internal` = "INTERNAL"
}
