import Execution
import GraphQLSchema
import Planning
import Portal
import SQLText
import Testing

@Suite("The journal through the API", .serialized)
struct AuditEventTests {
    @Test("D4-33 events come newest first, each with who, what, where and the fields that changed")
    func newest() async throws {
        let audiences = try await Audiences.shared.value
        let answer = try await audiences.plain.ask(
            """
            { auditEvents(first: 5, filter: {action: {eq: "customer.updated"}}) { totalCount nodes {
              seq occurredAt actorKind actorId action targetType targetId requestId hash
              detail { actorName targetName ip } changes { nodes { field before after } } } } }
            """, as: audiences.credential(.admin))
        let times = answer.all("occurredAt", in: "auditEvents", "nodes")
        #expect(times == times.sorted().reversed() && times.count == 5, "\(answer)")
        let expected = try audiences.portal.value(
            """
            SELECT json_build_object('seq', e.seq, 'kind', e.realm, 'hash', e.hash, 'name', d.actor_label,
                'target', c.name, 'ip', d.ip, 'phone', c.phone)::jsonb::text
            FROM audit_event e JOIN audit_detail d ON d.event_id = e.id JOIN customer c ON c.id = e.target_id
            WHERE e.action = 'customer.updated' AND e.organization_id =
                (SELECT organization_id FROM app_user WHERE email = 'admin@nordlys.test')
            ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1
            """)
        for part in ["seq", "hash"] {
            let value = answer.at("auditEvents", "nodes", 0, part).map { "\($0)" } ?? "nothing"
            #expect(expected?.contains(value) == true, "\(part)")
        }
        for part in ["actorName", "targetName", "ip"] {
            let value = answer.at("auditEvents", "nodes", 0, "detail", part).map { "\($0)" } ?? "nothing"
            #expect(expected?.contains(value) == true, "\(part)")
        }
    }

    @Test("one actor, one target or one kind of event is found by the ids that the events show")
    func filters() async throws {
        let audiences = try await Audiences.shared.value
        let admin = audiences.credential(.admin)
        let one = try await audiences.plain.ask(
            """
            { auditEvents(first: 1, filter: {action: {eq: "customer.updated"}}) {
              nodes { id actorId targetId } } }
            """, as: admin)
        for (field, count) in [
            (
                "actorId",
                "actor = (SELECT actor FROM audit_event WHERE action = 'customer.updated' AND organization_id = o.id"
            ),
            (
                "targetId",
                "target = (SELECT target FROM audit_event WHERE action = 'customer.updated' AND organization_id = o.id"
            ),
        ] {
            let id = one.at("auditEvents", "nodes", 0, field) as? String ?? ""
            let found = try await audiences.plain.ask(
                "query ($id: ID!) { auditEvents(filter: {\(field): {eq: $id}}) { totalCount } }", ["id": .string(id)],
                as: admin)
            let expected = try audiences.portal.value(
                """
                SELECT (SELECT count(*) FROM audit_event WHERE organization_id = o.id AND \(count)
                    ORDER BY occurred_at DESC, id DESC LIMIT 1))::text
                FROM organization o WHERE o.name = 'Nordlys Security AS'
                """)
            #expect((found.at("auditEvents", "totalCount") as? Int).map(String.init) == expected, "\(field) \(found)")
        }
        for odd in ["", "x", one.at("auditEvents", "nodes", 0, "id") as? String ?? ""] {
            let none = try await audiences.plain.ask(
                "query ($id: ID!) { auditEvents(filter: {actorId: {eq: $id}}) { totalCount } }", ["id": .string(odd)],
                as: admin)
            #expect(none.at("auditEvents", "totalCount") as? Int == 0)
        }
    }

    @Test("D4-33 an event of somebody else, and one that never was, look alike")
    func foreign() async throws {
        let audiences = try await Audiences.shared.value
        let question = "{ auditEvents(first: 1) { nodes { id } } }"
        var ids: [TestViewer: String] = [:]
        for viewer in [TestViewer.admin, .otherAdmin, .operator] {
            let answer = try await audiences.plain.ask(question, as: audiences.credential(viewer))
            ids[viewer] = answer.at("auditEvents", "nodes", 0, "id") as? String
        }
        #expect(Set(ids.values).count == 3)
        for viewer in ids.keys {
            for (owner, id) in ids {
                let answer = try await audiences.plain.ask(
                    "query ($id: ID!) { auditEvent(id: $id) { id } node(id: $id) { id } }", ["id": .string(id)],
                    as: audiences.credential(viewer))
                let shown = answer.at("auditEvent", "id") as? String
                #expect(shown == (viewer == owner ? id : nil), "\(viewer) reads one of \(owner): \(answer)")
                #expect(answer.at("node", "id") as? String == shown)
            }
        }
    }

    @Test("K10 the ids that the journal keeps are those that the API gives")
    func codes() async throws {
        let audiences = try await Audiences.shared.value
        let types = [
            "organization": "Organization", "partnership": "Partnership", "app_user": "User", "customer": "Customer",
            "invoice": "Invoice", "customer_portal": "CustomerPortal", "portal_user": "PortalUser",
        ]
        let row = RowID(high: 0x7000, low: 0x8000_0000_0000_0001)
        for (table, type) in types {
            let source = try audiences.portal.value(
                "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 'audit_event'::regclass "
                    + "AND adnum = (SELECT attnum FROM pg_attribute WHERE attrelid = 'audit_event'::regclass "
                    + "AND attname = 'target')")
            let code = GlobalID.typeCodes[type] ?? 0
            #expect(source?.contains("'\(table)'::text THEN global_id(\(code), target_id)") == true, "\(table)")
            #expect(
                try audiences.portal.value("SELECT global_id(\(code), '\(row)')")
                    == GlobalID(typeCode: code, row: row).text)
        }
    }
}
