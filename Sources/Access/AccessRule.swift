import GraphQLSchema

/// Who is let in to one element: every clause must let the viewer in.
public struct AccessRule: Hashable, Sendable {
    /// One directive of the schema.
    public enum Clause: Hashable, Sendable {
        /// `@public`
        case everybody
        /// `@signedIn`
        case signedIn
        /// `@inPerson`
        case inPerson
        /// `@auth`; of the scopes, a key needs one.
        case roles(Set<Role>, permission: Permission?, apiScopes: Set<APIScope>, onDeny: Decision)
    }

    /// The clauses, in the schema's order.
    public var clauses: [Clause]

    /// Reads the access directives of one element; no clause if it has none.
    init(_ directives: [AppliedDirective]) {
        clauses = directives.compactMap(Clause.init)
    }

    /// Puts clauses together.
    public init(clauses: [Clause] = []) {
        self.clauses = clauses
    }

    /// Whether nobody decided.
    var isEmpty: Bool { clauses.isEmpty }

    /// Both rules must let the viewer in.
    static func + (left: AccessRule, right: AccessRule) -> AccessRule {
        AccessRule(clauses: left.clauses + right.clauses.filter { !left.clauses.contains($0) })
    }

    /// What an audience may do: the strictest of what the clauses say.
    ///
    /// Without a clause nobody may anything.
    public func decision(for audience: Audience) -> Decision {
        clauses.map { $0.decision(for: audience) }.max() ?? .hidden
    }
}

extension AccessRule.Clause {
    init?(_ directive: AppliedDirective) {
        switch directive.name {
        case "public": self = .everybody
        case "signedIn": self = .signedIn
        case "inPerson": self = .inPerson
        case "auth":
            self = .roles(
                Set(directive.names(of: "roles").compactMap(Role.init)),
                permission: directive.names(of: "permission").first.flatMap(Permission.init),
                apiScopes: Set(directive.names(of: "apiScope").compactMap(APIScope.init)),
                onDeny: Decision(onDeny: directive.names(of: "onDeny").first))
        default: return nil
        }
    }

    func decision(for audience: Audience) -> Decision {
        switch self {
        case .everybody: .allowed
        case .signedIn: audience.role == nil ? .hidden : .allowed
        case .inPerson: audience.role == nil || audience.isViewedAs ? .hidden : .allowed
        case .roles(let roles, let permission, let apiScopes, let onDeny):
            audience.role.map {
                roles.contains($0) && audience.has(permission, as: $0) && audience.has(oneOf: apiScopes, as: $0)
            } == true ? .allowed : onDeny
        }
    }

    /// Whether the clause names keys without a scope, or scopes without keys: either lets no key in that it seems to.
    var namesHalfAKey: Bool {
        guard case .roles(let roles, _, let apiScopes, _) = self else { return false }
        return roles.contains(.integration) == apiScopes.isEmpty
    }
}

extension Audience {
    /// Only a portal user needs a permission.
    fileprivate func has(_ permission: Permission?, as role: Role) -> Bool {
        guard role == .portalUser, let permission else { return true }
        return permissions.contains(permission)
    }

    /// Only an API key needs a scope, any of those named, and a rule that names none doesn't let a key in.
    fileprivate func has(oneOf apiScopes: Set<APIScope>, as role: Role) -> Bool {
        role != .integration || !self.apiScopes.isDisjoint(with: apiScopes)
    }
}

extension Decision {
    fileprivate init(onDeny name: String?) {
        switch name {
        case "NULL": self = .null
        case "REJECT": self = .rejected
        default: self = .hidden
        }
    }
}

extension AppliedDirective {
    /// The enum values of an argument, one or a list of them.
    package func names(of argument: String) -> [String] {
        switch arguments[argument] {
        case .enumeration(let name): [name]
        case .list(let values):
            values.compactMap { value in
                if case .enumeration(let name) = value { name } else { nil }
            }
        default: []
        }
    }

    /// The text of an argument.
    package func text(of argument: String) -> String? {
        if case .string(let text) = arguments[argument] { text } else { nil }
    }
}
