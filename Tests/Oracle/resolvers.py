"""One naive resolver for each field: what it answers follows from the rows alone."""
import datetime
import zoneinfo

from graphql import get_named_type, is_leaf_type

import totals
from explained import explained
from ids import CODES, global_id, parsed, row_id
from lists import ROOTS, Page
from refusals import Refusal
from selections import asked
from tables import column_of, moment

FOREIGN_KEYS = {"Organization": "organization_id", "Partnership": "partnership_id", "User": "user_id",
                "Membership": "membership_id", "Customer": "customer_id", "Invoice": "invoice_id",
                "ReportingPeriod": "period_id", "CustomerPortal": "portal_id", "IdentityProvider": "identity_provider_id",
                "ChurnAssessment": "assessment_id", "Lead": "lead_id",
                "AuditEvent": "event_id"}
MOST_IDS = 100


def resolver(type, name, result):
    """What answers a field: by its parent, its result, and its name only where that is all there is to go by."""
    target = get_named_type(result)
    if (type, name) in SPECIAL:
        return SPECIAL[type, name]
    if type.endswith("Total"):
        return totals.field(type, name, target)
    if type.endswith("Connection") and name == "totals":
        return totals.totals
    if type.endswith("Connection") or type == "PageInfo":
        return lambda page, info: page.field(name)
    if type.endswith("Edge"):
        return lambda edge, info: edge[0].cursor(edge[1]) if name == "cursor" else edge[1]
    if target.name.endswith("Connection"):
        return connection(type, name, target.name.removesuffix("Connection"))
    if target.name == "Money":
        return money(f"{column_of(name)}_minor")
    if is_leaf_type(target):
        return lambda row, info: row[column_of(name)]
    if type in ROOTS:
        return lambda root, info, id: info.context.row(target.name, row_id(target.name, id))
    return lambda row, info: info.context.row(target.name, row[f"{column_of(name)}_id"])


def connection(type, name, target):
    """All rows at the root; those with the parent's key below a parent."""
    def resolve(parent, info, **arguments):
        if not asked(info):
            return {}  # a list of which nothing is asked isn't read
        tables = info.context.tables
        rows = tables.rows[target] if type in ROOTS else tables.with_key(target, FOREIGN_KEYS[type], parent["id"])
        return Page(f"{type}.{name}", target, info.context.visible(rows), arguments, info.context)
    return resolve


def money(column):
    """An amount, where there is one: what a lead costs is known once it is delivered."""
    return lambda row, info: (
        None if row[column] is None else {"minor_units": row[column], "currency": row["currency"]})


def node(root, info, id):
    """Any row by its id, if its type exists for the viewer."""
    found = parsed(id)
    return info.context.row(*found) if found and found[0] in info.schema.type_map else None


def nodes(root, info, ids):
    if len(ids) > MOST_IDS:
        raise Refusal("TOO_COMPLEX")
    return [node(root, info, id) for id in ids]


def today(row):
    """The day that it is where an invoice was issued or a contract was made."""
    return datetime.datetime.now(zoneinfo.ZoneInfo(row["time_zone"])).date().isoformat()


def invoice_status(row, info):
    """Overdue after the due day has ended (G-22)."""
    if row["status"] == "PAID":
        return "PAID"
    return "OVERDUE" if row["due_on"] < today(row) else "PENDING"


def contract_status(row, info):
    """Both its days belong to a contract; one that was cancelled still runs to its end."""
    if row["ends_on"] < today(row):
        return "ENDED"
    if row["starts_on"] > today(row):
        return "UPCOMING"
    return "CANCELLED" if row["cancelled_on"] else "ACTIVE"


def customers_seen(membership, info):
    """How many customers somebody sees by a membership: marketing none (D2-12), a user maybe chosen ones (G-01)."""
    tables = info.context.tables
    role = next(user["role"] for user in tables.rows["User"] if user["id"] == membership["user_id"])
    if role == "MARKETING":
        return 0
    if role == "USER" and membership["customer_access"] == "ASSIGNED":
        return len(tables.with_key("Assignment", "membership_id", membership["id"]))
    return len(tables.with_key("Customer", "partnership_id", membership["partnership_id"]))


def portal_of(customer, info):
    """The one portal of a customer, if there is any (D1-01)."""
    return next(iter(info.context.visible(info.context.tables.with_key(
        "CustomerPortal", "customer_id", customer["id"]))), None)


def preferences_of(user, info):
    """When somebody gets summaries, who has exactly one answer to that."""
    return next(iter(info.context.visible(info.context.tables.with_key(
        "NotificationPreference", "user_id", user["id"]))), None)


