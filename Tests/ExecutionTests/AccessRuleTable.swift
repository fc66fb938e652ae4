import Testing

/// What each access rule of `schema.graphql` says, in other words than its own: who is let in, and a document that asks.
///
/// A letter stands for a kind of viewer: O(perator), A(dmin), U(ser), M(arketing), P(ortal admin), p(ortal user), K(ey
/// with the scope CUSTOMERS_READ), k(ey without a scope), m and r (keys with the scope for the reports of an MSSP or a
/// reseller). A key with two scopes is B, let in by each rule that lets in a key with either.
struct AccessRuleLine: Sendable, CustomTestStringConvertible {
    let coordinate: String
    let lets: Set<Character>
    let question: String
    /// The rules that the question meets besides; an interface needs "any object" behind it.
    let through: [String]

    var testDescription: String { coordinate }

    init(_ coordinate: String, _ lets: String, _ question: String, through: [String] = []) {
        self.coordinate = coordinate
        self.lets = Set(lets).union(lets.contains { "Km".contains($0) } ? ["B"] : [])
        self.question = question
        self.through = through
    }

    static let signedIn = "OAUMPpKkmr"

    static let all: [AccessRuleLine] = [
        objects, roots, lists, columns, values, rows, children, totals, searches, orders, changes,
    ].flatMap(\.self)

    private static let objectRules: [(String, String)] = [
        ("Organization", "OAUM"), ("Partnership", "OAUMKkmr"), ("User", "OAUM"), ("Membership", "AUM"),
        ("Assignment", "AU"), ("Customer", "AUPpKmr"), ("CustomerPortal", "AUPp"), ("PortalUser", "AUPp"),
        ("Contact", "AUPp"), ("Lead", "OAU"), ("Delivery", "OAU"), ("Invoice", "OAUP"), ("InvoiceLine", "OAUP"),
        ("Product", "OAUPpmr"), ("ReportingPeriod", "OAUmr"), ("Usage", "OAUPpmr"), ("Contract", "AUPp"),
        ("ContractValue", "AUr"), ("UsageReading", "OAUPpmr"), ("Task", "AU"),
        ("Engagement", "AUK"), ("ChurnAssessment", "AUK"), ("ChurnFactor", "AUK"),
        ("PartnerKitAsset", "OAUM"),
        ("AuditEvent", "OA"), ("AuditDetail", "OA"), ("AuditChange", "OA"), ("ApiKey", "A"), ("Mail", "O"),
        ("Session", "OAUMPp"), ("IdentityProvider", "OA"), ("IdentityDomain", "OA"), ("CustomerRead", "P"),
        ("NotificationPreference", "AUM"),
    ]
    private static let objects: [AccessRuleLine] = objectRules.map { name, lets in
        AccessRuleLine(name, lets, "{ node(id: \"x\") { ... on \(name) { __typename } } }")
    }

