import Access
import Execution
import Portal

extension StatusProfile {
    /// The status of an answer that the engine gave.
    func status(of outcome: Answer.Outcome, as type: ResponseType) -> Int {
        switch outcome {
        case .data: 200
        case .partial: self == .spec2026 && type == .graphQL ? 294 : 200
        case .refused(let code): status(of: code, as: type)
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
        case .badRequest: 400
        case .forbidden, .notFound, .conflict, .confirmationRequired: 200
        case .syntax: self == .spec2026 || type == .graphQL ? 400 : 200
        case .validation, .badInput, .badCursor, .unauthenticated, .tooLarge, .tooComplex: documentStatus(as: type)
        }
    }

    private func documentStatus(as type: ResponseType) -> Int {
        switch (self, type) {
        case (.spec2026, _): 422
        case (.audit2025, .graphQL): 400
        case (.audit2025, .json): 200
        }
    }
}
