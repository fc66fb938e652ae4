public import Access
public import Execution
public import Postgres
import SQLText

/// Holds sessions to where they were begun, and writes down who has their secrets elsewhere, beside the requests.
public final class SessionPlaces: Sendable {
    private let database: Database
    private let binding: SessionBinding
    private let pauses = Pauses()

    private static let deadline = Duration.seconds(5)
    private static let pause = Duration.seconds(600)

    /// Holds sessions as a setting says, and writes into a database.
    public init(_ database: Database, _ binding: SessionBinding) {
        self.database = database
        self.binding = binding
    }

    /// Whether a session may be used from where a request comes from.
    ///
    /// Keys are begun nowhere.
    public func isWelcome(_ viewer: CachedViewer, isBearer: Bool, _ context: RequestContext) -> Bool {
        if viewer.viewer.audience.role == .integration { return true }
        let address = SignInRequest.address(context.clientAddress)
        let start = viewer.address ?? SignInRequest.unknownAddress
        switch binding.verdict(begunFrom: start, now: address, isBearer: isBearer) {
        case .welcome: return true
        case .noticed:
            note(viewer, address, context, isRefused: false)
            return true
        case .refused:
            note(viewer, address, context, isRefused: true)
            return false
        }
    }

    private func note(_ viewer: CachedViewer, _ address: String, _ context: RequestContext, isRefused: Bool) {
        guard pauses.isOver(viewer.tokenHash, after: Self.pause) else { return }
        let statement = BoundStatement(
            Self.elsewhere,
            [.bytea(viewer.tokenHash), .text(address), .bool(isRefused), .text(context.requestID)])
        let database = database
        Task { try? await database.transaction(deadline: Self.deadline) { try await $0.run([statement]) } }
    }

    private static let elsewhere = Statement(
        text: "SELECT session_elsewhere($1, $2::inet, $3, $4)", parameterTypes: [.bytea, .text, .bool, .text])
}
