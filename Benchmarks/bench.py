#!/usr/bin/env python3
"""How the server compares with PostgreSQL answering the same operations itself.

Each operation is asked of the server (wrk -t1 -c32, session checked, both walls on) and of PostgreSQL alone
(pgbench -c8 -j1 -M prepared, one statement with json_agg, one round trip): under the same policies and viewer, with
the same predicates and no policies, and with both. What a wall costs is what it adds to the other. The user's customers
are drawn by hash. Runs are interleaved and medians are compared, so that what the machine does beside them falls on
both. Ratios are the result; absolute numbers are only printed.
"""
import argparse
import base64
import json
import os
import platform
import re
import statistics
import subprocess
import tempfile
import threading

from companies import Company
from installation import Installation
from operations import operations, scoped

ROUNDS = 3
RUNS = 7
BARS = {"customer by id": 0.5, "20 customers with contacts": 1.0}
LAST_BAR = 1.2
ASSIGNED = (10, 1_000, 15_000)
ASSIGNED_BAR = 0.8
ASSIGNED_TEXT = ("An ADMIN and a USER who is assigned every customer of the company are answered the same, byte by "
                 f"byte. Their ratio is the median of {RUNS} runs of the USER, each held against the mean of the ADMIN's "
                 "right before and right after it. The costs of the walls are the USER's.")


def wrk(installation, query, variables, token, seconds):
    """Requests a second."""
    said = run_wrk(installation, query, variables, token, ["-c32", f"-d{seconds}s"])
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def p99(installation, query, variables, token, seconds):
    """The latency that 99 of 100 requests keep, in milliseconds."""
    said = run_wrk(installation, query, variables, token, ["-c8", f"-d{seconds}s", "--latency"])
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def run_wrk(installation, query, variables, token, options):
    body = json.dumps({"query": query, "variables": variables})
    script = ('wrk.method = "POST"\nwrk.body = [==[%s]==]\nwrk.headers["content-type"] = "application/json"\n'
              'wrk.headers["authorization"] = "Bearer %s"\n' % (body, token))
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        said = subprocess.run(["wrk", "-t1", *options, "-s", file.name, installation.url + "/graphql"], check=True,
                              text=True, stdout=subprocess.PIPE).stdout
    if "Non-2xx" in said:
        raise SystemExit(said)
    return said


def pgbench(installation, statement, seconds, viewer=None):
    """Transactions a second: as a viewer whom the policies hold, or as the superuser."""
    lines = [statement + ";"]
    environment = installation.database("portico" if viewer else "portico_admin")
    if viewer:
        lines = ["\\startpipeline", f"select {entry(viewer)};"] + lines + ["\\endpipeline"]
        environment["PGOPTIONS"] = "-c role=portico_app -c jit=off"
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.chmod(file.name, 0o644)
        said = subprocess.run(["pgbench", "-n", "-c8", "-j1", "-Mprepared", f"-T{seconds}", "-f", file.name],
                              env=environment, check=True, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL).stdout
    return float(re.search(r"tps = ([\d.]+)", said)[1])


def entry(viewer):
    return f"set_config('portico.viewer', '{viewer}', true)"


def viewers(installation):
    """An ADMIN, and a USER with a hundred assigned customers, each with the predicate."""
    user, organization = installation.sql(
        "select id || ' ' || organization_id from app_user where email = 'user@nordlys.test'").split()
    installation.sql(f"""
        insert into assignment (organization_id, partnership_id, membership_id, user_id, customer_id)
        select m.organization_id, m.partnership_id, m.id, m.user_id, c.id from membership m
        join lateral (select c.id from customer c where c.partnership_id = m.partnership_id and not exists (
            select from assignment a where a.user_id = m.user_id and a.customer_id = c.id)
            order by md5(c.id::text) limit 97) c on true
        where m.user_id = '{user}'""")
    in_organization = "{t}.organization_id = '" + organization + "'"
    assigned = in_organization + (" and {t}.{c} = any(array(select a.customer_id from assignment a "
                                  f"where a.user_id = '{user}'))")
    return [("ADMIN", "admin@nordlys.test", in_organization), ("USER", "user@nordlys.test", assigned)]


