#!/usr/bin/env python3
"""Every list, search, filter, order, chart and screen over a million leads and usage readings, by each viewer.

Each operation is asked of the server over HTTP, as whoever may see it, under both walls, and of PostgreSQL by the
superuser as plain SQL for the same rows, one after the other. Times are medians; what counts is their ratio, since the
machine does other things too. auto_explain tells how the server's statements were executed: no statement may read a
large table from end to end, unless all of it is the viewer's. Where much more is read by an index than is the viewer's,
the row ends with it. What auto_explain costs is counted as the server's.
"""
import argparse
import base64
import datetime
import hashlib
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time
import uuid

from installation import Installation
from scale_operations import operations
from scale_screens import DEEP, screens

# Tables of more rows are large; who sees more than this share of one sees all of it.
LARGE = 50_000
ALL = 0.9
# So many times the viewer's own rows are much more.
MUCH = 4
ROUNDS = 3
KEY = "pk_" + "s" * 43


class Viewers:
    """Who asks: the token of each, and which rows of a table are theirs, as SQL."""

    def __init__(self, installation):
        self.installation = installation
        installation.sql(PEOPLE)
        installation.sql("vacuum analyze")
        one = installation.sql
        self.organization = one("select id from organization where name = 'Nordlys Security AS'")
        self.buyers = one("select id from organization where name = 'Leadhaus GmbH'")
        self.customer = one("select customer_id from customer_portal where slug = 'fjord'")
        self.tokens = {name: installation.sign_in(*who) for name, who in SIGN_INS.items()} | {"key": KEY}
        self.users = {name: one(f"select id from app_user where email = '{who[0]}'") for name, who in SIGN_INS.items()
                      if name != "operator" and name != "portal"}
        self.partnerships = {
            name: one(f"select string_agg(quote_literal(partnership_id), ',') from membership where user_id = '{user}'")
            for name, user in self.users.items()}
        self.key = one("select partnership_id from api_key where name = 'Scale'")
        self.columns = {}
        for line in one("select table_name || ' ' || column_name from information_schema.columns "
                        "where table_schema = 'public'").splitlines():
            table, column = line.split()
            self.columns.setdefault(table, set()).add(column)

    def scope(self, viewer, table):
        columns = self.columns[table]
        if viewer in ("operator", "marketing") or "organization_id" not in columns and table != "lead":
            return "true"
        organization = self.buyers if viewer in BUYERS else self.organization
        partnerships = f"'{self.key}'" if viewer == "key" else self.partnerships.get(viewer)
        is_admin = viewer in ("admin", "buyer")
        if table == "lead":
            ours = (f"d.shown_to = '{organization}'" if is_admin else
                    f"d.delivered_at is not null and d.partnership_id in ({partnerships})")
            return f"exists (select from delivery d where d.lead_id = t.id and {ours})"
        if table == "delivery":
            members = "" if is_admin else f" and t.partnership_id in ({partnerships})"
            return f"t.organization_id = '{organization}' and t.delivered_at is not null{members}"
        customer = "id" if table == "customer" else "customer_id"
        is_customers = table == "customer" or "customer_id" in columns
        if is_admin or not is_customers and "partnership_id" not in columns:
            return f"t.organization_id = '{organization}'"
        if viewer == "portal" and is_customers:
            return f"t.{customer} = '{self.customer}'"
        if viewer in ("assigned", "many") and is_customers:
            return (f"t.{customer} in (select a.customer_id from assignment a where a.user_id = "
                    f"'{self.users[viewer]}')")
        return f"t.organization_id = '{organization}' and t.partnership_id in ({partnerships})"

    def known(self):
        """What operations leave open: of whom they ask."""
        one = self.installation.sql
        product = one("select id from product where code = 'NET'")
        membership = one(f"select id from membership where user_id = '{self.users['many']}'")
        return {"{customer}": self.customer, "{customer id}": global_id(6, self.customer), "{product}": product,
                "{product id}": global_id(11, product), "{membership}": membership,
                "{membership id}": global_id(4, membership)}

    def deep(self, viewer, operation):
        """The cursor of a row deep in a list, as the server gives it a hundred rows at a time, and that row's key."""
        table, order, keys = operation.order
        key = self.installation.sql(
            f"select concat_ws(', ', {', '.join(f'quote_literal({one})' for one in keys.split(', '))}) from {table} t "
            f"where {self.scope(viewer, table)} order by {order} offset {DEEP - 1} limit 1")
        field = re.search(r"^  (\w+)\(", operation.query, re.MULTILINE)[1]
        orders = re.search(r"\$orderBy: ([^\s)]+)", operation.query)[1]
        query = (f"query ($after: String, $orderBy: {orders}) {{ {field}(first: 100, after: $after, orderBy: $orderBy) "
                 "{ pageInfo { endCursor } } }")
        after = None
        for _ in range(DEEP // 100):
            answer = self.installation.ask(query, {"after": after, "orderBy": operation.variables["orderBy"]},
                                           self.tokens[viewer])
            after = answer[field]["pageInfo"]["endCursor"]
        return {"{cursor}": after, "{key}": key}


def global_id(code, row):
    """The id of a row as clients know it."""
    return base64.urlsafe_b64encode(bytes([code]) + uuid.UUID(row).bytes).rstrip(b"=").decode()


def filled(value, known):
    """A value with what is known put into its place."""
    if isinstance(value, str):
        for name, found in known.items():
            value = value.replace(name, found)
        return value
    return value


SIGN_INS = {
    "operator": ("operator@portico.test", "OPERATOR"),
    "admin": ("admin@nordlys.test",),
    "wide": ("wide@nordlys.test",),
    "several": ("several@nordlys.test",),
    "assigned": ("user@nordlys.test",),
    "marketing": ("marketing@nordlys.test",),
    "buyer": ("admin@leadhaus.test",),
    "member": ("sales@leadhaus.test",),
    "several buyers": ("several@leadhaus.test",),
    "portal": ("admin@fjord.test", "PORTAL", "fjord"),
    "many": ("many@nordlys.test",),
    "resale": ("resale@nordlys.test",),
}
BUYERS = ("buyer", "member", "several buyers")

# Somebody at home in several partnerships, at a partner with customers and at one that buys leads; the latter gets a
# second partnership, with every third of the leads. Somebody who is assigned 15,000 customers, somebody at home where
# no usage is counted, a key, and mails.
PEOPLE = f"""begin;
insert into partnership (organization_id, type, name, currency, time_zone)
select id, 'LEAD_BUYER', 'Leadhaus Alpen', 'EUR', 'Europe/Vienna' from organization where name = 'Leadhaus GmbH'
    and not exists (select from partnership where name = 'Leadhaus Alpen');
update delivery d set partnership_id = n.id
from partnership n, partnership o
where n.name = 'Leadhaus Alpen' and o.name = 'Leadhaus DACH' and d.partnership_id = o.id
    and hashtext(d.id::text) % 3 = 0
    and not exists (select from app_user where email = 'several@leadhaus.test');
insert into app_user (organization_id, name, email, role, status, password_hash)
select o.id, 'Sam Several', w.email, 'USER', 'ACTIVE', d.password_hash
from (values ('Nordlys Security AS', 'several@nordlys.test'),
    ('Leadhaus GmbH', 'several@leadhaus.test')) w (name, email)
join organization o using (name) join app_user d on d.email = 'user@nordlys.test'
where not exists (select from app_user where email = w.email);
insert into membership (organization_id, partnership_id, user_id, customer_access)
select u.organization_id, p.id, u.id, 'ALL' from app_user u join partnership p using (organization_id)
where u.email in ('several@nordlys.test', 'several@leadhaus.test')
    and not exists (select from membership where user_id = u.id and partnership_id = p.id);
insert into app_user (organization_id, name, email, role, status, password_hash)
select d.organization_id, 'Mona Many', 'many@nordlys.test', 'USER', 'ACTIVE', d.password_hash
from app_user d where d.email = 'user@nordlys.test'
    and not exists (select from app_user where email = 'many@nordlys.test');
insert into membership (organization_id, partnership_id, user_id, customer_access)
select u.organization_id, p.id, u.id, 'ASSIGNED' from app_user u
join partnership p on p.organization_id = u.organization_id and p.name = 'Nordlys Managed Detection'
where u.email = 'many@nordlys.test' and not exists (select from membership where user_id = u.id);
insert into app_user (organization_id, name, email, role, status, password_hash)
select d.organization_id, 'Rita Resale', 'resale@nordlys.test', 'USER', 'ACTIVE', d.password_hash
from app_user d where d.email = 'user@nordlys.test'
    and not exists (select from app_user where email = 'resale@nordlys.test');
insert into membership (organization_id, partnership_id, user_id, customer_access)
select u.organization_id, p.id, u.id, 'ALL' from app_user u
join partnership p on p.organization_id = u.organization_id and p.name = 'Nordlys Resale'
where u.email = 'resale@nordlys.test' and not exists (select from membership where user_id = u.id);
insert into assignment (organization_id, partnership_id, membership_id, user_id, customer_id)
select m.organization_id, m.partnership_id, m.id, m.user_id, c.id
from membership m join app_user u on u.id = m.user_id
join lateral (select id from customer where partnership_id = m.partnership_id
    order by id <> (select customer_id from customer_portal where slug = 'fjord'), md5(id::text) limit 15000) c on true
where u.email = 'many@nordlys.test' and not exists (select from assignment where user_id = u.id);
with key as (
    insert into api_key (organization_id, partnership_id, partnership_type, name, prefix, scopes)
    select organization_id, id, type, 'Scale', 'pk_ssssss', array['ME_READ', 'CUSTOMERS_READ']
    from partnership where name = 'Nordlys Managed Detection' and not exists (select from api_key where name = 'Scale')
    returning id)
insert into api_key_secret select id, '\\x{hashlib.sha256(KEY.encode()).hexdigest()}' from key;
insert into mail (organization_id, event_id, subject_id, template, recipient, recipient_name, subject, state, sent_at,
    last_error, created_at)
select o.id, uuidv7(), o.id, 'user.invited', 'user' || n % 5000 || '@partner.test', 'User ' || n % 5000,
    'Your invitation',     case when n % 50 = 0 then 'FAILED' else 'SENT' end,
    case when n % 50 = 0 then null else w.at end,
    case when n % 50 = 0 then 'Refused.' end, w.at
from generate_series(1, 200000) n
cross join lateral (select now() - n * interval '2 minutes' as at) w
join lateral (select id from organization order by id offset n % 20 limit 1) o on true
where not exists (select from mail where recipient = 'user7@partner.test');
commit"""

EXPLAINED = """alter role portico set session_preload_libraries = 'auto_explain';
alter role portico set auto_explain.log_min_duration = 0;
alter role portico set auto_explain.log_analyze = on;
alter role portico set auto_explain.log_timing = off;
alter role portico set auto_explain.log_format = json"""


class Plans:
    """The plans that PostgreSQL wrote into its log since they were asked for last."""

    def __init__(self, home):
        self.log = open(os.path.join(home, "postgres.log"))
        self.log.seek(0, os.SEEK_END)

    def take(self):
        # The plan is written before the answer is sent.
        text = self.log.read()
        for found in re.finditer(r"plan:\n((?:\t.*\n)+)", text):
            yield json.loads(found[1].replace("\n\t", "\n"))["Plan"]


def nodes(plan):
    yield plan
    for child in plan.get("Plans", []):
        yield from nodes(child)


def reads(plan):
    """How many rows of each table a plan read, those that it threw away included, and in what way."""
    for node in nodes(plan):
        if "Relation Name" in node:
            rows = node["Actual Rows"] + node.get("Rows Removed by Filter", 0) + node.get(
                "Rows Removed by Index Recheck", 0)
            yield node["Relation Name"], node["Node Type"], rows * max(node["Actual Loops"], 1)


def milliseconds(run):
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def measure(installation, only):
    sizes = {name: int(rows) for name, rows in (line.split("|") for line in installation.sql(
        "select relname, reltuples::bigint from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
    ).splitlines())}
    viewers = Viewers(installation)
    known = viewers.known()
    today = datetime.date.today()
    day = lambda ago: (today - datetime.timedelta(days=ago)).isoformat()
    known["{label}"] = day(40)[:7]
    own = {}

    def rows_of(viewer, table):
        if (viewer, table) not in own:
            own[viewer, table] = int(installation.sql(
                f"select count(*) from {table} t where {viewers.scope(viewer, table)}"))
        return own[viewer, table]

    plans = Plans(installation.home)
    for operation in [*operations(day), *screens(day)]:
        if only and not re.search(only, operation.name):
            continue
        for viewer in operation.viewers:
            at = {**known, **(viewers.deep(viewer, operation) if operation.order else {})}
            plain = [scoped(viewers, viewer, filled(statement, at)) for statement in operation.plain]
            variables = {name: filled(value, at) for name, value in operation.variables.items()}
            token = viewers.tokens[viewer]
            list(plans.take())
            first = milliseconds(lambda: installation.ask(operation.query, variables, token))
            read = [found for plan in plans.take() for found in reads(plan) if sizes.get(found[0], 0) >= LARGE]
            rounds = 1 if first > 3000 else ROUNDS
            server, owner = [], []
            for _ in range(rounds):
                server.append(milliseconds(lambda: installation.ask(operation.query, variables, token)))
                owner.append(installation.timed(plain))
            list(plans.take())
            most = max((rows for _, _, rows in read), default=0)
            yield (viewer, operation.name, rows_of(viewer, table_of(operation.plain[0])), statistics.median(server),
                   statistics.median(owner), most,
                   [f"{way} of {name}" for name, way, rows in read
                    if is_too_much(way, rows, rows_of(viewer, name), sizes[name])])


def table_of(statement):
    return re.search(r"(?:from|join) (\w+) t\b", statement)[1]


def scoped(viewers, viewer, statement):
    return statement.replace("{scope}", viewers.scope(viewer, table_of(statement)))


def is_too_much(way, rows, own, size):
    """Whether a table was read from end to end of which not all is the viewer's, or much more of it than is."""
    return way == "Seq Scan" and own < size * ALL or rows >= max(LARGE, own * MUCH)


def lines(rows):
    yield "| viewer | operation | rows of the viewer | server ms | plain SQL ms | ratio | rows read at one place |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    for viewer, name, own, server, owner, most, whole in rows:
        yield (f"| {viewer} | {name} | {own:,} | {server:,.1f} | {owner:,.1f} | **{server / owner:.1f}** | {most:,} |"
               + (" " + ", ".join(whole) if whole else ""))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portico", required=True, help="the release build")
    parser.add_argument("--scale", type=int, default=31, help="steps of 34,000 leads and about 33,000 readings")
    parser.add_argument("--home", help="a folder with such an installation, which is kept")
    parser.add_argument("--only", help="operations whose name has this pattern")
    parser.add_argument("--record", action="store_true", help="write SCALE.md")
    options = parser.parse_args()
    installation = Installation(options.portico, options.scale, options.home, patience=60)
    try:
        installation.sql(EXPLAINED)
        installation.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'portico'")
        rows = []
        for row in measure(installation, options.only):
            rows.append(row)
            print(list(lines([row]))[2], flush=True)
        counts = installation.sql("select (select count(*) from lead) || ' leads and ' || "
                                  "(select count(*) from usage_reading) || ' usage readings'")
    finally:
        installation.stop()
    if options.record:
        record(rows, counts)
    if any(note.startswith("Seq Scan") for row in rows for note in row[-1]):
        sys.exit("some statements read a large table from end to end")


def record(rows, counts):
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], text=True, stdout=subprocess.PIPE).stdout.strip()
    folder = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, "SCALE.md"), "w") as file:
        file.write("# At scale\n\n" + (__doc__ or "").split("\n\n")[1].strip() + "\n\n")
        file.write(f"Commit {commit}, {platform.machine()}, {os.cpu_count()} cores, "
                   f"Python {platform.python_version()}; {counts}.\n\n" + "\n".join(lines(rows)) + "\n")


if __name__ == "__main__":
    main()
