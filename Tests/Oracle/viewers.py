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
    #: The only partnership of a key, what the key may read, and when it ends.
    partnership: str | None = None
    scopes: tuple = ()
    expires_at: int | None = None


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


#: Keys by which of the scopes they have; each reads other fields, and so is a kind of viewer by itself.
KEYS = {
    "CUSTOMERS KEY": ("MSSP", ("CUSTOMERS_READ",)), "MSSP KEY": ("MSSP", ("MSSP_REPORT_READ",)),
    "RESELLER KEY": ("RESELLER", ("RESELLER_REPORT_READ",)),
    "WHOLE KEY": ("RESELLER", ("CUSTOMERS_READ", "RESELLER_REPORT_READ")),
}
#: Keys of the company that has one partnership of each kind. One ends by itself, another sooner, for one that takes over.
MADE = """with k as (
    insert into api_key (organization_id, partnership_id, partnership_type, name, prefix, scopes, expires_at,
        grace_ends_at, last_used_at)
    select p.organization_id, p.id, p.type, '{kind}', 'pk_oracle', array['ME_READ', {scopes}],
        case when '{kind}' in ('MSSP KEY', 'WHOLE KEY') then now() + interval '90 days' end,
        case '{kind}' when 'WHOLE KEY' then now() + interval '5 days' end, now() + interval '1 day'
    from partnership p join app_user u on u.organization_id = p.organization_id and u.email = 'admin@nordlys.test'
    where p.type = '{type}' returning id)
insert into api_key_secret (key_id, secret_hash) select id, sha256('{token}') from k;"""


def make_key(sql, kind):
    """Makes a key, and tells its secret."""
    type, scopes = KEYS[kind]
    token = f"pk_{kind.replace(' ', '-')}"
    sql(MADE.format(kind=kind, type=type, token=token, scopes=", ".join(f"'{scope}'" for scope in scopes)))
    return token


def key(tables, kind):
    """A program that reads one partnership (D0-23)."""
    row = next(row for row in tables.rows["ApiKey"] if row["name"] == kind)
    ends = [row[name] for name in ("expires_at", "grace_ends_at") if row[name] is not None]
    return Viewer(
        "PARTNER", kind, kind, "", row["organization_id"],
        tables.by_id["Organization"][row["organization_id"]]["name"], row["id"], partnership=row["partnership_id"],
        scopes=tuple(row["scopes"]), expires_at=min(ends, default=None))


def of_portal(tables, email, slug):
    """Somebody who signs in at the portal of a customer, which may have a brand; exactly one is its admin (D3-03)."""
    portal = next(row for row in tables.rows["CustomerPortal"] if row["slug"] == slug)
    user = next(row for row in tables.with_key("PortalUser", "portal_id", portal["id"]) if row["email"] == email)
    role = "PORTAL_ADMIN" if portal["admin_user_id"] == user["id"] else "PORTAL_USER"
    return Viewer(
        "PORTAL", role, user["name"], email, user["organization_id"],
        portal["brand_name"] or tables.by_id["Organization"][user["organization_id"]]["name"], user["id"],
        portal["customer_id"])