def same_rows(installation, operation, token, viewer):
    """The names that the server answers and those that the statement gives under the policies."""
    name, query, variables, statement = operation
    def names(value):
        if isinstance(value, dict):
            yield from ([value["name"]] if "name" in value else [])
            value = list(value.values())
        if isinstance(value, list):
            for item in value:
                yield from names(item)
    text = installation.sql(
        f"begin; set local role portico_app; select {entry(viewer)}; {scoped(statement, None)}; commit")
    expected = sorted(names(json.loads("".join(text.splitlines()[1:]))))
    answered = sorted(names(installation.ask(query, variables, token)))
    if expected != answered:
        raise SystemExit(f"{name}: the server answers {len(answered)} names, the statement gives {len(expected)}")


def measure(installation, seconds):
    for role, email, predicate in viewers(installation):
        token = installation.sign_in(email)
        viewer = installation.viewer(token)
        first = installation.ask("{ customers(first: 1, orderBy: [{field: NAME}]) { nodes { id } } }", token=token)
        identifier = first["customers"]["nodes"][0]["id"]
        raw = base64.urlsafe_b64decode(identifier + "=")[1:].hex()
        for operation in operations({"id": identifier, "uuid": raw}):
            name, query, variables, statement = operation
            same_rows(installation, operation, token, viewer)
            wrk(installation, query, variables, token, 1)
            server = {"server": lambda: wrk(installation, query, variables, token, seconds)}
            yield role, name, medians(server | walls(installation, statement, viewer, predicate, seconds))


def walls(installation, statement, viewer, predicate, seconds):
    """A statement under each of the walls, and under both."""
    return {
        "policies": lambda: pgbench(installation, scoped(statement, None), seconds, viewer),
        "predicates": lambda: pgbench(installation, scoped(statement, predicate), seconds),
        "both": lambda: pgbench(installation, scoped(statement, predicate), seconds, viewer),
    }


def medians(contestants):
    """What each comes to, in turns."""
    runs = {key: [] for key in contestants}
    for _ in range(ROUNDS):
        for key, run in contestants.items():
            runs[key].append(run())
    return {key: statistics.median(values) for key, values in runs.items()}


def measure_assigned(installation, seconds):
    """Companies whose user is assigned each of their customers, and so is answered what the admin is, byte by byte."""
    for count in ASSIGNED:
        company = Company(installation, count)
        admin, user = installation.sign_in(company.admin), installation.sign_in(company.user)
        viewer = installation.viewer(user)
        for name, query, variables, statement in operations({"id": "", "uuid": ""})[1:]:
            if installation.text(query, variables, admin) != installation.text(query, variables, user):
                raise SystemExit(f"{name}: an admin and a user with {count} assignments are answered differently")
            runs = [wrk(installation, query, variables, token, seconds) for token in (RUNS + 1) * [user, admin]]
            admins, users = runs[1::2], runs[2::2]
            yield count, name, medians(walls(installation, statement, viewer, company.predicate, seconds)) | {
                "admin": statistics.median(admins),
                "user": statistics.median(users),
                "ratio": statistics.median(2 * user / (before + after)
                                           for before, user, after in zip(admins, users, admins[1:]))}


SLOW_SECONDS = 5
SLOW_QUERIES = 8


