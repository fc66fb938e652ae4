import Access
import Cryptography
import Execution
import Foundation
import Postgres
import SQLText
import TestSupport
import Testing

/// Everybody who can ask: partners, the operator and a portal, who sign in, and keys.
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
    case managedKey = "INTEGRATION MSSP_REPORT_READ"
    case resaleKey = "INTEGRATION RESELLER_REPORT_READ"
    case wholeKey = "INTEGRATION CUSTOMERS_READ MSSP_REPORT_READ"

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
        case .key: Audience(role: .integration, apiScopes: [.me, .customers])
        case .keyWithoutScope: Audience(role: .integration, apiScopes: [.me])
        case .managedKey: Audience(role: .integration, apiScopes: [.me, .msspReport])
        case .resaleKey: Audience(role: .integration, apiScopes: [.me, .resellerReport])
        case .wholeKey: Audience(role: .integration, apiScopes: [.me, .customers, .msspReport])
        }
    }

    /// Who stands for each kind of viewer.
    static let kinds: [TestViewer] = [
        .nobody, .operator, .admin, .user, .marketing, .portalAdmin, .portalUser, .key, .keyWithoutScope, .managedKey,
        .resaleKey, .wholeKey,
    ]
}

/// Engines before which every kind of viewer can stand.
struct Audiences: Sendable {
    let portal: TestPortal
    /// An engine with the product's schema and both walls.
    let plain: Engine
    private let credentials: [TestViewer: Credential]

    /// One for all tests that only read.
    static let shared = Task { try await Audiences(TestPortal.shared.value) }

    init(_ portal: TestPortal) throws {
        self.portal = portal
        var credentials: [TestViewer: Credential] = [:]
        for viewer in TestViewer.allCases {
            if viewer.audience.role == .integration {
                credentials[viewer] = try portal.key(viewer.audience.apiScopes)
            } else {
                credentials[viewer] = viewer == .nobody ? .anonymous : try portal.credential(viewer.rawValue)
            }
        }
        self.credentials = credentials
        plain = try portal.engine()
    }

    func engine(
        predicates: RowPredicates = RowPredicates(), schema: SchemaText? = nil, database: Database? = nil
    ) throws -> Engine {
        try portal.engine(predicates: predicates, database: database, schema: schema?.loaded())
    }

    func credential(_ viewer: TestViewer) -> Credential {
        credentials[viewer] ?? .anonymous
    }
}

extension TestPortal {
    /// A key of the partnership that looks after Fjord, or, with the scope for that, of the one beside it that resells.
    func key(_ scopes: Set<APIScope>) throws -> Credential {
        let type = scopes.contains(.resellerReport) ? "RESELLER" : "MSSP"
        let hash = sha256(try randomBytes(32))
        let words = scopes.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
        let digits = hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        try administrate(
            """
            WITH k AS (
                INSERT INTO api_key (organization_id, partnership_id, partnership_type, name, prefix, scopes)
                SELECT p.organization_id, p.id, p.type, 'Test', 'pk_test00', array[\(words)]
                FROM partnership p JOIN customer c ON c.organization_id = p.organization_id AND c.name LIKE 'Fjord%'
                WHERE p.type = '\(type)' RETURNING id)
            INSERT INTO api_key_secret (key_id, secret_hash) SELECT id, '\\x\(digits)' FROM k
            """)
        return .token(hash: hash)
    }
}
