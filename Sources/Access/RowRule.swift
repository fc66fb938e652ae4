public import GraphQLSchema

/// Which rows of a mapped type a viewer may see; every mapped type has exactly one.
public enum RowRule: Hashable, Sendable {
    /// The rows belong to the customer that the column names. Where they are the people of its portal, `person` names
    /// who each is: one who isn't the portal's admin sees no other.
    case assigned(column: String, person: String? = nil)
    /// The rows belong to the organisation that the column names.
    case organization(column: String)
    /// The rows belong to the partnership that the column names.
    case partnership(column: String)
    /// The rows are leads, named by the column, that were delivered to the organisation.
    case delivery(column: String)
    /// The rows are deliveries to the partnership that the column names; who they are for sees those that are made.
    case delivered(column: String)
    /// The rows belong to the user that the column names; an admin sees those of the organisation.
    case own(column: String)
    /// The rows belong to the person that the column names, of whichever realm: nobody else sees them.
    case person(column: String)
    /// The rows tell what was done: an admin sees those of the organisation, the operator those of none.
    case journal
    /// Only the operator sees the rows.
    case operatorOnly
    /// Everybody whom the type's access rule lets in sees the rows.
    case global
    /// The rows are published for a kind of partnership, which the column names, or for all.
    case audience(column: String)

    /// Reads a type's `@assigned` and `@scope`: empty for a type without rows.
    static func all(of type: ObjectType) -> [RowRule] {
        type.appliedDirectives.compactMap { directive in
            switch directive.name {
            case "assigned":
                .assigned(column: directive.text(of: "via") ?? "id", person: directive.text(of: "person"))
            case "scope": scope(directive)
            default: nil
            }
        }
    }

    private static func scope(_ directive: AppliedDirective) -> RowRule {
        let column = directive.text(of: "via") ?? "id"
        return switch directive.names(of: "by").first {
        case "ORGANIZATION": .organization(column: column)
        case "PARTNERSHIP": .partnership(column: column)
        case "DELIVERY": .delivery(column: column)
        case "DELIVERED": .delivered(column: column)
        case "SELF": .own(column: column)
        case "PERSON": .person(column: column)
        case "JOURNAL": .journal
        case "GLOBAL": .global
        case "AUDIENCE": .audience(column: column)
        default: .operatorOnly
        }
    }

    /// The rule of a type that has rows; nil for one that hasn't.
    public init?(_ type: ObjectType) {
        guard let rule = RowRule.all(of: type).first else { return nil }
        self = rule
    }

    /// The column that repeats the number of the customer that a column names.
    public static func numberColumn(beside column: String) -> String {
        column == "id" ? "ordinal" : "customer_ordinal"
    }

    /// The rule as the schema writes it.
    public var spelling: String {
        switch self {
        case .assigned(let column, let person):
            "@assigned(via: \"\(column)\"\(person.map { ", person: \"\($0)\"" } ?? ""))"
        case .organization(let column): Self.scope("ORGANIZATION", column)
        case .partnership(let column): Self.scope("PARTNERSHIP", column)
        case .delivery(let column): Self.scope("DELIVERY", column)
        case .delivered(let column): Self.scope("DELIVERED", column)
        case .own(let column): Self.scope("SELF", column)
        case .person(let column): Self.scope("PERSON", column)
        case .journal: Self.scope("JOURNAL")
        case .operatorOnly: Self.scope("OPERATOR")
        case .global: Self.scope("GLOBAL")
        case .audience(let column): Self.scope("AUDIENCE", column)
        }
    }

    private static func scope(_ name: String, _ column: String? = nil) -> String {
        "@scope(by: \(name)\(column.map { ", via: \"\($0)\"" } ?? ""))"
    }
}
