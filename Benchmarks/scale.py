#!/usr/bin/env python3
"""Every list, search, filter, order and chart over a million leads and a million usage readings, by each viewer.

Each operation is asked of the server over HTTP, as whoever may see it, under both walls, and of PostgreSQL by the
superuser as plain SQL for the same rows, one after the other. Times are medians; what counts is their ratio, since the
machine does other things too. auto_explain tells how the server's statements were executed: no statement may read a
large table from end to end, unless all of it is the viewer's. What auto_explain costs is counted as the server's.
"""
import argparse
import datetime
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import time

from installation import Installation
from scale_operations import operations

# Tables of more rows are large; who sees more than this share of one sees all of it.
LARGE = 50_000
ALL = 0.9
ROUNDS = 3


class Viewers:
    """Who asks: the e-mail or token of each, and which rows of a table are theirs, as SQL."""

    def __init__(self, installation):
        self.installation = installation
        installation.sql(PEOPLE)
        installation.sql("vacuum analyze delivery")
        one = lambda text: installation.sql(text)
        self.organization = one("select id from organization where name = 'Nordlys Security AS'")
        self.buyers = one("select id from organization where name = 'Leadhaus GmbH'")
        self.customer = one("select customer_id from customer_portal where slug = 'fjord'")
        self.tokens = {name: installation.sign_in(*who) for name, who in SIGN_INS.items()}
        self.partnerships = {
            name: one("select string_agg(quote_literal(m.partnership_id), ',') from membership m join app_user u on "
                      f"u.id = m.user_id where u.email = '{SIGN_INS[name][0]}'")
            for name in ("wide", "several", "member", "several buyers")}
        self.assigned = one("select string_agg(quote_literal(a.customer_id), ',') from assignment a join app_user u on "
                            "u.id = a.user_id where u.email = 'user@nordlys.test'")

    def scope(self, viewer, table):
        column = "id" if table == "customer" else "customer_id"
        if table == "lead":
            ours = (f"d.shown_to = '{self.buyers}'" if viewer == "buyer" else
                    f"d.delivered_at is not null and d.partnership_id in ({self.partnerships[viewer]})")
            return f"exists (select from delivery d where d.lead_id = t.id and {ours})"
        if viewer in ("operator", "marketing") or table == "partner_kit_asset":
            return "true"
        if viewer == "admin":
            return f"t.organization_id = '{self.organization}'"
        if viewer == "portal":
            return f"t.{column} = '{self.customer}'"
        if viewer == "assigned":
            return f"t.{column} in ({self.assigned})"
        return f"t.partnership_id in ({self.partnerships[viewer]})"


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
}

# Somebody at home in several partnerships, at a partner with customers and at one that buys leads; the latter gets a
# second partnership, with every third of the leads.
PEOPLE = """begin;
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
    today = datetime.date.today()
    own = {}
    plans = Plans(installation.home)
    for operation in operations(lambda ago: (today - datetime.timedelta(days=ago)).isoformat()):
        if only and not re.search(only, operation.name):
            continue
        table = re.search(r"from (\w+) t", operation.plain[0])[1]
        for viewer in operation.viewers:
            scope = viewers.scope(viewer, table)
            if (viewer, table) not in own:
                own[viewer, table] = int(installation.sql(f"select count(*) from {table} t where {scope}"))
            plain = [statement.replace("{scope}", scope) for statement in operation.plain]
            token = viewers.tokens[viewer]
            list(plans.take())
            first = milliseconds(lambda: installation.ask(operation.query, None, token))
            read = [found for plan in plans.take() for found in reads(plan)]
            rounds = 1 if first > 3000 else ROUNDS
            server, owner = [], []
            for _ in range(rounds):
                server.append(milliseconds(lambda: installation.ask(operation.query, None, token)))
                owner.append(installation.timed(plain))
            list(plans.take())
            most = max((rows for name, _, rows in read if sizes.get(name, 0) >= LARGE), default=0)
            is_all = own[viewer, table] >= sizes[table] * ALL
            whole = [f"{way} of {name}" for name, way, rows in read if sizes.get(name, 0) >= LARGE and not is_all
                     and (way == "Seq Scan" or rows >= sizes[name] * ALL)]
            yield (viewer, operation.name, own[viewer, table], statistics.median(server), statistics.median(owner),
                   most, whole)


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
    if any(row[-1] for row in rows):
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