    private static let rootRules: [(String, String)] = [
        ("Organization", "O"), ("Partnership", "OAUM"), ("Customer", "AUPpK"), ("User", "OAUM"), ("PortalUser", "AUP"),
        ("Contact", "AUPp"), ("Lead", "AU"), ("Invoice", "OAUP"), ("Product", "OAUPpmr"), ("Contract", "AUPp"),
        ("Task", "AU"),
        ("AuditEvent", "OA"), ("ApiKey", "A"), ("Mail", "O"), ("Session", "OAUMPp"),
        ("IdentityProvider", "OA"), ("IdentityDomain", "OA"),
    ]
    private static let roots: [AccessRuleLine] =
        rootRules.flatMap { type, lets in
            let name = type.prefix(1).lowercased() + type.dropFirst()
            return [
                AccessRuleLine("Query.\(name)", lets, "{ \(name)(id: \"x\") { __typename } }", through: [type]),
                AccessRuleLine("Query.\(name)s", lets, "{ \(name)s(first: 1) { __typename } }", through: [type]),
            ]
        } + [
            AccessRuleLine("Node", signedIn, #"{ node(id: "x") { id } }"#, through: ["any object"]),
            AccessRuleLine("Query.node", signedIn, #"{ node(id: "x") { __typename } }"#, through: ["any object"]),
            AccessRuleLine("Query.nodes", signedIn, #"{ nodes(ids: ["x"]) { __typename } }"#, through: ["any object"]),
            AccessRuleLine(
                "Query.partnerKit", "OAUM", "{ partnerKit(first: 1) { __typename } }", through: ["PartnerKitAsset"]),
            AccessRuleLine(
                "Query.partnerKitAsset", "OAUM", "{ partnerKitAsset(id: \"x\") { __typename } }",
                through: ["PartnerKitAsset"]),
            AccessRuleLine(
                "Query.engagement", "AUK", "{ engagement(first: 1) { __typename } }", through: ["Engagement"]),
            AccessRuleLine(
                "Query.churnAssessments", "AUK", "{ churnAssessments(first: 1) { __typename } }",
                through: ["ChurnAssessment"]),
            AccessRuleLine(
                "Query.deliveries", "OAU", "{ deliveries(first: 1) { __typename } }", through: ["Delivery"]),
            AccessRuleLine("Query.delivery", "OAU", #"{ delivery(id: "x") { __typename } }"#, through: ["Delivery"]),
            AccessRuleLine("Query.reports", "OAUmr", "{ reports { __typename } }", through: ["Reports"]),
            AccessRuleLine("Reports", "OAUmr", "{ reports { __typename } }", through: ["Query.reports"]),
        ] + explanations

    private static let explanations =
        ["Query.explainAccess", "AccessExplanation"].map {
            AccessRuleLine($0, "AP", #"{ explainAccess(userId: "x", nodeId: "x") { __typename } }"#)
        } + [
            AccessRuleLine(
                "AccessStep", "AP", #"{ explainAccess(userId: "x", nodeId: "x") { steps { __typename } } }"#,
                through: ["Query.explainAccess", "AccessExplanation"])
        ]

    /// Connections and their edges: the type, the field, and what holds it.
    private static let listRules: [(String, String, String)] = [
        ("Partnership", "partnerships", "Query"), ("User", "users", "Query"), ("Customer", "customers", "Query"),
        ("PortalUser", "portalUsers", "Query"), ("Contact", "contacts", "Query"), ("Lead", "leads", "Query"),
        ("Delivery", "deliveries", "Query"),
        ("Invoice", "invoices", "Query"), ("Product", "products", "Query"), ("Contract", "contracts", "Query"),
        ("Task", "tasks", "Query"), ("Membership", "memberships", "User"), ("Assignment", "assignments", "Membership"),
        ("InvoiceLine", "lines", "Invoice"), ("ReportingPeriod", "periods", "Reports"), ("Usage", "usage", "Reports"),
        ("UsageReading", "usageReadings", "Reports"), ("ContractValue", "contractValues", "Reports"),
        ("Engagement", "engagement", "Query"), ("ChurnAssessment", "churnAssessments", "Query"),
        ("ChurnFactor", "factors", "ChurnAssessment"), ("PartnerKitAsset", "partnerKit", "Query"),
        ("AuditEvent", "auditEvents", "Query"),
        ("AuditChange", "changes", "AuditEvent"), ("ApiKey", "apiKeys", "Query"),
        ("Mail", "mails", "Query"), ("Session", "sessions", "Query"), ("CustomerRead", "reads", "Customer"),
        ("IdentityProvider", "identityProviders", "Query"), ("IdentityDomain", "identityDomains", "Query"),
        ("Organization", "organizations", "Query"),
    ]
    private static let lists: [AccessRuleLine] = listRules.flatMap { type, field, holder in
        func line(_ suffix: String, _ selection: String) -> AccessRuleLine {
            AccessRuleLine(
                type + suffix, signedIn, question(holder, "\(field)(first: 1) { \(selection) }"),
                through: [holder, "Query.\(holder.lowercased())", "\(holder).\(field)", type])
        }
        return [line("Connection", "totalCount"), line("Edge", "edges { cursor }")]
    }

    private static let columnRules: [(String, String)] = [
        ("Organization.vatId", "OA"), ("Organization.supportAccessUntil", "OA"),
        ("User.locale", "AUM"), ("User.timeZone", "AUM"),
        ("User.email", "AUM"),
        ("User.lastLoginAt", "AUM"), ("User.invitationExpiresAt", "OA"), ("Customer.externalRef", "AUK"),
        ("CustomerPortal.disabledReason", "AU"), ("Organization.singleSignOn", "AUM"),
        ("IdentityProvider.clientId", "A"),
        ("User.hasSingleSignOn", "AUM"),
        ("PortalUser.lastLoginAt", "AUP"), ("Membership.effectiveCustomerCount", "AU"),
        ("PartnerKitAsset.downloadCount", "O"), ("UsageReading.sourceKey", "OAUmr"),
    ]
    private static let columns: [AccessRuleLine] = (columnRules + customerColumns + ownFacts).map {
        field($0, $1, selecting: "")
    }
    private static let ownFacts: [(String, String)] = [
        ("Viewer.hasSecondFactor", "OAUMPp"), ("Viewer.recoveryCodesLeft", "OAUMPp"), ("User.hasSecondFactor", "A"),
        ("PortalUser.hasSecondFactor", "AUP"), ("Viewer.scopes", "Kkmr"), ("Viewer.expiresAt", "Kkmr"),
    ]
    /// What a key that reads reports isn't told of the customers in them.
    private static let customerColumns = [
        "email", "phone", "address", "country", "status", "kind", "trialEndsOn", "version", "createdAt", "updatedAt",
    ].map { ("Customer.\($0)", "AUPpK") }

    private static let valueRules: [(String, String)] = [
        ("Contract.unitPrice", "AUP"), ("Contract.annualValue", "AUP"),
    ]
    private static let values: [AccessRuleLine] = valueRules.map { field($0, $1, selecting: " { currency }") }

    private static let rowRules: [(String, String, String)] = [
        ("Viewer.user", "AUM", "User"), ("Viewer.organization", "AUM", "Organization"),
        ("Viewer.portalUser", "Pp", "PortalUser"), ("Viewer.customer", "Pp", "Customer"),
        ("Viewer.session", "OAUMPp", "Session"), ("Viewer.partnership", "Kkmr", "Partnership"),
        ("Customer.partnership", "AU", "Partnership"), ("Customer.portal", "AUPp", "CustomerPortal"),
        ("Customer.churn", "AUK", "ChurnAssessment"),
        ("CustomerPortal.admin", "AUP", "PortalUser"), ("Invoice.customer", "AUP", "Customer"),
        ("Invoice.partnership", "OAU", "Partnership"), ("Usage.customer", "AUPpmr", "Customer"),
        ("Usage.period", "OAUmr", "ReportingPeriod"), ("IdentityProvider.portal", "A", "CustomerPortal"),
        ("UsageReading.customer", "AUPpmr", "Customer"),
    ]
    private static let rows: [AccessRuleLine] = rowRules.map {
        field($0, $1, selecting: " { __typename }", of: $2)
    }

    private static let childRules: [(String, String, String)] = [
        ("Organization.users", "OA", "User"), ("Partnership.customers", "AU", "Customer"),
        ("Partnership.memberships", "A", "Membership"), ("Partnership.reportingPeriods", "OAUmr", "ReportingPeriod"),
        ("User.memberships", "AUM", "Membership"), ("Membership.assignments", "AU", "Assignment"),
        ("Customer.contacts", "AUPp", "Contact"), ("Customer.invoices", "AUP", "Invoice"),
        ("Customer.usage", "AUPpK", "Usage"), ("Customer.contracts", "AUPp", "Contract"),
        ("Customer.contractValues", "AUK", "ContractValue"), ("Customer.tasks", "AU", "Task"),
        ("Customer.engagement", "AUK", "Engagement"), ("Customer.churnAssessments", "AUK", "ChurnAssessment"),
        ("CustomerPortal.users", "AUP", "PortalUser"), ("Customer.reads", "P", "CustomerRead"),
        ("Reports.contractValues", "AUr", "ContractValue"), ("Customer.usageReadings", "AUPpK", "UsageReading"),
    ]
    private static let children: [AccessRuleLine] = childRules.map {
        field($0, $1, selecting: "(first: 1) { __typename }", of: $2)
    }

    /// A document that asks a type for a field.
    private static func question(_ type: String, _ field: String) -> String {
        switch type {
        case "Query": "{ \(field) }"
        case "Viewer", "Reports": "{ \(type.lowercased()) { \(field) } }"
        default: "{ node(id: \"x\") { ... on \(type) { \(field) } } }"
        }
    }

    private static func field(
        _ coordinate: String, _ lets: String, selecting selection: String, of returned: String = ""
    ) -> AccessRuleLine {
        let parts = coordinate.split(separator: ".").map(String.init)
        return AccessRuleLine(
            coordinate, lets, question(parts[0], parts[1] + selection),
            through: [parts[0], root(of: parts[0]), returned])
    }

    /// The root field that a question about a type goes through, where it isn't "node".
    private static func root(of type: String) -> String {
        ["Organization", "Partnership"].contains(type) ? "" : "Query.\(type.lowercased())"
    }

    private static let totals: [AccessRuleLine] = [
        AccessRuleLine(
            "UsageTotal", "OAUPpmr", "{ reports { usage(first: 1) { totals { quantity } } } }",
            through: ["Reports", "Usage"]),
        AccessRuleLine(
            "UsageTotal.customer", "AUPpmr", "{ reports { usage(first: 1) { totals { customer { __typename } } } } }",
            through: ["Reports", "Usage", "UsageTotal", "Usage.customer", "Customer"]),
        AccessRuleLine(
            "ContractTotal", "AUPp", "{ contracts(first: 1) { totals { contracts } } }",
            through: ["Query.contracts", "Contract"]),
        AccessRuleLine(
            "ContractValueTotal", "AUr", "{ reports { contractValues(first: 1) { totals { customers } } } }",
            through: ["Reports", "ContractValue"]),
        AccessRuleLine(
            "ChurnAssessmentTotal", "AUK", "{ churnAssessments(first: 1) { totals { customers } } }",
            through: ["Query.churnAssessments", "ChurnAssessment"]),
        AccessRuleLine(
            "TaskTotal", "AU", "{ tasks(first: 1) { totals { tasks } } }", through: ["Query.tasks", "Task"]),
    ]

    private static let searchRules: [(String, String)] = [
        ("Customer", "AU"), ("Contact", "AUPp"), ("Lead", "OAU"), ("User", "AUM"),
        ("Organization", "O"),
    ]
    private static let searches: [AccessRuleLine] =
        searchRules.map { type, lets in
            let list = type.lowercased() + "s"
            return AccessRuleLine(
                "\(type)Filter.search", lets, "{ \(list)(first: 1, filter: {search: \"x\"}) { __typename } }",
                through: ["Query.\(list)", type])
        } + [
            AccessRuleLine(
                "PartnerKitAssetFilter.search", "OAUM",
                "{ partnerKit(first: 1, filter: {search: \"x\"}) { __typename } }",
                through: ["Query.partnerKit", "PartnerKitAsset"])
        ]

    private static let orders: [AccessRuleLine] = [
        AccessRuleLine(
            "TaskOrderField.SEVERITY", "AU", "{ tasks(first: 1, orderBy: [{field: SEVERITY}]) { __typename } }",
            through: ["Query.tasks", "Task"]),
        AccessRuleLine(
            "ChurnAssessmentOrderField.SCORE", "AUK",
            "{ churnAssessments(first: 1, orderBy: [{field: SCORE}]) { __typename } }",
            through: ["Query.churnAssessments", "ChurnAssessment"]),
    ]

    private static let changes: [AccessRuleLine] =
        ["Mutation.updateCustomer", "UpdateCustomerPayload"].map {
            AccessRuleLine($0, "AU", #"mutation { updateCustomer(input: {id: "x"}) { clientMutationId } }"#)
        }
        + ["email: \"a@b.test\"", "portalEnabled: true"].map { member in
            let name = member.prefix { $0 != ":" }
            return AccessRuleLine(
                "UpdateCustomerInput.\(name)", "A",
                "mutation { updateCustomer(input: {id: \"x\", \(member)}) { clientMutationId } }",
                through: ["Mutation.updateCustomer", "UpdateCustomerPayload"])
        }
        + [
            ("create", #"partnershipId: "x", name: "x", email: "x@x.test""#), ("disable", #"id: "x""#),
            ("enable", #"id: "x""#),
        ].flatMap { verb, input in
            ["Mutation.\(verb)Customer", verb.capitalized + "CustomerPayload"].map {
                AccessRuleLine($0, "A", "mutation { \(verb)Customer(input: {\(input)}) { clientMutationId } }")
            }
        }
        + ["enable", "disable", "update"].flatMap { verb in
            ["Mutation.\(verb)CustomerPortal", verb.capitalized + "CustomerPortalPayload"].map {
                AccessRuleLine(
                    $0, "A", "mutation { \(verb)CustomerPortal(input: {customerId: \"x\"}) { clientMutationId } }")
            }
        }
        + ["Mutation.changePassword", "ChangePasswordPayload"].map {
            AccessRuleLine(
                $0, "OAUMPp",
                #"mutation { changePassword(input: {currentPassword: "x", newPassword: "y"}) { clientMutationId } }"#)
        }
        + ["Mutation.updateProfile", "UpdateProfilePayload"].map {
            AccessRuleLine($0, "OAUMPp", #"mutation { updateProfile(input: {name: "x"}) { clientMutationId } }"#)
        }
        + ["locale", "timeZone"].map {
            AccessRuleLine(
                "UpdateProfileInput.\($0)", "AUM",
                "mutation { updateProfile(input: {\($0): \"x\"}) { clientMutationId } }",
                through: ["Mutation.updateProfile", "UpdateProfilePayload"])
        }
        + ["Mutation.updateNotificationPreferences", "UpdateNotificationPreferencesPayload"].map {
            AccessRuleLine(
                $0, "AUM", "mutation { updateNotificationPreferences(input: {hour: 8}) { clientMutationId } }")
        }
        + ["userId", "timeZone"].map {
            AccessRuleLine(
                "UpdateNotificationPreferencesInput.\($0)", "A",
                "mutation { updateNotificationPreferences(input: {\($0): \"x\"}) { clientMutationId } }",
                through: ["Mutation.updateNotificationPreferences", "UpdateNotificationPreferencesPayload"])
        }
        + [("user", "AUM", "User"), ("portalUser", "Pp", "PortalUser")].map { field, lets, type in
            AccessRuleLine(
                "UpdateProfilePayload.\(field)", lets,
                "mutation { updateProfile(input: {name: \"x\"}) { \(field) { __typename } } }",
                through: ["Mutation.updateProfile", "UpdateProfilePayload", type])
        }
        + ["Mutation.updateOrganization", "UpdateOrganizationPayload"].map {
            AccessRuleLine($0, "A", #"mutation { updateOrganization(input: {id: "x"}) { clientMutationId } }"#)
        }
        + [
            ("startViewAs", "OA", #"(input: {userId: "x"})"#), ("endViewAs", "AUMPp", ""),
            ("allowSupportAccess", "A", "(input: {hours: 1})"), ("withdrawSupportAccess", "A", ""),
        ].flatMap { name, lets, input in
            ["Mutation.\(name)", name.prefix(1).uppercased() + name.dropFirst() + "Payload"].map {
                AccessRuleLine($0, lets, "mutation { \(name)\(input) { clientMutationId } }")
            }
        }
        + ["Mutation.revokeSession", "RevokeSessionPayload"].map {
            AccessRuleLine($0, "OAUMPp", #"mutation { revokeSession(input: {id: "x"}) { clientMutationId } }"#)
        }
        + ["Mutation.revokeOtherSessions", "RevokeOtherSessionsPayload"].map {
            AccessRuleLine($0, "OAUMPp", "mutation { revokeOtherSessions { clientMutationId } }")
        }
        + ["Mutation.requestEmailChange", "RequestEmailChangePayload"].map {
            AccessRuleLine(
                $0, "AUMPp",
                #"mutation { requestEmailChange(input: {email: "x", currentPassword: "y"}) { clientMutationId } }"#)
        }
        + [
            ("startSecondFactor", #"currentPassword: "x""#), ("confirmSecondFactor", #"code: "x""#),
            ("removeSecondFactor", #"currentPassword: "x", code: "x""#),
            ("renewRecoveryCodes", #"currentPassword: "x", code: "x""#),
        ].flatMap { name, input in
            ["Mutation.\(name)", name.prefix(1).uppercased() + name.dropFirst() + "Payload"].map {
                AccessRuleLine($0, "OAUMPp", "mutation { \(name)(input: {\(input)}) { clientMutationId } }")
            }
        }
        + ["Mutation.exportPersonalData", "ExportPersonalDataPayload"].map {
            AccessRuleLine($0, "OAUMPp", "mutation { exportPersonalData { clientMutationId } }")
        }
        + [
            AccessRuleLine(
                "ExportPersonalDataInput.id", "AP",
                #"mutation { exportPersonalData(input: {id: "x"}) { clientMutationId } }"#,
                through: ["Mutation.exportPersonalData", "ExportPersonalDataPayload"])
        ]
        + [("eraseUser", "A"), ("erasePortalUser", "AP"), ("eraseContact", "A")].flatMap { name, lets in
            ["Mutation.\(name)", name.prefix(1).uppercased() + name.dropFirst() + "Payload"].map {
                AccessRuleLine($0, lets, "mutation { \(name)(input: {id: \"x\"}) { clientMutationId } }")
            }
        }
        + [("resetSecondFactor", "A"), ("resetPortalUserSecondFactor", "AUP")].flatMap { name, lets in
            ["Mutation.\(name)", name.prefix(1).uppercased() + name.dropFirst() + "Payload"].map {
                AccessRuleLine($0, lets, "mutation { \(name)(input: {id: \"x\"}) { clientMutationId } }")
            }
        }
        + ["Mutation.assignCustomers", "AssignCustomersPayload"].map {
            AccessRuleLine(
                $0, "A",
                #"mutation { assignCustomers(input: {membershipId: "x", customerIds: []}) { clientMutationId } }"#)
        }
        + [("create", #"userId: "x", partnershipId: "x""#), ("remove", #"id: "x""#)].flatMap { verb, input in
            ["Mutation.\(verb)Membership", verb.capitalized + "MembershipPayload"].map {
                AccessRuleLine($0, "A", "mutation { \(verb)Membership(input: {\(input)}) { clientMutationId } }")
            }
        }
        + [
            ("create", "A", #"name: "x", email: "x@x.test", role: ADMIN"#), ("update", "OA", #"id: "x""#),
            ("disable", "OA", #"id: "x""#), ("enable", "OA", #"id: "x""#), ("remove", "A", #"id: "x""#),
            ("reinvite", "OA", #"id: "x""#),
        ].flatMap { verb, lets, input in
            ["Mutation.\(verb)User", verb.capitalized + "UserPayload"].map {
                AccessRuleLine($0, lets, "mutation { \(verb)User(input: {\(input)}) { clientMutationId } }")
            }
        }
        + ["Mutation.setTemporaryPassword", "SetTemporaryPasswordPayload"].map {
            AccessRuleLine($0, "A", #"mutation { setTemporaryPassword(input: {id: "x"}) { clientMutationId } }"#)
        }
        + ["Mutation.resetUserPassword", "ResetUserPasswordPayload"].map {
            AccessRuleLine($0, "A", #"mutation { resetUserPassword(input: {id: "x"}) { clientMutationId } }"#)
        }
        + [
            ("invite", #"portalId: "x", name: "x", email: "x@x.test""#), ("update", #"id: "x""#),
            ("disable", #"id: "x""#), ("enable", #"id: "x""#), ("remove", #"id: "x""#), ("reinvite", #"id: "x""#),
        ].flatMap { verb, input in
            ["Mutation.\(verb)PortalUser", verb.capitalized + "PortalUserPayload"].map {
                AccessRuleLine($0, "AUP", "mutation { \(verb)PortalUser(input: {\(input)}) { clientMutationId } }")
            }
        }
        + [
            ("create", #"name: "x", issuer: "https://x.test", clientId: "x""#), ("update", #"id: "x""#),
            ("remove", #"id: "x""#),
        ].flatMap { verb, input in
            ["Mutation.\(verb)IdentityProvider", verb.capitalized + "IdentityProviderPayload"].map {
                AccessRuleLine($0, "A", "mutation { \(verb)IdentityProvider(input: {\(input)}) { clientMutationId } }")
            }
        }
        + ["Mutation.decideIdentityDomain", "DecideIdentityDomainPayload"].map {
            AccessRuleLine(
                $0, "O",
                #"mutation { decideIdentityDomain(input: {id: "x", isApproved: true}) { clientMutationId } }"#)
        }
        + partnerChanges
        + ["open", "retry"].flatMap { verb in
            ["Mutation.\(verb)Mail", verb.capitalized + "MailPayload"].map {
                AccessRuleLine($0, "O", "mutation { \(verb)Mail(input: {id: \"x\"}) { clientMutationId } }")
            }
        }

    private static let partnerChanges: [AccessRuleLine] = [
        ("createPartner", #"name: "x", partnerships: [], admin: {name: "x", email: "x@x.test"}"#),
        ("updatePartner", #"id: "x""#), ("suspendPartner", #"id: "x""#), ("reopenPartner", #"id: "x""#),
        ("createPartnership", #"organizationId: "x", type: MSSP, name: "x", currency: "EUR""#),
        ("updatePartnership", #"id: "x""#),
        ("invitePartnerAdmin", #"organizationId: "x", name: "x", email: "x@x.test""#),
    ].flatMap { name, input in
        ["Mutation.\(name)", name.prefix(1).uppercased() + name.dropFirst() + "Payload"].map {
            AccessRuleLine($0, "O", "mutation { \(name)(input: {\(input)}) { clientMutationId } }")
        }
    }
}

extension TestViewer {
    /// The letter of the table; nil for somebody who isn't signed in.
    var letter: Character? {
        switch self {
        case .nobody: nil
        case .operator: "O"
        case .admin, .otherAdmin: "A"
        case .user, .wide, .otherUser: "U"
        case .marketing: "M"
        case .portalAdmin: "P"
        case .portalUser: "p"
        case .key: "K"
        case .keyWithoutScope: "k"
        case .managedKey: "m"
        case .resaleKey: "r"
        case .wholeKey: "B"
        }
    }
}
