/// How much somebody is told of what a request would do (K8).
public enum ExplanationDetail: Sendable {
    /// Which rules decide, and how many statements there are.
    case rules
    /// The statements and the database's plans besides.
    case statements
}

extension Audience {
    /// What an audience is told; nil where it is told nothing.
    public var explanationDetail: ExplanationDetail? {
        switch role {
        case .operator: .statements
        case .admin: .rules
        case .user, .marketing, .portalAdmin, .portalUser, .integration, nil: nil
        }
    }
}