def key_state(row, info):
    """Revoked for good; over once its grace or its time is; until then in use, or making way for another (4.2)."""
    now = datetime.datetime.now(datetime.timezone.utc)
    ends = ("grace_ends_at", "expires_at")
    is_over = {name: row[name] is not None and row[name] <= moment(now.isoformat()) for name in ends}
    if row["revoked_at"] is not None:
        return "REVOKED"
    if is_over["grace_ends_at"] or is_over["expires_at"]:
        return "RETIRED" if is_over["grace_ends_at"] else "EXPIRED"
    return "ACTIVE" if row["grace_ends_at"] is None else "GRACE"


def detail_of(event, info):
    """The personal part of an event, if it wasn't erased."""
    return next(iter(info.context.visible(info.context.tables.with_key(
        "AuditDetail", "event_id", event["id"]))), None)


def own_session(viewer, info):
    """Whoever asks has signed in once."""
    return next(iter(info.context.visible(info.context.tables.with_key("Session", "person_id", viewer.user))), None)


def single_sign_on(column):
    """How the enabled provider is called of a company's own people, or of a portal's."""
    def resolve(row, info):
        return next((provider["name"] for provider in info.context.tables.with_key("IdentityProvider", column, row["id"])
                     if provider["enabled"] and (column == "portal_id" or provider["portal_id"] is None)), None)
    return resolve


SPECIAL = {
    ("Query", "node"): node,
    ("Query", "nodes"): nodes,
    ("Query", "viewer"): lambda root, info: info.context.viewer if info.context.viewer.role else None,
    ("Query", "reports"): lambda root, info: {},
    ("Query", "explainAccess"): explained,
    ("AccessExplanation", "steps"): lambda explanation, info: explanation["steps"],
    ("Viewer", "realm"): lambda viewer, info: viewer.realm,
    ("Viewer", "role"): lambda viewer, info: "INTEGRATION" if viewer.partnership else viewer.role,
    ("Viewer", "name"): lambda viewer, info: viewer.name,
    ("Viewer", "email"): lambda viewer, info: viewer.email,
    ("Viewer", "organizationName"): lambda viewer, info: viewer.organization_name,
    # Nobody who asks has one: their passwords alone are known.
    ("Viewer", "hasSecondFactor"): lambda viewer, info: False,
    ("Viewer", "recoveryCodesLeft"): lambda viewer, info: 0,
    # Everybody who asks is there in person.
    ("Viewer", "impersonator"): lambda viewer, info: None,
    ("Viewer", "user"): lambda viewer, info: info.context.row("User", viewer.user),
    ("Viewer", "organization"): lambda viewer, info: info.context.row("Organization", viewer.organization),
    ("Viewer", "portalUser"): lambda viewer, info: info.context.row("PortalUser", viewer.user),
    ("Viewer", "customer"): lambda viewer, info: info.context.row("Customer", viewer.customer),
    ("Viewer", "session"): own_session,
    ("Viewer", "partnership"): lambda viewer, info: info.context.row("Partnership", viewer.partnership),
    ("Viewer", "scopes"): lambda viewer, info: list(viewer.scopes),
    ("Viewer", "expiresAt"): lambda viewer, info: viewer.expires_at,
    ("Organization", "singleSignOn"): single_sign_on("organization_id"),
    ("CustomerPortal", "singleSignOn"): single_sign_on("portal_id"),
    ("IdentityProvider", "portal"): lambda row, info: info.context.row("CustomerPortal", row["portal_id"]),
    ("IdentityDomain", "provider"):
        lambda row, info: info.context.row("IdentityProvider", row["identity_provider_id"]),
    ("Invoice", "status"): invoice_status,
    ("Contract", "status"): contract_status,
    ("Membership", "effectiveCustomerCount"): customers_seen,
    ("Task", "status"): lambda row, info: "OPEN" if row["resolved_at"] is None else "RESOLVED",
    ("Customer", "portal"): portal_of,
    ("User", "notificationPreference"): preferences_of,
    ("PartnerKitAsset", "supersededBy"):
        lambda row, info: info.context.row("PartnerKitAsset", row["superseded_by"]),
    ("Customer", "churn"): lambda row, info: info.context.latest_churn(row),
    ("AuditEvent", "detail"): detail_of,
    ("ApiKey", "state"): key_state,
    ("ApiKey", "createdBy"): lambda row, info: info.context.row("User", row["created_by"]),
    ("ApiKey", "revokedBy"): lambda row, info: info.context.row("User", row["revoked_by"]),
    ("CustomerPortal", "admin"): lambda row, info: info.context.row("PortalUser", row["admin_user_id"]),
} | {(type, "id"): lambda row, info: global_id(row["__typename"], row["id"]) for type in CODES}
