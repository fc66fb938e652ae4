"""Rights dealt out by chance: whom each company and portal lets in, to what, and as whom."""
from tables import Tables

#: Everybody new is let in by the demonstration's password, as are those who had none of that kind.
NEWCOMERS = """insert into app_user (organization_id, name, email, role, status, password_hash)
select o.id, 'Newcomer ' || n, n || '@' || o.id, 'USER', 'ACTIVE', w.password_hash
from organization o, generate_series(1, 4) n, app_user w where w.email = 'wide@nordlys.test';
update app_user u set password_hash = w.password_hash from app_user w
where w.email = 'wide@nordlys.test' and u.password_hash is not null;
update portal_user u set password_hash = w.password_hash from app_user w
where w.email = 'wide@nordlys.test' and u.password_hash is not null;"""
PARTNERS_IN = """select u.email from app_user u join organization o on o.id = u.organization_id
where u.status = 'ACTIVE' and u.role <> 'NOTIFICATIONS' and u.password_hash is not null
    and not u.has_second_factor and o.status = 'ACTIVE' and o.portal_enabled order by u.id;"""
PORTALS_IN = """select u.email || '|' || p.slug from portal_user u join customer_portal p on p.id = u.portal_id
join customer c on c.id = u.customer_id join organization o on o.id = u.organization_id
where u.state = 'ENABLED' and u.password_hash is not null and not u.has_second_factor and p.enabled
    and c.status = 'ENABLED' and o.status = 'ACTIVE' and o.portal_enabled order by u.id;"""
ROLES, PERMISSIONS = ("ADMIN", "USER", "USER", "USER", "MARKETING"), ("BILLING", "TECHNICAL", "USERS")
AUDIENCES = ("MSSP", "RESELLER", "LEAD_BUYER", "ALL")
PARTNERS, PORTALS, MOST_ASSIGNED = 8, 4, 6


def deal(sql, chance):
    """Deals all rights anew. What the database's own rules refuse stays as it was: a last admin, a portal's admin."""
    tables = Tables(sql)
    sql("\n".join(f"do $$ begin {statement}; exception when others then null; end $$;"
                  for statement in statements(tables, chance)))


def statements(tables, chance):
    for user in tables.rows["User"]:
        if chance.often(0.4):
            yield f"update app_user set role = '{chance.choice(ROLES)}' where id = '{user['id']}' " \
                  "and role <> 'NOTIFICATIONS'"
    for membership in tables.rows["Membership"]:
        if chance.often(0.3):
            yield f"delete from membership where id = '{membership['id']}'"
        elif chance.often(0.4):
            yield f"delete from assignment where membership_id = '{membership['id']}'"
            yield f"update membership set customer_access = '{chance.choice(('ALL', 'ASSIGNED'))}' " \
                  f"where id = '{membership['id']}'"
    for user in tables.rows["User"]:
        for partnership in tables.with_key("Partnership", "organization_id", user["organization_id"]):
            if chance.often(0.3):
                yield from place(tables, chance, user, partnership)
    for customer in tables.rows["Customer"]:
        if chance.often(0.1):
            yield f"update customer set status = '{chance.choice(('ENABLED', 'ENABLED', 'DISABLED'))}' " \
                  f"where id = '{customer['id']}'"
    for portal in tables.rows["CustomerPortal"]:
        people = tables.with_key("PortalUser", "portal_id", portal["id"])
        if chance.often(0.3):
            yield f"update customer_portal set admin_user_id = '{chance.choice(people)['id']}' " \
                  f"where id = '{portal['id']}'"
        if chance.often(0.2):
            yield "update customer_portal set enabled = not enabled, " \
                  f"disabled_reason = case when enabled then 'MANUAL' end where id = '{portal['id']}'"
    for user in tables.rows["PortalUser"]:
        chosen = ", ".join(f"'{permission}'" for permission in PERMISSIONS if chance.often(0.5))
        yield f"update portal_user set permissions = array[{chosen}]::text[] where id = '{user['id']}'"
        if chance.often(0.2):
            yield f"update portal_user set state = '{chance.choice(('ENABLED', 'DISABLED'))}' " \
                  f"where id = '{user['id']}' and state <> 'UNCONFIRMED'"
    for asset in tables.rows["PartnerKitAsset"]:
        yield f"update partner_kit_asset set audience = '{chance.choice(AUDIENCES)}' where id = '{asset['id']}'"


def place(tables, chance, user, partnership):
    """A place in a partnership, where the user has none, and some of its customers to look after."""
    keys = f"'{user['organization_id']}', '{partnership['id']}'"
    access = chance.choice(("ALL", "ASSIGNED", "ASSIGNED"))
    yield f"insert into membership (organization_id, partnership_id, user_id, customer_access) " \
          f"values ({keys}, '{user['id']}', '{access}')"
    customers = tables.with_key("Customer", "partnership_id", partnership["id"])
    if access == "ASSIGNED":
        for customer in chance.sample(customers, min(len(customers), chance.randint(0, MOST_ASSIGNED))):
            yield "insert into assignment (organization_id, partnership_id, membership_id, user_id, customer_id) " \
                  f"select {keys}, id, user_id, '{customer['id']}' from membership " \
                  f"where user_id = '{user['id']}' and partnership_id = '{partnership['id']}'"


def people(sql, chance):
    """Some of those who may sign in now, by what tells them apart."""
    partners = [(email,) for email in sql(PARTNERS_IN).splitlines()]
    portals = [(email, "PORTAL", slug) for email, slug in (line.split("|") for line in sql(PORTALS_IN).splitlines())]
    chosen = chance.sample(partners, min(PARTNERS, len(partners))) + chance.sample(portals, min(PORTALS, len(portals)))
    return {" ".join(entry): entry for entry in chosen}
