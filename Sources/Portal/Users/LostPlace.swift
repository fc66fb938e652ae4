import Postgres
import SQLText

/// A place in a partnership that is taken from a user, with all that the user loses by it.
struct LostPlace {
    let membership: LockedMembership
    private let partnership: String
    private let type: String
    /// How many customers the partnership has.
    private let customerCount: Int
    private let assigned: (count: Int, first: String?, names: String?)
    /// How many places the user keeps, and whether one of them is in a partnership of the same type.
    private let left: (count: Int, isOfType: Bool)

    /// The most customers that are named before it happens; the journal names all.
    private static let named = 5

    /// Looks what hangs on a membership that is locked.
    init?(_ membership: LockedMembership, _ transaction: Transaction) async throws {
        let sought = BoundStatement(
            Self.statement, [.uuid(membership.id), .uuid(membership.userID), .uuid(membership.partnershipID)])
        guard let rows = try await transaction.run([sought]).first, let partnership = rows.text(0, 0),
            let type = rows.text(0, 1), let customers = rows.int4(0, 2)
        else { return nil }
        self.membership = membership
        self.partnership = partnership
        self.type = type
        customerCount = Int(customers)
        assigned = (Int(rows.int8(0, 3) ?? 0), rows.text(0, 4), rows.text(0, 5))
        left = (Int(rows.int8(0, 6) ?? 0), rows.bool(0, 7) ?? false)
    }

    private static let statement = Statement(
        text: """
            SELECT p.name, p.type, p.customer_count, count(c.id), \
            (SELECT string_agg(f.name, ', ' ORDER BY f.name) FROM (SELECT d.name FROM assignment b \
            JOIN customer d ON d.id = b.customer_id WHERE b.membership_id = $1 ORDER BY d.name LIMIT \(named)) f), \
            string_agg(c.name, ', ' ORDER BY c.name), \
            (SELECT count(*) FROM membership m WHERE m.user_id = $2 AND m.id <> $1), \
            EXISTS (SELECT FROM membership m JOIN partnership o ON o.id = m.partnership_id \
            WHERE m.user_id = $2 AND m.id <> $1 AND o.type = p.type) \
            FROM partnership p LEFT JOIN assignment a ON a.membership_id = $1 \
            LEFT JOIN customer c ON c.id = a.customer_id WHERE p.id = $3 GROUP BY p.id
            """,
        parameterTypes: [.uuid, .uuid, .uuid])

    /// What is written down, for whoever reads it after all of it is gone.
    var journal: Journal {
        Journal(
            action: "membership.removed", target: "membership", targetID: membership.id,
            organizationID: membership.organizationID, targetName: membership.userName,
            changes: [
                ("partnership", partnership, nil), ("customer_access", membership.customerAccess, nil),
                ("customers", assigned.names, nil),
            ].filter { $0.1 != nil })
    }
}

/// What has to be confirmed, said to the admin before it happens (G-29).
extension LostPlace {
    var consequences: [String?] {
        let name = membership.userName
        return switch membership.userRole {
        case .admin: ["\(name) is an admin and sees everything all the same."]
        case .user: [customers, leads, kit, ending("sees no customer")]
        case .marketing: [kit ?? "\(name) sees as much of the partner kit as before.", ending(nil)]
        case .notifications: ["\(name) gets no mails about \(partnership) any more.", ending(nil)]
        }
    }

    /// Which customers are no longer seen, and what is forgotten with them.
    private var customers: String? {
        let name = membership.userName
        if !membership.isAssigned {
            switch customerCount {
            case 0: return nil
            case 1: return "\(name) no longer sees the only customer of \(partnership)."
            default: return "\(name) no longer sees the \(customerCount) customers of \(partnership)."
            }
        }
        guard let first = assigned.first else { return "\(name) sees no customer of \(partnership) as it is." }
        let more = assigned.count > Self.named ? " and \(assigned.count - Self.named) more" : ""
        let forgotten = assigned.count == 1 ? "The assignment is" : "The \(assigned.count) assignments are"
        return "\(name) no longer sees \(first)\(more). \(forgotten) forgotten."
    }

    private var leads: String? {
        type == "LEAD_BUYER" ? "\(membership.userName) no longer sees the leads of \(partnership)." : nil
    }

    private var kit: String? {
        left.isOfType ? nil : "\(membership.userName) no longer sees what the partner kit has for such a partnership."
    }

    private func ending(_ consequence: String?) -> String? {
        if left.count > 0 { return nil }
        let also = consequence.map { ", and \($0)" } ?? ""
        return "\(membership.userName) then belongs to no partnership\(also)."
    }
}
