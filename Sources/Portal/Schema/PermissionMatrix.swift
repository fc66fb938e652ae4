public import Access
import GraphQLSchema

/// Who may see what, as a table to read and to keep: a line for each field of the schema.
///
/// A viewer with every permission and every scope stands for its kind, so the table says what is possible at all.
public struct PermissionMatrix: Sendable {
    /// One field or type.
    public struct Line: Sendable, Hashable {
        /// The schema coordinate, such as `Customer.name`.
        public let coordinate: String
        /// The decision for nobody, then for each kind of viewer.
        public let decisions: [Decision]
    }

    /// The columns: nobody, then each kind of viewer.
    public static let audiences: [(name: String, audience: Audience)] =
        [("nobody", .anonymous)]
        + Role.allCases.map { role in
            let audience = Audience(
                role: role, permissions: Set(Permission.allCases), apiScopes: Set(APIScope.allCases))
            return (role.rawValue, audience)
        }

    /// In the order of the types' and fields' names.
    public let lines: [Line]

    /// Reads the table from the policy.
    public init(_ policy: AccessPolicy) {
        var lines: [Line] = []
        for type in policy.schema.types.sorted(by: { $0.name < $1.name }) where !type.name.hasPrefix("__") {
            lines += Self.elements(of: type).map { element in
                let decisions = Self.audiences.map { policy.decision(on: element, for: $0.audience) }
                return Line(coordinate: element.description, decisions: decisions)
            }
        }
        self.lines = lines
    }

    private static func elements(of type: NamedType) -> [SchemaElement] {
        switch type {
        case .object(let type): type.fields.map { .field(type.name, $0.name) }
        case .interface(let type): type.fields.map { .field(type.name, $0.name) }
        case .inputObject(let type): type.fields.map { .inputField(type.name, $0.name) }
        case .scalar, .union, .enumeration: []
        }
    }

    /// As a table in Markdown.
    public var markdown: String {
        let names = Self.audiences.map(\.name)
        let head = "| field | " + names.joined(separator: " | ") + " |"
        let rule = "|---|" + String(repeating: "---|", count: names.count)
        let rows = lines.map { line in
            "| `\(line.coordinate)` | " + line.decisions.map(Self.sign).joined(separator: " | ") + " |"
        }
        return ([head, rule] + rows).joined(separator: "\n")
    }

    /// As JSON: an object of objects, by coordinate and kind of viewer.
    public var json: JSONValue {
        .object(
            JSONObject(
                lines.map { line in
                    let decisions = zip(Self.audiences, line.decisions).map { ($0.name, JSONValue.string("\($1)")) }
                    return (line.coordinate, .object(JSONObject(decisions)))
                }))
    }

    private static func sign(_ decision: Decision) -> String {
        switch decision {
        case .allowed: "yes"
        case .hidden: "–"
        case .null: "null"
        case .rejected: "refused"
        }
    }
}
