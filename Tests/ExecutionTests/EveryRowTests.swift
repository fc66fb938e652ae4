import Execution
import GraphQLSchema
import Planning
import Postgres
import SQLText
import Testing

@testable import Access

/// Asks for rows of every table by their ids, as every kind of viewer, with both walls and with each alone.
@Suite("A7 Each wall alone shows the same rows of every type", .serialized)
struct EveryRowTests {
    /// What tells one row of a table from others that a rule would treat alike: one row of each kind is asked for.
    private static let kinds = [
        "Organization": "id", "Partnership": "id", "User": "id", "Membership": "id", "Assignment": "id",
        "Customer": "id", "Contact": "customer_id", "Lead": "id",
        "Delivery": "partnership_id, delivered_at IS NULL", "Invoice": "partnership_id, customer_id",
        "InvoiceLine": "partnership_id, customer_id", "CustomerPortal": "id", "PortalUser": "id",
        "Product": "id", "ReportingPeriod": "partnership_id", "Usage": "customer_id", "Contract": "customer_id",
        "ContractValue": "customer_id", "Task": "customer_id", "Engagement": "customer_id",
        "ChurnAssessment": "customer_id", "ChurnFactor": "customer_id",
        "PartnerKitAsset": "audience, published_at",
        "AuditEvent": "organization_id",
        "AuditDetail": "organization_id", "AuditChange": "organization_id", "ApiKey": "id",
        "Mail": "organization_id", "Session": "id", "IdentityProvider": "id", "IdentityDomain": "id",
        "CustomerRead": "customer_id", "UsageReading": "customer_id", "NotificationPreference": "id",
    ]

    @Test("every type that has rows is asked for")
    func complete() async throws {
        #expect(try await Set(TestPortal.shared.value.schema.mapping.types.keys) == Set(Self.kinds.keys))
    }

