import Access
import Execution
import Portal
import Testing

@testable import PortalHTTP

@Suite("Statuses") struct StatusProfileTests {
    @Test(
        "audit2025: 200 for what the document got wrong as application/json, 400 as the newer type",
        arguments: [ErrorCode.syntax, .validation, .badInput, .badCursor, .tooLarge, .tooComplex, .unauthenticated])
    func audit(code: ErrorCode) {
        #expect(StatusProfile.audit2025.status(of: code, as: .json) == 200)
        #expect(StatusProfile.audit2025.status(of: code, as: .graphQL) == 400)
    }

    @Test(
        "spec2026: 400 for syntax, 422 for the rest of what the document got wrong",
        arguments: [
            (ErrorCode.syntax, 400), (.validation, 422), (.badInput, 422), (.badCursor, 422), (.tooLarge, 422),
            (.tooComplex, 422), (.unauthenticated, 422),
        ])
    func draft(code: ErrorCode, status: Int) {
        for type in ResponseType.allCases { #expect(StatusProfile.spec2026.status(of: code, as: type) == status) }
    }

    @Test(
        "Both: what isn't the document's fault has one status",
        arguments: [
            (ErrorCode.badRequest, 400), (.rateLimited, 429), (.internal, 500), (.outcomeUnknown, 500),
            (.unavailable, 503), (.timeout, 504), (.forbidden, 200), (.notFound, 200), (.conflict, 200),
            (.confirmationRequired, 200),
        ])
    func both(code: ErrorCode, status: Int) {
        for profile in StatusProfile.allCases {
            for type in ResponseType.allCases { #expect(profile.status(of: code, as: type) == status) }
        }
    }

    @Test(
        "Data is 200; with errors beside it, 294 in the draft's newer type alone",
        arguments: [
            (StatusProfile.audit2025, ResponseType.json, Answer.Outcome.data, 200),
            (.audit2025, .json, .credentialRefused, 401), (.spec2026, .graphQL, .credentialRefused, 401),
            (.audit2025, .json, .partial, 200),
            (.audit2025, .graphQL, .partial, 200), (.spec2026, .graphQL, .data, 200), (.spec2026, .json, .partial, 200),
            (.spec2026, .graphQL, .partial, 294),
        ])
    func data(profile: StatusProfile, type: ResponseType, outcome: Answer.Outcome, status: Int) {
        #expect(profile.status(of: outcome, as: type) == status)
    }
}
