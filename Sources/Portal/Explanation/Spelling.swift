import Access
import Planning
import SQLText

extension CompiledSQL {
    /// The text with words in the place of its numbered parameters.
    func spelled(_ word: (Parameter) -> String) -> String {
        var spelled = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            let digits = rest[rest.index(after: dollar)...].prefix { $0.isNumber }
            spelled += rest[..<dollar]
            if let number = Int(digits), parameters.indices.contains(number - 1) {
                spelled += ":\(word(parameters[number - 1]))"
            } else {
                spelled += "$\(digits)"
            }
            rest = rest[digits.endIndex...]
        }
        return spelled + rest
    }
}

extension Slot {
    /// What fills the slot, in one word.
    var spelling: String {
        switch self {
        case .viewer(let parameter): "\(parameter)"
        case .constant: "constant"
        case .variable(let path, _): path.variable
        case .array: "list"
        case .limit: "limit"
        case .cursor: "cursor"
        case .payloadRow(let field), .payloadRows(let field): field
        }
    }
}

extension AccessRule {
    /// The clauses that refuse an audience; where none does, those that no other clause goes beyond.
    func deciding(for audience: Audience) -> [Clause] {
        let refusing = clauses.filter { AccessRule(clauses: [$0]).decision(for: audience) != .allowed }
        if !refusing.isEmpty { return refusing }
        return clauses.filter { clause in !clauses.contains { $0 != clause && $0.implies(clause) } }
    }
}

extension AccessRule.Clause {
    /// The clause as the schema writes it.
    var description: String {
        switch self {
        case .everybody: return "@public"
        case .signedIn: return "@signedIn"
        case .inPerson: return "@inPerson"
        case .roles(let roles, let permission, let apiScopes, _):
            let names = Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: ", ")
            let scopes = APIScope.allCases.filter(apiScopes.contains).map(\.rawValue)
            let more = [
                permission.map { "permission: \($0.rawValue)" },
                scopes.count > 1
                    ? "apiScope: [\(scopes.joined(separator: ", "))]" : scopes.first.map { "apiScope: \($0)" },
            ]
            return "@auth(\((["roles: [\(names)]"] + more.compactMap(\.self)).joined(separator: ", ")))"
        }
    }

    /// Whether everybody whom this clause lets in is let in by the other.
    func implies(_ other: AccessRule.Clause) -> Bool {
        switch (self, other) {
        case (_, .everybody): true
        case (.everybody, _): false
        case (_, .signedIn): true
        case (.signedIn, _): false
        case (.inPerson, _), (_, .inPerson): false
        case (
            .roles(let roles, let permission, let scopes, _), .roles(let wider, let otherPermission, let otherScopes, _)
        ):
            roles.isSubset(of: wider) && (otherPermission == nil || otherPermission == permission)
                && (!roles.contains(.integration) || scopes.isSubset(of: otherScopes))
        }
    }
}