    @Test("every type, every kind of viewer, portals and keys among them")
    func everyRow() async throws {
        let portal = try await TestPortal()
        try portal.store.session(asAdministrator: true).execute(Self.mails + Self.providers + Self.reads)
        let audiences = try Audiences(portal)
        let ids = try Dictionary(uniqueKeysWithValues: Self.kinds.map { ($0, try self.ids($0, by: $1, portal)) })
        let both = try await seen(ids, audiences.engine(), audiences)
        let policies = try await seen(ids, audiences.engine(predicates: RowPredicates(enforced: false)), audiences)
        for (asked, rows) in both { #expect(policies[asked] == rows, "the policies alone: \(asked)") }
        try portal.removePolicies()
        let predicates = try await seen(ids, audiences.engine(), audiences)
        for (asked, rows) in both { #expect(predicates[asked] == rows, "the planner alone: \(asked)") }
        // Everybody who is let in sees every product, and so does the operator every mail.
        #expect(ids["Mail"]?.count ?? 0 > 1)
        for (type, some) in ids where type != "Product" && type != "Mail" {
            let without = try SchemaText.withoutRowRule(of: type)
            let rows = try await seen([type: some], audiences.engine(schema: without), audiences)
            #expect(rows.keys.contains { both[$0]?.isEmpty == false }, "nobody sees a \(type)")
            #expect(rows.contains { both[$0.key] != $0.value }, "\(type) shows the same rows without its rule")
        }
        await portal.database.shutdown()
    }

    private static let reads = """
        ;INSERT INTO customer_read (organization_id, partnership_id, customer_id, reader_kind, reader_id, reader_name, hour,
            first_at, last_at)
        SELECT c.organization_id, c.partnership_id, c.id, 'PARTNER', c.id, 'Somebody', h, h, h
        FROM customer c, date_trunc('hour', now()) h
        """

    private static let mails = """
        INSERT INTO mail (organization_id, event_id, subject_id, template, recipient, recipient_name, subject)
        SELECT id, id, id, 'user.removed', 'gone@world.test', 'Gone', 'Gone' FROM organization
        """

    private static let providers = """
        ;
        INSERT INTO identity_provider (organization_id, name, issuer, client_id)
        SELECT id, 'Provider', 'https://issuer.test', 'client' FROM organization;
        INSERT INTO identity_domain (organization_id, identity_provider_id, routes, name)
        SELECT organization_id, id, routes, 'one.test' FROM identity_provider
        """

    @Test("A8 where the schema promises a row, whoever sees the row before it sees that one, too")
    func promisedRows() async throws {
        let audiences = try await Audiences.shared.value
        let policy = audiences.portal.schema.policy
        var asked = 0
        for (type, mapping) in audiences.portal.schema.mapping.types {
            guard case .object(let object)? = policy.schema.type(named: type), let kind = Self.kinds[type] else {
                continue
            }
            let ids = try ids(type, by: kind, audiences.portal).prefix(100).map(JSONValue.string)
            for viewer in TestViewer.allCases {
                let promised = object.fields.filter { field in
                    guard case .toOne? = mapping.fields[field.name] else { return false }
                    return field.type.isNonNull
                        && policy.decision(on: .field(type, field.name), for: viewer.audience) == .allowed
                }
                if promised.isEmpty { continue }
                asked += 1
                let selection = promised.map { "\($0.name) { id }" }.joined(separator: " ")
                let answer = try await audiences.plain.ask(
                    "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on \(type) { \(selection) } } }",
                    ["ids": .array(ids)], as: audiences.credential(viewer))
                #expect(answer.codes.isEmpty, "\(viewer) asks \(type): \(answer)")
            }
        }
        #expect(asked > 20)
    }

    @Test(
        "D1-02 D0-23 a portal sees its own customer and what is of it, a key the customers of its partnership",
        arguments: [TestViewer.portalAdmin, .portalUser, .key])
    func portals(viewer: TestViewer) async throws {
        let audiences = try await Audiences.shared.value
        let engine = try audiences.engine()
        let customers = try await engine.ask(
            "{ customers(first: 100) { totalCount nodes { name } } }", as: audiences.credential(viewer))
        let expected = try audiences.portal.value(
            viewer == .key
                ? "SELECT count(*)::text FROM customer WHERE partnership_id = (SELECT partnership_id FROM customer WHERE name LIKE 'Fjord%')"
                : "SELECT '1'")
        #expect((customers.at("customers", "totalCount") as? Int).map(String.init) == expected, "\(customers)")
        #expect(customers.all("name", in: "customers", "nodes").contains("Fjord Shipping AS"))
        if viewer == .key { return }
        let contacts = try await engine.ask(
            "{ contacts(first: 100) { totalCount nodes { customer { name } } } }", as: audiences.credential(viewer))
        let names = Set(contacts.text.matches(of: /"name":"([^"]+)"/).map { String($0.1) })
        #expect(names == ["Fjord Shipping AS"], "\(contacts)")
    }

    private func ids(_ type: String, by kind: String, _ portal: TestPortal) throws -> [String] {
        guard let mapping = portal.schema.mapping.types[type] else { return [] }
        let rows = try portal.store.session(asAdministrator: true).run(
            BoundStatement(
                Statement(text: "SELECT DISTINCT ON (\(kind)) id FROM \(mapping.table) ORDER BY \(kind), id LIMIT 400"))
        )
        return (0..<rows.rowCount).compactMap { row in
            rows.rowID(row, 0).map { GlobalID(typeCode: mapping.typeCode, row: $0).text }
        }
    }

    /// The ids that each viewer sees of each type.
    private func seen(
        _ ids: [String: [String]], _ engine: Engine, _ audiences: Audiences
    ) async throws -> [String: Set<String>] {
        var seen: [String: Set<String>] = [:]
        // Without a sign-in there is nothing to ask for.
        for viewer in TestViewer.allCases where viewer != .nobody {
            for (type, ids) in ids {
                var found: Set<String> = []
                for start in stride(from: 0, to: ids.count, by: 100) {
                    let some = ids[start..<min(start + 100, ids.count)].map(JSONValue.string)
                    let answer = try await engine.ask(
                        "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ["ids": .array(some)],
                        as: audiences.credential(viewer))
                    #expect(answer.codes.isEmpty, "\(answer)")
                    found.formUnion(
                        (answer.at("nodes") as? [Any] ?? []).compactMap { ($0 as? [String: String])?["id"] })
                }
                seen["\(viewer) \(type)"] = found
            }
        }
        return seen
    }
}

extension TestPortal {
    /// Takes the policies off every table that the schema maps.
    func removePolicies() throws {
        for table in schema.mapping.types.values.map(\.table) + ["delivery"] {
            try administrate(
                "ALTER TABLE \(table) DISABLE ROW LEVEL SECURITY; ALTER TABLE \(table) NO FORCE ROW LEVEL SECURITY")
        }
    }
}