def beside_slow_queries(installation, seconds):
    """How much longer the p99 of point reads is beside queries of five seconds, which wait for a lock that is held.

    What a partner sees of leads is counted by its deliveries, so theirs is the lock.
    """
    token = installation.sign_in("admin@nordlys.test")
    first = installation.ask("{ customers(first: 1) { nodes { id } } }", token=token)["customers"]["nodes"][0]["id"]
    point = (operations({"id": first, "uuid": ""})[0][1], {"id": first}, token)
    alone, beside = [], []
    for _ in range(ROUNDS):
        alone.append(p99(installation, *point, seconds))
        lock = threading.Thread(target=installation.sql, args=[
            f"begin; lock table delivery in access exclusive mode; select pg_sleep({SLOW_SECONDS}); rollback"])
        lock.start()
        while installation.sql("select count(*) from pg_locks where relation = 'delivery'::regclass "
                               "and mode = 'AccessExclusiveLock' and granted") == "0":
            pass
        slow = [threading.Thread(target=installation.ask, args=["{ leads(first: 1) { totalCount } }", None, token])
                for _ in range(SLOW_QUERIES)]
        for thread in slow:
            thread.start()
        beside.append(p99(installation, *point, min(seconds, SLOW_SECONDS - 1)))
        if not all(thread.is_alive() for thread in slow):
            raise SystemExit("the slow queries were not slow")
        for thread in slow + [lock]:
            thread.join()
    return statistics.median(beside) / statistics.median(alone)


def table(rows):
    yield "| viewer | operation | server /s | to policies | to predicates | cost of policies | cost of predicates |"
    yield "| --- | --- | ---: | ---: | ---: | ---: | ---: |"
    for role, name, tps in rows:
        yield ("| {} | {} | {:,.0f} | **{:.2f}** | {:.2f} | {:.0%} | {:.0%} |".format(
            role, name, tps["server"], tps["server"] / tps["policies"], tps["server"] / tps["predicates"],
            1 - tps["both"] / tps["predicates"], 1 - tps["both"] / tps["policies"]))


def assigned_table(rows):
    yield "| assignments | operation | ADMIN /s | USER /s | USER to ADMIN | cost of policies | cost of predicates |"
    yield "| ---: | --- | ---: | ---: | ---: | ---: | ---: |"
    for count, name, tps in rows:
        yield ("| {:,} | {} | {:,.0f} | {:,.0f} | **{:.2f}** | {:.0%} | {:.0%} |".format(
            count, name, tps["admin"], tps["user"], tps["ratio"], 1 - tps["both"] / tps["predicates"],
            1 - tps["both"] / tps["policies"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--portico", required=True, help="the release build")
    parser.add_argument("--scale", type=int, default=2, help="steps of 2,000 customers")
    parser.add_argument("--seconds", type=int, default=4, help="of each run")
    parser.add_argument("--record", action="store_true", help="write RESULTS.md")
    options = parser.parse_args()
    installation = Installation(options.portico, options.scale)
    try:
        rows = list(measure(installation, options.seconds))
        print("\n".join(table(rows)), flush=True)
        assigned = list(measure_assigned(installation, options.seconds))
        print("\n".join(assigned_table(assigned)), flush=True)
        ratio = beside_slow_queries(installation, options.seconds)
    finally:
        installation.stop()
    lines = [*table(rows), "", ASSIGNED_TEXT, "", *assigned_table(assigned), "",
             f"The p99 of point reads beside {SLOW_QUERIES} queries of {SLOW_SECONDS} seconds is **{ratio:.2f}** times "
             "theirs alone."]
    print("\n".join(lines[-2:]))
    for role, name, tps in rows:
        bar = BARS.get(name, LAST_BAR)
        if role == "USER" and tps["server"] / tps["policies"] < bar:
            print(f"\n{name}: an assigned user reaches less than {bar} of json_agg under the same policies.")
    for count, name, tps in assigned:
        if tps["ratio"] < ASSIGNED_BAR:
            print(f"\n{name}: a user with {count} assignments reaches less than {ASSIGNED_BAR} of an admin.")
    if options.record:
        record(lines)


def record(lines):
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], text=True, stdout=subprocess.PIPE).stdout.strip()
    folder = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(folder, "RESULTS.md"), "w") as file:
        file.write("# Measured\n\n" + " ".join((__doc__ or "").split("\n\n")[1].split()) + "\n\n")
        file.write(f"Commit {commit}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
                   f"the median of {ROUNDS} rounds.\n\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
