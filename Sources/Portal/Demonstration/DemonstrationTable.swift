/// The tables that the demonstration fills, parents before children, and the columns that it gives.
enum DemonstrationTable: String, CaseIterable {
    case operatorUser = "operator_user"
    case product
    case organization
    case partnership
    case appUser = "app_user"
    case membership
    case customer
    case contact
    case assignment
    case lead
    case delivery
    case invoice
    case invoiceLine = "invoice_line"
    case customerPortal = "customer_portal"
    case portalUser = "portal_user"
    case usageReading = "usage_reading"
    case contract
    case acvSnapshot = "acv_snapshot"
    case task
    case engagementMetric = "engagement_metric"
    case churnAssessment = "churn_assessment"
    case churnFactor = "churn_factor"
    case partnerKitFile = "partner_kit_file"
    case partnerKitAsset = "partner_kit_asset"
    case auditEvent = "audit_event"
    case auditDetail = "audit_detail"
    case auditChange = "audit_change"
    case apiKey = "api_key"
    case apiKeySecret = "api_key_secret"

    /// The tables that follow from those: triggers and the sealer fill them.
    static let derived = ["reporting_period", "usage_counter", "audit_chain"]

    var columns: [String] {
        switch self {
        case .operatorUser: ["id", "name", "email", "password_hash", "is_demonstration", "created_at", "updated_at"]
        case .product: ["id", "code", "name", "unit", "measure", "created_at"]
        case .organization:
            [
                "id", "name", "legal_name", "vat_id", "phone", "address", "locale", "time_zone", "is_demonstration",
                "created_at", "updated_at",
            ]
        case .partnership:
            [
                "id", "organization_id", "type", "name", "currency", "time_zone", "period_anchor_day", "created_at",
                "updated_at",
            ]
        case .appUser:
            [
                "id", "organization_id", "name", "email", "role", "status", "password_hash", "locale", "time_zone",
                "created_at", "updated_at",
            ]
        case .membership: ["id", "organization_id", "partnership_id", "user_id", "customer_access", "created_at"]
        case .customer:
            [
                "id", "organization_id", "partnership_id", "name", "external_ref", "email", "phone", "address",
                "country", "status", "kind", "trial_ends_on", "created_at", "updated_at",
            ]
        case .contact:
            [
                "id", "organization_id", "partnership_id", "customer_id", "type", "name", "title", "email", "phone",
                "created_at", "updated_at",
            ]
        case .assignment:
            [
                "id", "organization_id", "partnership_id", "membership_id", "user_id", "customer_id", "created_at",
                "created_by",
            ]
        case .lead:
            ["id", "name", "company", "email", "phone", "country", "message", "received_at", "created_at"]
        case .delivery:
            [
                "id", "organization_id", "partnership_id", "lead_id", "status", "price_minor", "currency",
                "delivered_at", "created_at", "received_at", "name", "shown_to",
            ]
        case .invoice:
            [
                "id", "organization_id", "partnership_id", "customer_id", "number", "status", "issued_on", "due_on",
                "paid_on", "time_zone", "currency", "total_minor", "created_at", "updated_at",
            ]
        case .invoiceLine:
            [
                "id", "organization_id", "partnership_id", "customer_id", "invoice_id", "position", "kind",
                "description", "quantity", "unit_price_minor", "amount_minor", "currency",
            ]
        case .customerPortal:
            [
                "id", "organization_id", "partnership_id", "customer_id", "slug", "enabled", "disabled_reason",
                "admin_user_id", "brand_name", "brand_color", "created_at", "updated_at",
            ]
        case .portalUser:
            [
                "id", "organization_id", "partnership_id", "customer_id", "portal_id", "name", "email",
                "password_hash", "state", "permissions", "created_at", "updated_at",
            ]
        case .usageReading:
            [
                "id", "organization_id", "partnership_id", "customer_id", "product_id", "observed_at", "quantity",
                "source", "source_key", "created_at",
            ]
        case .contract:
            [
                "id", "organization_id", "partnership_id", "customer_id", "product_id", "order_number", "quantity",
                "unit_price_minor", "currency", "starts_on", "ends_on", "auto_renew", "cancelled_on", "time_zone",
                "created_at", "updated_at",
            ]
        case .acvSnapshot:
            [
                "id", "organization_id", "partnership_id", "customer_id", "day", "amount_minor", "currency", "source",
            ]
        case .task:
            [
                "id", "organization_id", "partnership_id", "customer_id", "type", "severity", "product_id",
                "contract_id", "figure", "due_on", "cause", "opened_at", "resolved_at",
            ]
        case .engagementMetric:
            [
                "id", "organization_id", "partnership_id", "customer_id", "day", "logins", "active_users", "scans",
                "last_activity_at",
            ]
        case .churnAssessment:
            ["id", "organization_id", "partnership_id", "customer_id", "day", "score", "model_version"]
        case .churnFactor:
            [
                "id", "organization_id", "partnership_id", "customer_id", "assessment_id", "code", "weight", "value",
                "threshold",
            ]
        case .partnerKitFile: ["sha256", "content"]
        case .partnerKitAsset:
            [
                "id", "title", "description", "kind", "locale", "version", "file_name", "media_type", "sha256", "size",
                "audience", "published_at", "superseded_by", "download_count", "created_at",
            ]
        case .auditEvent:
            [
                "id", "organization_id", "occurred_at", "realm", "actor_id", "action", "target_type", "target_id",
                "changed", "request_id",
            ]
        case .auditDetail: ["id", "event_id", "organization_id", "actor_label", "ip", "target_label", "key"]
        case .auditChange: ["id", "event_id", "organization_id", "field", "before", "after"]
        case .apiKey:
            [
                "id", "organization_id", "partnership_id", "partnership_type", "name", "prefix", "scopes",
                "predecessor_id", "created_by", "last_used_at", "last_used_ip", "expires_at", "grace_ends_at",
                "revoked_at", "revoked_by", "created_at",
            ]
        case .apiKeySecret: ["key_id", "secret_hash"]
        }
    }
}
