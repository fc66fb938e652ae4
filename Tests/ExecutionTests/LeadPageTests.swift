import Execution
import Foundation
import GraphQLSchema
import Testing

/// Leads are found by their deliveries, of which there may be one, or one in each of a user's partnerships: whoever asks,
/// in whatever order and by whatever filter, is shown each lead once, and as many as are counted.
@Suite("Leads a page at a time")
struct LeadPageTests {
    /// Leadhaus with two more partnerships.
    ///
    /// The second has been delivered every other lead too, the third has every fifth instead of the first. Sam is a member of the first two, Tea of the third.
    private static let portal = Task { () async throws -> TestPortal in
        let portal = try await TestPortal()
        try portal.administrate(
            """
            insert into partnership (organization_id, type, name, currency)
                select id, 'LEAD_BUYER', w.name, 'EUR' from organization, (values ('Second'), ('Third')) w (name)
                where organization.name = 'Leadhaus GmbH';
            insert into delivery (organization_id, partnership_id, lead_id, status, price_minor, currency, delivered_at)
                select p.organization_id, p.id, d.lead_id, 'DELIVERED', 1, 'EUR', now()
                from (select *, row_number() over (order by lead_id) as n from delivery
                    where shown_to = (select id from organization where name = 'Leadhaus GmbH')) d
                join partnership p on p.name = 'Second' where d.n % 2 = 0;
            update delivery d set partnership_id = p.id
                from partnership p, (select id, row_number() over (order by lead_id) as n from delivery
                    where partnership_id = (select id from partnership where name = 'Leadhaus DACH')) o
                where p.name = 'Third' and o.id = d.id and o.n % 5 = 0;
            insert into app_user (organization_id, name, email, role, status, password_hash)
                select o.id, w.name, lower(w.name) || '@leadhaus.test', 'USER', 'ACTIVE', u.password_hash
                from organization o join app_user u on u.email = 'admin@leadhaus.test',
                    (values ('Sam'), ('Tea')) w (name)
                where o.name = 'Leadhaus GmbH';
            insert into membership (organization_id, partnership_id, user_id)
                select u.organization_id, p.id, u.id from app_user u join partnership p using (organization_id)
                where u.email = 'sam@leadhaus.test' and p.name in ('Leadhaus DACH', 'Second')
                    or u.email = 'tea@leadhaus.test' and p.name = 'Third'
            """)
        return portal
    }

    /// Who asks, and the deliveries that count for them.
    static let viewers: [(email: String, deliveries: String)] = [
        ("admin@leadhaus.test", "true"), ("sam@leadhaus.test", "p.name in ('Leadhaus DACH', 'Second')"),
        ("tea@leadhaus.test", "p.name = 'Third'"),
    ]

    static let orders: [(value: JSONValue, sql: String)] = [
        ([], "l.id"), ([["field": "RECEIVED_AT", "direction": "DESC"]], "l.received_at desc, l.id desc"),
        ([["field": "NAME"]], "l.name, l.id"),
        ([["field": "NAME", "direction": "DESC"], ["field": "RECEIVED_AT"]], "l.name desc, l.received_at, l.id"),
    ]

    static let filters: [(value: JSONValue, sql: String)] = [
        ([:], "true"), (["search": "An"], "strpos(l.search_text, 'an') > 0"),
        (["country": ["eq": "DE"]], "l.country = 'DE'"),
        (
            ["or": [["search": "er"], ["not": ["country": ["in": ["DE", "AT"]]]]]],
            "strpos(l.search_text, 'er') > 0 or not l.country in ('DE', 'AT')"
        ),
        (["search": "nobody is called so"], "false"), (["search": "TEST"], "strpos(l.search_text, 'test') > 0"),
        (
            ["and": [["search": "team."], ["country": ["ne": "DE"]]]],
            "strpos(l.search_text, 'team.') > 0 and l.country <> 'DE'"
        ),
        (
            ["search": ".test", "not": ["search": "berg"]],
            "strpos(l.search_text, '.test') > 0 and not strpos(l.search_text, 'berg') > 0"
        ),
        (["not": ["search": "team"]], "not strpos(l.search_text, 'team') > 0"),
        (["receivedAt": ["lt": "2026-10-01T00:00:00Z"]], "l.received_at < '2026-10-01T00:00:00Z'"),
    ]

    @Test(
        "D4-18 each lead of the viewer's is on one page, forward and backward, and counted once",
        arguments: viewers, orders)
    func walk(viewer: (email: String, deliveries: String), order: (value: JSONValue, sql: String)) async throws {
        let portal = try await Self.portal.value
        let engine = try portal.engine()
        let credential = try portal.credential(viewer.email)
        for filter in Self.filters {
            let expected =
                try portal.value(
                    """
                    select string_agg(l.name || ' ' || coalesce(l.email, ''), ',' order by \(order.sql)) from lead l
                    where (\(filter.sql)) and exists (
                        select from delivery d join partnership p on p.id = d.partnership_id
                        where d.lead_id = l.id and d.delivered_at is not null and (\(viewer.deliveries))
                            and d.organization_id = (select id from organization where name = 'Leadhaus GmbH'))
                    """)?.split(separator: ",").map(String.init) ?? []
            for (size, cursor, more, end) in [
                ("first", "after", "hasNextPage", "endCursor"), ("last", "before", "hasPreviousPage", "startCursor"),
            ] {
                let query = """
                    query ($size: Int!, $cursor: String, $order: [LeadOrder!], $filter: LeadFilter) {
                      leads(\(size): $size, \(cursor): $cursor, orderBy: $order, filter: $filter) {
                        totalCount nodes { name email } pageInfo { \(more) \(end) } } }
                    """
                var seen: [String] = []
                var position: JSONValue = .null
                repeat {
                    let answer = try await engine.ask(
                        query, ["size": 17, "cursor": position, "order": order.value, "filter": filter.value],
                        as: credential)
                    #expect(answer.codes.isEmpty, "\(answer)")
                    #expect(answer.at("leads", "totalCount") as? Int == expected.count, "\(filter.sql)")
                    let nodes = try #require(answer.at("leads", "nodes") as? [[String: Any]])
                    let page = nodes.map { "\($0["name"] ?? "") \($0["email"] as? String ?? "")" }
                    seen = size == "first" ? seen + page : page + seen
                    let hasMore = answer.at("leads", "pageInfo", more) as? Bool == true
                    position = hasMore ? .string(try #require(answer.at("leads", "pageInfo", end) as? String)) : .null
                } while position != .null && seen.count <= expected.count
                #expect(seen == expected, "\(viewer.email) \(order.sql) \(filter.sql) \(size)")
            }
        }
    }

    @Test("D4-18 the deals are such that something is to be seen: leads delivered twice, and leads of another alone")
    func dealt() async throws {
        let portal = try await Self.portal.value
        let counts = try portal.value(
            """
            select (count(distinct d.lead_id) filter (where p.name = 'Leadhaus DACH') > 20
                and count(distinct d.lead_id) < count(*) and count(*) filter (where p.name = 'Third') > 2)::text
            from delivery d join partnership p on p.id = d.partnership_id
            where d.delivered_at is not null
                and d.organization_id = (select id from organization where name = 'Leadhaus GmbH')
            """)
        #expect(counts == "true")
    }
}
