import Postgres
import SQLText

/// The statements that compare and change which customers a membership shows.
struct AssignmentStatements {
    let membership: LockedMembership
    /// The customers chosen; none stands for all of the partnership's.
    let customers: [RowID]

    private var showsAll: Bool { customers.isEmpty }

    /// Whether anything is to be written: a choice of all customers shows no more than before, but isn't the same.
    func changes(_ difference: AssignmentDifference) -> Bool {
        !difference.isEmpty || showsAll == membership.isAssigned
    }

    // MARK: Comparing

    /// The first place of a customer that isn't one of the partnership.
    var unknown: BoundStatement {
        BoundStatement(Self.unknownStatement, [.uuid(membership.partnershipID), .uuidArray(customers)])
    }

    /// Who would be shown and isn't.
    var gained: BoundStatement { BoundStatement(Self.difference(of: Self.after, Self.before), sides) }

    /// Who is shown and wouldn't be.
    var lost: BoundStatement { BoundStatement(Self.difference(of: Self.before, Self.after), sides) }

    /// The names of the customers that are assigned and that are chosen, as one text each.
    var names: BoundStatement { BoundStatement(Self.namesStatement, [.uuid(membership.id), .uuidArray(customers)]) }

    private var sides: [SQLValue] {
        [
            .uuid(membership.partnershipID), .uuid(membership.id), .bool(!membership.isAssigned), .bool(showsAll),
            .uuidArray(customers),
        ]
    }

    private static let unknownStatement = Statement(
        text: """
            SELECT w.place FROM unnest($2::uuid[]) WITH ORDINALITY AS w (id, place) \
            WHERE NOT EXISTS (SELECT FROM customer c WHERE c.id = w.id AND c.partnership_id = $1) \
            ORDER BY w.place LIMIT 1
            """,
        parameterTypes: [.uuid, .uuidArray])
    private static let namesStatement = Statement(
        text: """
            SELECT (SELECT string_agg(c.name, ', ' ORDER BY c.name) FROM assignment a \
            JOIN customer c ON c.id = a.customer_id WHERE a.membership_id = $1), \
            (SELECT string_agg(c.name, ', ' ORDER BY c.name) FROM customer c WHERE c.id = ANY ($2))
            """,
        parameterTypes: [.uuid, .uuidArray])
    private static let before =
        "($3 OR c.id IN (SELECT a.customer_id FROM assignment a WHERE a.membership_id = $2))"
    private static let after = "($4 OR c.id = ANY ($5))"

    private static func difference(of one: String, _ other: String) -> Statement {
        let rows = "FROM customer c WHERE c.partnership_id = $1 AND \(one) AND NOT \(other)"
        return Statement(
            text: """
                SELECT (SELECT count(*) \(rows)), \
                ARRAY(SELECT c.id \(rows) ORDER BY c.name, c.id LIMIT \(AssignmentDifference.Share.most))
                """,
            parameterTypes: [.uuid, .uuid, .bool, .bool, .uuidArray])
    }

    // MARK: Changing

    /// Makes the assignments what was chosen.
    ///
    /// The access comes first: nobody is assigned a customer where all are seen.
    var writing: [BoundStatement] {
        let chosen: [SQLValue] = [.uuid(membership.id), .uuidArray(customers)]
        return [
            BoundStatement(Self.access, [.uuid(membership.id), .text(showsAll ? "ALL" : "ASSIGNED")]),
            BoundStatement(Self.removal, chosen), BoundStatement(Self.addition, chosen),
        ]
    }

    private static let access = Statement(
        text: "UPDATE membership SET customer_access = $2 WHERE id = $1 AND customer_access <> $2",
        parameterTypes: [.uuid, .text])
    private static let removal = Statement(
        text: "DELETE FROM assignment WHERE membership_id = $1 AND customer_id <> ALL ($2)",
        parameterTypes: [.uuid, .uuidArray])
    private static let addition = Statement(
        text: """
            INSERT INTO assignment (organization_id, partnership_id, membership_id, user_id, customer_id) \
            SELECT m.organization_id, m.partnership_id, m.id, m.user_id, w.id \
            FROM membership m, unnest($2::uuid[]) AS w (id) WHERE m.id = $1 \
            AND NOT EXISTS (SELECT FROM assignment a WHERE a.membership_id = m.id AND a.customer_id = w.id)
            """,
        parameterTypes: [.uuid, .uuidArray])
}
