"""Who asks."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Viewer:
    """Somebody who has signed in, or nobody."""
    realm: str | None = None
    role: str | None = None
    name: str | None = None
    email: str | None = None
    organization: str | None = None
    organization_name: str | None = None
    #: The row of the operator, partner user or portal user.
    user: str | None = None
    #: The customer whose portal it is.
    customer: str | None = None
    partnerships: frozenset = frozenset()
    whole_partnerships: frozenset = frozenset()
    customers: frozenset = frozenset()


def operator(sql, email):
    """Whoever runs the installation; the one viewer who is no row of a mapped type (K6)."""
    name, user = sql(f"select name || '|' || id from operator_user where email = '{email}';").split("|")
    return Viewer("OPERATOR", "OPERATOR", name, email, user=user)


def partner(tables, email):
    """Somebody who works at a partner company."""
    user = next(row for row in tables.rows["User"] if row["email"] == email)
    memberships = tables.with_key("Membership", "user_id", user["id"])
    return Viewer(
        "PARTNER", user["role"], user["name"], email, user["organization_id"],
        tables.by_id["Organization"][user["organization_id"]]["name"], user["id"],
        partnerships=frozenset(row["partnership_id"] for row in memberships),
        whole_partnerships=frozenset(row["partnership_id"] for row in memberships if row["customer_access"] == "ALL"),
        customers=frozenset(row["customer_id"] for row in tables.with_key("Assignment", "user_id", user["id"])))


def of_portal(tables, email, slug):
    """Somebody who signs in at the portal of a customer, which may have a brand; exactly one is its admin (D3-03)."""
    portal = next(row for row in tables.rows["CustomerPortal"] if row["slug"] == slug)
    user = next(row for row in tables.with_key("PortalUser", "portal_id", portal["id"]) if row["email"] == email)
    role = "PORTAL_ADMIN" if portal["admin_user_id"] == user["id"] else "PORTAL_USER"
    return Viewer(
        "PORTAL", role, user["name"], email, user["organization_id"],
        portal["brand_name"] or tables.by_id["Organization"][user["organization_id"]]["name"], user["id"],
        portal["customer_id"])
