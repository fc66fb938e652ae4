import Access
import Execution
import HTTPTypes
import Portal

extension StatusProfile {
    /// The status of an answer that the engine gave.
    func status(of outcome: Answer.Outcome, to method: HTTPRequest.Method, as type: ResponseType) -> Int {
        switch outcome {
        case .data: 200
        case .partial: self == .spec2026 && type == .graphQL ? 294 : 200
        case .refused(let code): status(of: code, as: type)
        // Another method would do; but whoever sent a QUERY has named the one that fits queries.
        case .notAQuery: method == .query ? malformed : 405
        case .credentialRefused: 401
        }
    }

    /// The status of a request error.
    func status(of code: ErrorCode, as type: ResponseType) -> Int {
        switch code {
        case .unavailable: 503
        case .timeout: 504
        case .rateLimited: 429
        case .internal, .outcomeUnknown: 500
        case .badRequest: malformed
        case .forbidden, .readOnly, .notFound, .conflict, .confirmationRequired: 200
        case .syntax: self == .spec2026 || type == .graphQL ? 400 : 200
        case .validation, .badInput, .badCursor, .unauthenticated, .anotherNetwork, .tooLarge, .tooComplex:
            documentStatus(as: type)
        }
    }

    /// The status of a request that is none, though its JSON is well-formed: 422 in the draft of 2026, else 400.
    var malformed: Int { self == .spec2026 ? 422 : 400 }

    private func documentStatus(as type: ResponseType) -> Int {
        switch (self, type) {
        case (.spec2026, _): 422
        case (.audit2025, .graphQL): 400
        case (.audit2025, .json): 200
        }
    }
}
