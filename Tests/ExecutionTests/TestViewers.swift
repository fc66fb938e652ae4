import Access
import Execution
import Foundation
import Postgres
import SQLText
import TestSupport
import Testing

/// Everybody who can ask: partners, the operator and a portal, who sign in, and keys, which can't yet.
enum TestViewer: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case nobody
    case `operator` = "operator@portico.test"
    case admin = "admin@nordlys.test"
    case user = "user@nordlys.test"
    case wide = "wide@nordlys.test"
    case marketing = "marketing@nordlys.test"
    case otherAdmin = "admin@kumo.test"
    case otherUser = "user@kumo.test"
    case portalAdmin = "admin@fjord.test"
    case portalUser = "user@fjord.test"
    case key = "INTEGRATION CUSTOMERS_READ"
    case keyWithoutScope = "INTEGRATION"

    var testDescription: String { rawValue }

    /// What decides which fields there are.
    var audience: Audience {
        switch self {
        case .nobody: .anonymous
        case .operator: Audience(role: .operator)
        case .admin, .otherAdmin: Audience(role: .admin)
        case .user, .wide, .otherUser: Audience(role: .user)
        case .marketing: Audience(role: .marketing)
        case .portalAdmin: Audience(role: .portalAdmin)
        case .portalUser: Audience(role: .portalUser)
        case .key: Audience(role: .integration, apiScopes: [.customers])
        case .keyWithoutScope: Audience(role: .integration)
        }
    }

    /// Who stands for each kind of viewer.
    static let kinds: [TestViewer] = [
        .nobody, .operator, .admin, .user, .marketing, .portalAdmin, .portalUser, .key, .keyWithoutScope,
    ]
}

/// Engines before which every kind of viewer can stand.
struct Audiences: Sendable {
    let portal: TestPortal
    /// An engine with the product's schema and both walls.
    let plain: Engine
    private let credentials: [TestViewer: Credential]
    private let keys: [CachedViewer]

    /// One for all tests that only read.
    static let shared = Task { try await Audiences(TestPortal.shared.value) }

    init(_ portal: TestPortal) throws {
        self.portal = portal
        try portal.believeTestViewers()
        var credentials: [TestViewer: Credential] = [:]
        var keys: [CachedViewer] = []
        for viewer in TestViewer.allCases {
            if viewer == .key || viewer == .keyWithoutScope {
                let cached = try portal.key(viewer == .key ? [.customers] : [])
                keys.append(cached)
                credentials[viewer] = .token(hash: cached.tokenHash)
            } else {
                credentials[viewer] = viewer == .nobody ? .anonymous : try portal.credential(viewer.rawValue)
            }
        }
        self.credentials = credentials
        self.keys = keys
        plain = try portal.engine(viewers: keys)
    }

    func engine(
        predicates: RowPredicates = RowPredicates(), schema: SchemaText? = nil, database: Database? = nil
    ) throws -> Engine {
        try portal.engine(predicates: predicates, database: database, schema: schema?.loaded(), viewers: keys)
    }

    func credential(_ viewer: TestViewer) -> Credential {
        credentials[viewer] ?? .anonymous
    }
}

extension SessionSource {
    /// Knows some viewers by heart before it asks.
    func preferring(_ viewers: [CachedViewer]) -> SessionSource {
        let known = Dictionary(viewers.map { ($0.tokenHash, $0) }, uniquingKeysWith: { first, _ in first })
        return SessionSource { hash, reload in
            if let viewer = known[hash] { return viewer }
            return try await self.viewer(hash, reload)
        }
    }
}

extension TestPortal {
    /// Has the database believe a table about who asks: the policies cover keys, and nothing lets them in yet.
    fileprivate func believeTestViewers() throws {
        try administrate(
            """
            CREATE TABLE test_viewer (token_hash bytea PRIMARY KEY, organization_id text, partnership_id text);
            CREATE OR REPLACE VIEW session_viewer AS
            SELECT token_hash, viewer_epoch AS epoch, viewer FROM session
            WHERE viewer IS NOT NULL AND revoked_at IS NULL AND expires_at > now()
            UNION ALL
            SELECT token_hash, 1, concat_ws('|', 'INTEGRATION', organization_id, '', '', partnership_id)
            FROM test_viewer;
            GRANT SELECT ON test_viewer TO portico_definer;
            """)
    }

    /// A key of the partnership that looks after Fjord.
    fileprivate func key(_ scopes: Set<APIScope>) throws -> CachedViewer {
        let text = "key \(scopes.count)"
        try administrate(
            """
            INSERT INTO test_viewer SELECT convert_to('\(text)', 'UTF8'), organization_id, partnership_id FROM customer
                WHERE name LIKE 'Fjord%'
            """)
        func id(_ column: String) throws -> RowID? {
            try value("SELECT \(column) FROM test_viewer").flatMap(RowID.init)
        }
        let viewer = Viewer(
            audience: Audience(role: .integration, apiScopes: scopes), organizationID: try id("organization_id"),
            partnershipID: try id("partnership_id"))
        return CachedViewer(
            viewer: viewer, realm: .partner, tokenHash: Array(text.utf8), epoch: 1, name: text, email: "key@test",
            organizationName: nil)
    }
}
