import Postgres
import SQLText

/// The statements that check and make a place in a partnership.
extension MembershipWish {
    /// All customers of the partnership, or only those assigned.
    var access: String { isAssigned ? "ASSIGNED" : "ALL" }

    /// The partnership's name; no row where it isn't one of the organization.
    func partnershipStatement(_ organization: RowID) -> BoundStatement {
        BoundStatement(Self.partnershipName, [.uuid(partnership), .uuid(organization)])
    }

    /// The first place of a customer that isn't one of the partnership, and the names of those that are.
    var customersStatement: BoundStatement {
        BoundStatement(Self.customerNames, [.uuid(partnership), .uuidArray(customers)])
    }

    /// The statements that make it.
    func insertions(of user: RowID) -> [BoundStatement] {
        let membership = BoundStatement(
            Self.insertion, [.uuid(id), .uuid(partnership), .uuid(user), .text(access)])
        if !isAssigned { return [membership] }
        return [membership, BoundStatement(Self.assigning, [.uuid(id), .uuidArray(customers)])]
    }

    /// Why it can't be made, by what the two statements that check found.
    func refusal(_ partnerships: ResultRows, _ customers: ResultRows) -> UserError? {
        if partnerships.text(0, 0) == nil { return .unknownPartnership("\(path)partnershipId") }
        return customers.int8(0, 0).map { .unknownCustomer(at: Int(clamping: $0), "\(path)customerIds") }
    }

    /// The place in words, for whoever reads the journal after all of it is gone.
    func described(_ partnerships: ResultRows, _ customers: ResultRows) -> String {
        let name = partnerships.text(0, 0) ?? ""
        return isAssigned ? "\(name) (\(customers.text(0, 1) ?? ""))" : name
    }

    private static let partnershipName = Statement(
        text: "SELECT name FROM partnership WHERE id = $1 AND organization_id = $2", parameterTypes: [.uuid, .uuid])
    private static let customerNames = Statement(
        text: """
            SELECT min(w.place) FILTER (WHERE c.id IS NULL), string_agg(c.name, ', ' ORDER BY c.name) \
            FROM unnest($2::uuid[]) WITH ORDINALITY AS w (id, place) \
            LEFT JOIN customer c ON c.id = w.id AND c.partnership_id = $1
            """,
        parameterTypes: [.uuid, .uuidArray])
    private static let insertion = Statement(
        text: """
            INSERT INTO membership (id, organization_id, partnership_id, user_id, customer_access) \
            SELECT $1, p.organization_id, p.id, $3, $4 FROM partnership p WHERE p.id = $2
            """,
        parameterTypes: [.uuid, .uuid, .uuid, .text])
    private static let assigning = Statement(
        text: """
            INSERT INTO assignment (organization_id, partnership_id, membership_id, user_id, customer_id) \
            SELECT m.organization_id, m.partnership_id, m.id, m.user_id, w.id \
            FROM membership m, unnest($2::uuid[]) AS w (id) WHERE m.id = $1
            """,
        parameterTypes: [.uuid, .uuidArray])
}
