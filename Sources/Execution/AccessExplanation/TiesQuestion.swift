import Access
import Planning
import Postgres
import SQLText

/// Asks what ties a row to somebody, as the one who asks: what they can't see isn't told.
struct TiesQuestion {
    private typealias SQL = SQLText<SQLValue>

    let mapping: TypeMapping
    let row: RowID
    let person: RowID

    /// One row of ties; none where there is no such row for the one who asks.
    var statement: BoundStatement {
        let names: [SQL] =
            switch mapping.rowRule {
            case .assigned(let column, let person):
                [
                    own("organization_id"), own(column), "c.name", "p.name", person.map(own) ?? Self.noID,
                    "m.customer_access", "a.id IS NOT NULL", "g.name", Self.moment, "false",
                ]
            case .partnership, .delivered:
                [
                    own("organization_id"), Self.noID, Self.noText, "p.name", Self.noID, "m.customer_access", "false",
                    Self.noText, Self.noText, "false",
                ]
            case .organization(let column): alone(organization: own(column))
            case .own(let column): alone(organization: own("organization_id"), person: own(column))
            case .person(let column): alone(person: own(column))
            case .journal: alone(organization: own("organization_id"))
            case .delivery:
                [
                    Self.noID, Self.noID, Self.noText, "d.name", Self.noID, Self.noText, "false", Self.noText,
                    Self.noText, "d.name IS NOT NULL",
                ]
            case .audience(let column): alone(isReleased: published(column))
            case .operatorOnly, .global: alone()
            }
        let sql: SQL = """
            SELECT \(names.joined(separator: ", ")) FROM \(Identifier(mapping.table)) \(Self.table)\(joins) \
            WHERE \(own("id")) = \(.uuid(row))
            """
        return BoundStatement(sql.compiled())
    }

    private func alone(organization: SQL? = nil, person: SQL? = nil, isReleased: SQL? = nil) -> [SQL] {
        [
            organization ?? Self.noID, Self.noID, Self.noText, Self.noText, person ?? Self.noID, Self.noText, "false",
            Self.noText, Self.noText, isReleased ?? "false",
        ]
    }

    private var joins: SQL {
        switch mapping.rowRule {
        case .assigned(let column, _):
            place(in: own("partnership_id")) + """
                 LEFT JOIN customer c ON c.id = \(own(column)) \
                LEFT JOIN assignment a ON a.user_id = \(.uuid(person)) AND a.customer_id = \(own(column)) \
                LEFT JOIN app_user g ON g.id = a.created_by
                """
        case .partnership(let column), .delivered(let column): place(in: own(column))
        case .delivery(let column):
            """
             LEFT JOIN LATERAL (SELECT p.name FROM delivery d JOIN partnership p ON p.id = d.partnership_id \
            WHERE d.lead_id = \(own(column)) AND d.delivered_at IS NOT NULL AND \(isTheirs) \
            ORDER BY d.delivered_at, d.id LIMIT 1) d ON true
            """
        case .organization, .own, .person, .journal, .audience, .operatorOnly, .global: SQL()
        }
    }

    private func place(in partnership: SQL) -> SQL {
        """
         LEFT JOIN partnership p ON p.id = \(partnership) \
        LEFT JOIN membership m ON m.partnership_id = \(partnership) AND m.user_id = \(.uuid(person))
        """
    }

    private func published(_ audience: String) -> SQL {
        """
        \(own("published_at")) <= now() AND (\(own(audience)) = 'ALL' OR EXISTS (SELECT FROM partnership p \
        WHERE p.type = \(own(audience)) AND \(isTheirs)))
        """
    }

    /// All partnerships of their company are an admin's.
    private var isTheirs: SQL {
        """
        (EXISTS (SELECT FROM app_user u WHERE u.id = \(.uuid(person)) AND u.role = 'ADMIN') OR EXISTS (\
        SELECT FROM membership m WHERE m.partnership_id = p.id AND m.user_id = \(.uuid(person))))
        """
    }

    private func own(_ column: String) -> SQL { .column(column, of: Self.table) }

    private static let table = Alias(.table, 0)
    private static let noID: SQL = "NULL::uuid"
    private static let noText: SQL = "NULL::text"
    /// As the API writes moments.
    private static let moment: SQL = """
        to_char(a.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        """

    /// Reads the answer; nil where there is no such row for the one who asks.
    static func ties(in rows: ResultRows) -> AccessTies? {
        guard rows.rowCount == 1 else { return nil }
        var ties = AccessTies()
        ties.organizationID = rows.rowID(0, 0)
        ties.customerID = rows.rowID(0, 1)
        ties.customerName = rows.text(0, 2)
        ties.partnershipName = rows.text(0, 3)
        ties.personID = rows.rowID(0, 4)
        ties.customerAccess = rows.text(0, 5)
        ties.isAssigned = rows.bool(0, 6) ?? false
        ties.grantedBy = rows.text(0, 7)
        ties.grantedAt = rows.text(0, 8)
        ties.isReleased = rows.bool(0, 9) ?? false
        return ties
    }
}
